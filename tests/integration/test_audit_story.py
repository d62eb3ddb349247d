"""A whole internal audit on the sample company: planned, drawn, filled, found, reported, closed."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from evals.sample.build import build_sample
from integrations.bootstrap import build_services
from integrations.cli.main import run
from integrations.settings import Settings
from tests.fakes.embedder import WordEmbedder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
DAY = date(2026, 9, 30)
Told = Callable[..., Any]


@pytest.fixture
def told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Told:
    """Run one command on the sample and give its JSON."""
    for name in os.environ:
        if name.startswith("CLAUSEWISE_"):
            monkeypatch.delenv(name)
    build_sample(tmp_path / "files")
    settings = Settings(data=tmp_path / "data")
    with build_services(settings, today=DAY, embedder=WordEmbedder()) as services:
        services.ingest([tmp_path / "files"])

    def call(*arguments: str) -> Any:
        capfd.readouterr()
        on = () if "--as-of" in arguments else ("--as-of", DAY.isoformat())
        code = run([*on, *arguments, "--json", "--data", str(tmp_path / "data")])
        given = capfd.readouterr()
        assert code == 0, given.err
        return json.loads(given.out)

    return call


def test_a_whole_audit_from_the_programme_to_the_closed_finding(told: Told, tmp_path: Path) -> None:
    who = ("--auditor", "Ann Lee", "--auditor", "Bo Ray", "--start", "2026-10")
    programme = told("programme", "save", "--by", "Ann Lee", *who)
    planned = next(one for one in programme["audits"] if one["process"] == "Receiving")
    made = told("programme", "start", planned["id"], "--seed", "7", "--by", "Ann Lee")
    same = ",".join(planned["clauses"])
    other = told("audit", "new", "--clauses", same, "--lead", "Bo Ray", "--seed", "7")
    audit = made["id"]

    assert (audit, made["lead"], made["title"]) == (
        planned["id"],
        planned["auditor"],
        "Receiving",
    )
    assert other["id"] not in {one["id"] for one in programme["audits"]}
    items = told("audit", "show", audit)["items"]
    assert [one["sample"] for one in told("audit", "show", other["id"])["items"]] == [
        one["sample"] for one in items
    ]

    fill = ("audit", "fill", "--audit", audit, "--by", "Bo Ray", "--interviewed", "Receiving")
    row = next(one for one in items if one["sample"])["sample"]["rows"][0]
    told(*fill, "1", "--result", "minor", "--evidence", f"{row}: no gauge number on F-12")
    told(*fill, "2", "--result", "evidence seen", "--evidence", f"{row}: booked in in time")
    new = ("finding", "new", "--audit", audit, "--by", "Ann Lee")
    first = told(
        *new, "--item", "1", "--nature", "The gauge cannot be told.", "--owner", "Stores",
        "--due", "2026-11-15",
    )  # fmt: skip
    second = told(
        *new, "--clause", "8.4.2", "--grade", "opportunity", "--evidence", f"{row}: typed twice",
    )  # fmt: skip
    assert (first["grade"], first["citation"]["quote"]) == (
        "minor",
        items[0]["sources"][0]["quote"],
    )
    assert second["state"] == "open"

    sheet = tmp_path / "audit.xlsx"
    told("audit", "export", audit, "-o", str(sheet))
    _filled_in(sheet, items[2]["question"])
    taken = told("audit", "import", str(sheet), "--audit", audit, "--by", "Bo Ray")
    assert [one["item"] for one in taken["entries"]] == [items[2]["id"]]

    told("audit", "conclude", audit, "--by", "Ann Lee", "--text", "Receiving does what it says.")
    closed = told("audit", "close", audit, "--by", "Ann Lee")
    assert (closed["state"], closed["progress"]["with_result"]) == ("closed", 3)
    for name in ("report.docx", "report.pdf", "report.md"):
        told("audit", "report", audit, "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 2_000
    report = (tmp_path / "report.md").read_text("utf-8")
    for words in ("Receiving does what it says.", first["id"], second["id"], "The gauge cannot"):
        assert words in report

    _answered(told, first["id"])
    later = ("--as-of", "2027-03-02")
    lines = {one["id"]: one for one in told("findings", "--audit", audit, *later)["findings"]}
    assert (lines[first["id"]]["state"], lines[second["id"]]["is_open"]) == ("closed", True)
    gaps = told("gaps", "--subject", audit, *later)["gaps"]
    assert [one["subject"] for one in gaps] == [second["id"]]
    due = {one["subject"] for one in told("calendar", "--all", "--kind", "audit")["entries"]}
    assert audit not in due
    again = told("checklist", "--process", "Receiving")["items"]
    assert any(first["id"] in said for one in again for said in one["earlier_findings"])


def _filled_in(sheet: Path, question: str) -> None:
    book = load_workbook(sheet)
    for page in book.worksheets:
        for row in page.iter_rows():
            if not any(cell.value == question for cell in row):
                continue
            above = [page[number] for number in range(1, row[0].row or 1)]
            names = next(one for one in above if any(cell.value == "Result" for cell in one))
            for name, cell in zip(names, row, strict=True):
                if name.value == "Result":
                    cell.value = "Evidence seen"
                if name.value == "Evidence seen":
                    cell.value = "Seen offline on 2026-10-02"
            book.save(sheet)
            return
    raise AssertionError("the item is not in the workbook")


def _answered(told: Told, id: str) -> None:
    on = ("--by", "Stores lead", "--as-of", "2026-11-10")
    told("finding", "correction", id, "--text", "The gauge numbers were entered.", *on)
    told("finding", "cause", id, "--text", "No line on the form.", "--factor", "tools", *on)
    told("finding", "action", id, "--text", "F-12 with a line.", "--due", "2026-12-01", *on)
    told("finding", "done", id, "--text", "F-12 rev F of 2026-11-30.", *on)
    late = ("--by", "Ann Lee", "--as-of", "2027-03-01")
    told("finding", "check", id, "--effect", "worked", "--text", "Ten of ten F-12.", *late)
    told("finding", "close", id, *late)
