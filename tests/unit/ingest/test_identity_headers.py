"""Header blocks as people set them: tables, lines without colons, dates in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.model.documents import Block, Kind, ReadDocument, SourceFile, Status
from ingest.identity import identify
from ingest.readers import read
from tests.builders import PDF, document, heading, paragraph, table
from tests.unit.ingest.readers.made_files import pdf, text_page, word

TEXT = paragraph(
    "This document says in a sentence long enough to be text what people do, and when."
)
FRAME = (
    ["Harbour Parts Ltd", "P-31 Choosing and Watching Vendors"],
    ["Issue 2", "Issued 20 January 2026"],
)


def frame(*rows: list[str], named: bool) -> list[Block]:
    return [replace(row, table_header=named and row.table_header) for row in table(*rows)]


@pytest.mark.parametrize("named", [True, False])
def test_a_table_at_the_top_without_any_labels_gives_the_identity(*, named: bool) -> None:
    for after in (heading("1 Why", 1), heading("Why", 1)):
        found = identify(document(*frame(*FRAME, named=named), after, TEXT), "P-31 Vendors.docx")
        assert (found.number, found.title) == ("P-31", "Choosing and Watching Vendors")
        assert (found.label, found.effective_date) == ("2", date(2026, 1, 20))


def test_the_number_of_such_a_table_is_believed_without_a_file_name() -> None:
    found = identify(document(*frame(*FRAME, named=True), heading("1 Why", 1), TEXT), "scan.docx")
    assert (found.number, found.title) == ("P-31", "Choosing and Watching Vendors")


def test_title_and_number_may_stand_in_cells_of_their_own() -> None:
    rows = frame(["Harbour Parts Ltd", "Choosing vendors"], ["P-31", "Rev B"], named=False)
    found = identify(document(*rows, heading("1 Why", 1), TEXT), "scan.docx")
    assert (found.number, found.title, found.label) == ("P-31", "Choosing vendors", "B")


@pytest.mark.parametrize(
    "line",
    [
        "Issued 20 January 2026",
        "Issue 3, dated 20 January 2026",
        "Date of issue 20 January 2026",
        "Date of issue: 20 January 2026",
        "Effective from 20 January 2026",
        "In force from 20 January 2026",
        "Approved 20 January 2026",
        "Approved on 20 January 2026",
        "Valid from 20.01.2026",
        "Issue 3   Issued January 20, 2026",
        "Approved 3 May 2025, effective from 20 January 2026",
    ],
)
def test_a_date_said_in_words_is_the_effective_one(line: str) -> None:
    day = date(2026, 1, 20)

    def in_word(document: Any) -> None:
        document.add_heading("Stock control", 0)
        document.add_paragraph(line)

    made = {
        "stock.txt": f"STOCK CONTROL\n{line}\n\n1. PURPOSE\n{TEXT.text}\n".encode(),
        "stock.md": f"# Stock control\n\n{line}\n\n## 1 Purpose\n\n{TEXT.text}\n".encode(),
        "stock.pdf": pdf(text_page("Stock control", "", line, "", "1 Purpose", "", TEXT.text)),
        "stock.docx": word(in_word),
    }
    for path, content in made.items():
        found = identify(read(SourceFile(path, content)), path)
        assert (path, found.effective_date) == (path, day)
        assert found.title.casefold() == "stock control"


@pytest.mark.parametrize(
    "line", ["Supersedes issue 2 dated 20 January 2020", "Replaces the issue approved 3 May 2019"]
)
def test_the_date_of_the_issue_before_is_not_taken(line: str) -> None:
    found = identify(document(heading("Stock", 1), paragraph(line), TEXT), "stock.docx")
    assert (found.label, found.effective_date) == ("", None)


def test_a_date_phrase_is_never_the_title() -> None:
    lines = "HARBOUR PARTS LTD\nIssue 3, dated 9 September 2025"
    found = identify(document(paragraph(lines), TEXT, media_type=PDF), "P-15 gauges.pdf")
    assert "2025" not in found.title


@pytest.mark.parametrize(
    "line", ["PROCEDURE P-15: LOOKING AFTER GAUGES", "P-15: LOOKING AFTER GAUGES"]
)
def test_the_line_with_the_number_gives_the_title(line: str) -> None:
    text = f"HARBOUR PARTS LTD\n{line}\nIssue 3, dated 9 September 2025\n\n1. WHY\n{TEXT.text}\n"
    for path, content in {
        "P-15 gauges.txt": text.encode(),
        "P-15 gauges.pdf": pdf(text_page(*text.splitlines())),
    }.items():
        found = identify(read(SourceFile(path, content)), path)
        assert (found.number, found.title) == ("P-15", "LOOKING AFTER GAUGES")
        assert (found.label, found.effective_date) == ("3", date(2025, 9, 9))


@pytest.mark.parametrize("label", ["Prepared by", "Author", "Written by", "Drafted by"])
def test_who_wrote_it_is_not_its_owner(label: str) -> None:
    read_ = document(heading("Stock", 1), TEXT, fields={label: "T. Hill, Stores Supervisor"})
    assert identify(read_, "stock.docx").owner is None


def worked_to(**fields: str) -> ReadDocument:
    return document(heading("Stock control procedure", 1), TEXT, fields=fields)


def test_a_procedure_without_revision_or_date_is_warned_about() -> None:
    def said(**fields: str) -> str:
        return " ".join(identify(worked_to(**fields), "stock.docx").warnings)

    assert "No revision and no effective date could be found" in said()
    assert "No effective date could be found" in said(Rev="C")
    assert "No revision could be found" in said(Effective="3 May 2025")
    assert said(Rev="C", Effective="3 May 2025") == ""
    assert said(Rev="C draft") == ""
    minutes = identify(document(heading("Minutes of the review", 1), TEXT), "minutes.docx")
    assert (minutes.kind, minutes.status, minutes.warnings) == (Kind.RECORD, Status.IN_FORCE, ())
