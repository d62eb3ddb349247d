"""What a sentence speaks of, by its words (`subjects.yaml`): it may stand in any procedure."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

import yaml

from assistant.model.clauses import ClauseNumber


def subject_of(text: str, clauses: Collection[ClauseNumber]) -> ClauseNumber | None:
    """The first of `clauses` that the words of a text name; None when they name none of them."""
    for clause, words in _subjects():
        if clause in clauses and words.search(text):
            return clause
    return None


@cache
def _subjects() -> tuple[tuple[ClauseNumber, re.Pattern[str]], ...]:
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(
        (
            ClauseNumber.parse(number),
            re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE),
        )
        for number, words in told.items()
    )
