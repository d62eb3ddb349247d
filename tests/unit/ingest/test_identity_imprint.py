"""Documents that name their issue in one line under the title, without labels."""

from datetime import date

import pytest

from assistant.model.documents import Block, Kind, ReadDocument, Status
from ingest.identity import identify
from ingest.identity.imprint import Imprint
from ingest.identity.master_list import recognise_master_list
from ingest.identity.numbers import find_numbers
from tests.builders import document, heading, paragraph, table


def titled(line: str, *more: Block) -> ReadDocument:
    return document(heading("Picking and packing", 1), paragraph(line), *more)


@pytest.mark.parametrize(
    "line",
    [
        "P/07-12 | Issue 3 | 4 May 2026 | Owner: Stores Superintendent | Approved: The Director",
        "P/07-12; Issue 3; 4 May 2026; Owner: Stores Superintendent",
        "Paper P/07-12 · Iss. 3 · dated 04.05.2026",
        "Reference P/07-12\tIssue 3\t4 May 2026",
    ],
)
def test_number_issue_and_date_are_read_from_the_line(line: str) -> None:
    read = identify(titled(line), "Picking.docx")

    assert (read.number, read.label, read.effective_date) == ("P/07-12", "3", date(2026, 5, 4))
    assert read.status is Status.IN_FORCE


def test_the_issue_it_replaces_is_not_its_own() -> None:
    read = identify(titled("P/07-12 | Issue 3 | 4 May 2026 | Replaces Issue 2"), "x.docx")

    assert (read.label, read.status) == ("3", Status.IN_FORCE)


@pytest.mark.parametrize("end", ["SUPERSEDED by Issue 4 on 1 June 2026", "Withdrawn 1 June 2026"])
def test_a_line_that_says_superseded_makes_it_obsolete(end: str) -> None:
    read = identify(titled(f"P/07-12 | Issue 3 | 4 May 2026 | {end}"), "x.docx")

    assert (read.label, read.effective_date) == ("3", date(2026, 5, 4))
    assert read.status is Status.OBSOLETE


@pytest.mark.parametrize(
    "line",
    [
        "Orders above 500 | are signed",
        "See P/07-12 for what to do when a box is wet, and call the office | at once",
        "P/07-12",
        "1 March 2026 | Present: A. Lee, B. Roe | Apologies: C. Day",
    ],
)
def test_a_line_with_less_than_two_of_the_three_names_no_issue(line: str) -> None:
    assert not Imprint(line).found


def test_the_stroke_of_a_number_and_the_mark_in_a_file_name_are_the_same_number() -> None:
    read = identify(titled("P/07-12 | Issue 3 | 4 May 2026"), "P_07-12 Picking and packing.docx")

    assert read.number == "P/07-12"
    assert not [one for one in read.warnings if "number" in one]


def test_a_paper_named_in_a_foot_line_is_not_the_document_itself() -> None:
    made = document(
        heading("A first day in the stores", 1),
        furniture=["Not a rule paper: where it differs from P/07-12, P/07-12 is right."],
    )

    assert identify(made, "A first day.docx").number == "A first day"


def test_a_year_after_a_word_is_no_number() -> None:
    assert find_numbers("DISPATCH LOG 2026") == []
    assert [one.number for one in find_numbers("LOG 12")] == ["LOG 12"]
    assert find_numbers("Figures of Q3 and Q4, about 1/2 and A/4") == []


def test_a_master_list_is_known_by_its_numbers_whatever_the_column_is_called() -> None:
    rows = [
        ("Paper", "Name", "Iss.", "Dated"),
        ("P/07-12", "Picking and packing", "3", "2026-05-04"),
        ("P/07-13", "Sending out", "1", "2026-02-01"),
        ("P/08-01", "Measuring", "4", "2025-11-10"),
    ]
    register = recognise_master_list(document(*table(*rows)))

    assert register is not None
    listed = identify(
        document(heading("Sending out", 1), paragraph("Boxes are weighed.")),
        "P_07-13 Sending out.docx",
        register=register,
    )
    assert (listed.number.replace("_", "/"), listed.kind) == ("P/07-13", Kind.PROCEDURE)
    assert listed.effective_date == date(2026, 2, 1)


def test_a_number_of_digits_first_is_read_where_a_field_and_the_file_name_agree() -> None:
    made = document(
        *table(("Document", "2.04-P"), ("Revision", "C"), ("Date", "2026-04-01")),
        heading("Receiving", 1),
    )

    assert identify(made, "2.04-P Receiving.docx").number == "2.04-P"
    assert identify(made, "Receiving.docx").number == "Receiving"
