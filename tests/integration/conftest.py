"""A data directory with a few documents in it, for the tests of the surfaces."""

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.model.documents import Kind
from assistant.model.mappings import Basis
from integrations.cli.main import run
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from tests.company import Text, store
from tests.integration.command_line import Cli

EDITION = "as9120b"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory of a company with a procedure, its old revision, and a log."""
    return stocked(tmp_path / "data")


def stocked(folder: Path) -> Path:
    """The same company in a data directory of one's own."""
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


@pytest.fixture
def cli(data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run one command line on the data directory; gives exit code, output and messages."""
    for name in os.environ:
        if name.startswith("CLAUSEWISE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["--as-of", "2026-09-30", *arguments, "--data", str(data)])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
