"""A whole audit of the sample company, as two auditors would do it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from evals.sample.build import build_sample
from integrations.bootstrap import build_services
from integrations.settings import Settings
from tests.fakes.embedder import WordEmbedder
from tests.integration.command_line import Cli, printed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory of the sample company, without vectors: no question is asked here."""
    build_sample(tmp_path / "company")
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=date(2026, 9, 30), embedder=WordEmbedder()) as services:
        services.ingest([tmp_path / "company"])
    return tmp_path / "data"


def test_an_audit_from_the_programme_to_its_report_and_back(cli: Cli, tmp_path: Path) -> None:
    planned = _planned(cli)
    audit = _made(cli, planned)
    _two_auditors_fill_in(cli, audit)
    _two_findings(cli, audit)
    _answered(cli, f"{audit}-F1")
    _concluded(cli, audit)
    _reported(cli, audit, tmp_path)
    _taken_back(cli, audit, tmp_path)


def _planned(cli: Cli) -> dict[str, Any]:
    """The programme: the planned audit that looks at receiving."""
    said = ("--start", "2026-10", "--auditor", "Ann Lee", "--auditor", "Bo Ray")
    cli("programme", "save", *said, "--by", "Cy Dow")
    cli("programme", "approve", "--by", "Dee Fox")
    programme = printed(cli, "programme", "show")
    [found] = [one for one in programme["audits"] if "8.4.2" in one["clauses"]]
    assert found["auditor"] in ("Ann Lee", "Bo Ray")
    return dict(found)


def _made(cli: Cli, planned: dict[str, Any]) -> str:
    """The audit, with its rows drawn: the same seed draws the same, another one does not."""
    said = ("--process", "receiving", "--lead", "Ann Lee", "--auditor", "Bo Ray", "--auditee",
            "Receiving inspector", "--from", "2026-10-05", "--id", planned["id"])  # fmt: skip
    made = printed(cli, "audit", "new", *said, "--seed", "7")
    rows = [_drawn(printed(cli, "checklist", "--process", "receiving", "--seed", seed))
            for seed in ("7", "7", "8")]  # fmt: skip
    assert _drawn(printed(cli, "audit", "show", made["id"])) == rows[0] == rows[1] != rows[2]
    assert any(rows[0])
    return str(made["id"])


def _drawn(checklist: dict[str, Any]) -> list[list[str]]:
    return [one["sample"]["rows"] for one in checklist["items"] if one["sample"]]


def _two_auditors_fill_in(cli: Cli, audit: str) -> None:
    seen = "Receipt L26-0033 of 2026-09-12: certificate 8130-3 with it"
    items = printed(cli, "audit", "show", audit)["items"]
    for item in items[:6]:
        by = "Ann Lee" if item["no"] % 2 else "Bo Ray"
        said = ("--result", "evidence seen", "--evidence", seen, "--interviewed", "Inspector")
        assert cli("audit", "fill", str(item["no"]), "--audit", audit, *said, "--by", by)[0] == 0
    for no, result in ((2, "minor"), (4, "opportunity")):
        graded = ("--result", result, "--evidence", f"{seen}; count not signed")
        cli("audit", "fill", str(no), "--audit", audit, *graded, "--by", "Bo Ray")
    shown = printed(cli, "audit", "show", audit)
    assert shown["progress"]["with_result"] == 6
    assert [one["result"] for one in shown["items"][:4]] == [
        "evidence_seen", "minor", "evidence_seen", "opportunity",
    ]  # fmt: skip


