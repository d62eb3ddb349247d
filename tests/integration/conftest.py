"""A data directory with a few documents in it, for the tests of the surfaces."""

from datetime import date
from pathlib import Path

import pytest

from assistant.model.documents import Kind
from assistant.model.mappings import Basis
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from tests.company import Text, store

EDITION = "as9120b"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory of a company with a procedure, its old revision, and a log."""
    folder = tmp_path / "data"
    database = open_database(folder)
    library = SqlLibrary(database)
    store(
        library,
        "QP-84",
        Text("The buyer shall evaluate every supplier once a year.", ("8.4.1",), section="4.1"),
        Text(
            "Receiving inspection records are retained for 10 years.", ("8.6", "8.4.2"),
            section="6.2", basis=Basis.CITED_NUMBER, confidence=0.97,
        ),
        label="B",
        edition_id=EDITION,
    )  # fmt: skip
    store(
        library,
        "QP-84",
        Text("Receiving inspection records are retained for 7 years.", ("8.6",), section="6.2"),
        label="A",
        effective=date(2020, 1, 1),
        edition_id=EDITION,
    )
    store(
        library,
        "ASL-1",
        Text(
            "Aero Ltd | approved | 2026-05-02", ("8.4.1.1",), row="ASL!4", basis=Basis.RECORD_TYPE
        ),
        kind=Kind.RECORD,
        edition_id=EDITION,
    )
    database.close()
    return folder
