"""The steps from one schema to the next are one chain, and the tables name its end."""

import re
from pathlib import Path

from integrations.database.tables import SCHEMA

VERSIONS = Path("integrations/database/migrations/versions")


def test_each_step_follows_one_other_and_the_last_is_that_of_the_tables() -> None:
    follows = {
        _named(text, "revision"): _named(text, "down_revision")
        for text in (path.read_text(encoding="utf-8") for path in VERSIONS.glob("v*.py"))
    }
    assert len(follows) == len(list(VERSIONS.glob("v*.py")))
    assert len(set(follows.values())) == len(follows)
    assert set(follows) - set(follows.values()) == {SCHEMA}


def _named(text: str, name: str) -> str:
    found = re.search(rf'^{name}(?:: [^=]+)? = "?([\w]+)"?', text, re.MULTILINE)
    assert found is not None
    return found[1]