def _two_findings(cli: Cli, audit: str) -> None:
    """One on an item, one that is incomplete at first and is not lost."""
    said = ("--audit", audit, "--by", "Bo Ray")
    one = printed(
        cli, "finding", "new", *said, "--item", "2", "--nature", "The count was not signed.",
        "--owner", "Stores", "--due", "2026-10-30",
    )  # fmt: skip
    code, _, told = cli("finding", "new", *said, "--evidence", "Lot L26-0045 of 2026-08-02")
    assert code == 2
    assert "--draft 1" in told
    two = printed(cli, "finding", "new", *said, "--draft", "1", "--clause", "8.4.2", "--nature",
                  "No inspection recorded.", "--grade", "major")  # fmt: skip
    assert (one["grade"], one["citation"]["document"] != "") == ("minor", True)
    assert (two["evidence"], two["clause"]) == ("Lot L26-0045 of 2026-08-02", "8.4.2")
    open_ones = printed(cli, "findings", "--audit", audit, "--open")["findings"]
    assert {each["id"] for each in open_ones} == {f"{audit}-F1", f"{audit}-F2"}


def _answered(cli: Cli, finding: str) -> None:
    for act, *said in (
        ("correction", "--text", "Count signed and checked."),
        ("cause", "--text", "The form has no line for it.", "--factor", "instruction"),
        ("action", "--text", "Line added to the form.", "--owner", "Stores", "--due", "2026-11-30"),
    ):
        assert cli("finding", act, finding, *said, "--by", "Stores")[0] == 0
    assert printed(cli, "finding", "show", finding)["state"] == "answered"
    due = printed(cli, "calendar", "--days", "90")["entries"]
    assert any(finding in str(one) for one in due)


def _concluded(cli: Cli, audit: str) -> None:
    said = ("--text", "Receiving works; counting needs care.", "--by", "Ann Lee")
    assert cli("audit", "conclude", audit, *said)[0] == 0
    code, _, told = cli("audit", "close", audit, "--by", "Ann Lee")
    assert code == 0
    assert "without a result: reported as not checked." in told
    assert cli("audit", "fill", "1", "--audit", audit, "--note", "late", "--by", "Bo")[0] == 2


def _reported(cli: Cli, audit: str, folder: Path) -> None:
    for layout in ("docx", "pdf", "xlsx", "md", "csv", "json"):
        for command in ("report", "export"):
            files = [folder / f"{command}{n}.{layout}" for n in (1, 2)]
            for file in files:
                assert cli("audit", command, audit, "-o", str(file))[0] == 0
            assert files[0].read_bytes() == files[1].read_bytes(), (command, layout)
    text = " ".join(page.extract_text() for page in PdfReader(folder / "report1.pdf").pages)
    for words in ("Receiving works; counting needs care.", "The count was not signed.",
                  f"{audit}-F2", "L26-0045", "seed 7"):  # fmt: skip
        assert words in " ".join(text.split())


def _taken_back(cli: Cli, audit: str, folder: Path) -> None:
    """A closed audit takes nothing; opened again, the workbook comes back."""
    file = folder / "export1.xlsx"
    _write(file, no=7, result="not applicable", note="No customer property in stock.")
    assert cli("audit", "import", str(file), "--audit", audit, "--by", "Bo Ray")[0] == 2
    cli("audit", "reopen", audit, "--reason", "Item 7 came late.", "--by", "Ann Lee")
    done = printed(cli, "audit", "import", str(file), "--audit", audit, "--by", "Bo Ray")
    assert [one["result"] for one in done["entries"]] == ["not_applicable"]
    item = printed(cli, "audit", "show", audit)["items"][6]
    assert (item["result"], item["note"]) == ("not_applicable", "No customer property in stock.")


def _write(file: Path, *, no: int, result: str, note: str) -> None:
    book = load_workbook(file)
    sheet = book["Items"]
    rows = list(sheet.iter_rows())
    head = next(place for place, row in enumerate(rows) if row[0].value == "No")
    columns = {str(cell.value): place for place, cell in enumerate(rows[head])}
    for row in rows[head + 1 :]:
        if str(row[0].value) == str(no):
            row[columns["Result"]].value = result
            row[columns["Note"]].value = note
    book.save(file)
