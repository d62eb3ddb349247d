"""What the tests of the ingest share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.database.library import SqlLibrary
from tests.fakes.library import MemoryLibrary
from tests.servers import DATABASES, open_kind
from tests.unit.ingest.office import Office


@pytest.fixture(params=["memory", *DATABASES])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "qms"
    folder.mkdir()
    if request.param == "memory":
        yield Office(folder, MemoryLibrary())
        return
    database = open_kind(request.param, tmp_path / "data")
    yield Office(folder, SqlLibrary(database))
    database.close()
