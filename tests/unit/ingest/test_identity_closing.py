"""What a document says about itself at its end, in its foot, in two languages or by its form."""

from datetime import date

import pytest

from assistant.model.documents import Block, Identity, Kind
from ingest.identity import identify
from tests.builders import DOCX, document, heading, item, paragraph, table

HTML = "text/html"


def _chapters(count: int) -> list[Block]:
    """A body long enough that its end is far from its head."""
    blocks: list[Block] = []
    for at in range(count):
        blocks.append(heading(f"Part of the mill no {at}", 2))
        blocks.append(
            paragraph("The miller is told of every sack that is wet, and no wet sack is ground.")
        )
    return blocks


def _long(*end: Block, title: str = "Flour and bran") -> Identity:
    return identify(document(heading(title, 1), *_chapters(40), *end), "mill.docx")


def test_a_control_table_at_the_end_of_a_long_document_is_read() -> None:
    found = _long(
        *table(
            ["Reference", "MLN/07/112"],
            ["Issue", "4"],
            ["In force since", "3 May 2026"],
            ["Keeper", "Ada Rowe"],
            ["To be looked at again by", "31 May 2028"],
        )
    )
    assert (found.number, found.label, found.owner) == ("MLN/07/112", "4", "Ada Rowe")
    assert found.effective_date == date(2026, 5, 3)
    assert found.review_date == date(2028, 5, 31)


def test_a_table_about_other_papers_is_no_control_table() -> None:
    found = _long(
        *table(
            ["Paper", "Issue", "Owner"],
            ["MLN/07/113", "2", "Ada Rowe"],
            ["MLN/07/114", "6", "Ben Hay"],
            ["MLN/07/115", "1", "Ben Hay"],
        )
    )
    assert (found.label, found.owner) == ("", None)


def test_labels_in_two_languages_are_understood() -> None:
    found = _long(
        *table(
            ["Dokument / Document", "VA-77"],
            ["Wydanie / Issue", "5"],
            ["Gültig ab / Valid from", "2025-02-01"],
            ["Verantwortlich / Responsible", "Jana Holt"],
        )
    )
    assert (found.number, found.label, found.owner) == ("VA-77", "5", "Jana Holt")
    assert found.effective_date == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("line", "label", "day", "owner"),
    [
        ("WI-31 | Index 2 | 2025-06-30 | Responsible: Jo Li", "2", date(2025, 6, 30), "Jo Li"),
        ("WI-31, Index 3, valid from 2024-10-01, Keeper: Jo Li", "3", date(2024, 10, 1), "Jo Li"),
        ("Index 4 / 12.03.2025 / Kept by: Jo Li", "4", date(2025, 3, 12), "Jo Li"),
        ("WI-31 Issue B, 5 December 2022. Owner: Jo Li. Next look: May 2027", "B",
         date(2022, 12, 5), "Jo Li"),
        ("WI-31 · Version 7 · last changed 2025-11-02 by Max Orr · approved by Jo Li", "7",
         date(2025, 11, 2), None),
    ],
)  # fmt: skip
def test_one_line_under_the_title_says_it_all(
    line: str, label: str, day: date, owner: str | None
) -> None:
    read = document(heading("Sharpening of saws", 1), paragraph(line), *_chapters(2))
    found = identify(read, "WI-31 saws.docx")
    assert (found.label, found.effective_date, found.owner) == (label, day, owner)


def test_a_long_foot_gives_each_of_its_fields_and_no_page_number() -> None:
    foot = (
        "TAN/11/02 | Issue K | In force since 3 June 2025 | Keeper: Mia Voss | Next look: June 2027"
    )
    read = document(
        heading("Hides and skins", 1),
        *_chapters(3),
        furniture=[foot, "Owner: Mia Voss · Page 1 of 4"],
    )
    found = identify(read, "TAN-11-02 K hides.docx")
    assert (found.number, found.label, found.owner) == ("TAN/11/02", "K", "Mia Voss")
    assert (found.effective_date, found.review_date) == (date(2025, 6, 3), date(2027, 6, 1))


def test_a_foot_that_became_running_text_is_read_at_the_end() -> None:
    foot = "Rowe & Hay TAN/11/03 Issue E in force from 27 January 2025 Owner: Mia Voss"
    found = _long(paragraph(foot), title="Lime pits")
    assert (found.number, found.label, found.owner) == ("TAN/11/03", "E", "Mia Voss")
    assert found.effective_date == date(2025, 1, 27)


def test_no_issue_is_taken_from_the_end_of_a_word() -> None:
    read = document(
        heading("Papers of the tannery", 1), heading("OLD ISSUES", 2), *_chapters(1), furniture=[]
    )
    assert identify(read, "papers.docx").label == ""


def test_the_line_of_the_issue_is_not_the_title() -> None:
    rules = paragraph("The customer asks for a return number before he sends anything back to us.")
    read = document(paragraph("VA-08 | Index 2 | 2025-06-30 | Keeper: Jo Li"), rules)
    assert identify(read, "VA-08 lime pits.md").title == "Lime pits"


def test_the_name_of_a_site_is_no_part_of_a_title() -> None:
    read = document(
        heading("Lime pits", 1),
        *_chapters(1),
        properties={"title": "Lime pits - Tannery wiki"},
        media_type=HTML,
    )
    assert identify(read, "lime.html").title == "Lime pits"


def test_place_and_date_under_a_signature_date_a_policy() -> None:
    found = _long(paragraph("Mia Voss, Director"), paragraph("Leeds, 12 January 2026"))
    assert found.effective_date == date(2026, 1, 12)


def test_a_paper_kept_by_its_issue_that_lays_down_rules_is_a_procedure() -> None:
    foot = "TAN/11/04 | Issue C | 3 June 2025 | Keeper: Mia Voss"
    read = document(heading("Drying and cutting hides", 1), *_chapters(4), furniture=[foot])
    assert identify(read, "hides.docx").kind is Kind.PROCEDURE
    unissued = document(heading("Drying and cutting hides", 1), *_chapters(4))
    assert identify(unissued, "hides.docx").kind is Kind.OTHER


def test_steps_that_order_are_an_instruction() -> None:
    foot = "TAN/11/05 | Issue C | 3 June 2025 | Keeper: Mia Voss"
    steps = ["Put on gloves.", "Open the pit slowly.", "Check the lime with the rod.",
             "Write the value on the slate.", "Close the pit and wash the rod."]  # fmt: skip
    read = document(heading("Lime pits", 1), *map(item, steps), furniture=[foot])
    assert identify(read, "pits.docx").kind is Kind.WORK_INSTRUCTION


def test_a_book_that_names_the_system_and_its_papers_is_a_manual() -> None:
    rows = table(
        ["Process", "Paper"],
        *[[f"Process {at}", f"TAN/12/0{at}"] for at in range(1, 6)],
    )
    read = document(
        heading("The Brown Book", 1),
        paragraph("The quality system covers tanning, cutting and the sale of hides."),
        *rows,
        furniture=["TAN/10/01 | Issue C | 3 June 2025 | Keeper: Mia Voss"],
    )
    assert identify(read, "brown.docx").kind is Kind.MANUAL


@pytest.mark.parametrize(("values", "kind"), [
    (["Rowe Ltd", "24 hides", "dry", "none", "M. Voss, 4 August 2026"], Kind.RECORD),
    (["", "", "", "", ""], Kind.FORM),
])  # fmt: skip
def test_a_form_that_is_filled_in_is_a_record_of_the_day_it_was_signed(
    values: list[str], kind: Kind
) -> None:
    labels = ["Customer", "Quantity", "State of the hides", "Differences", "Signature / date"]
    read = document(
        heading("Check sheet", 1),
        paragraph("F-77 issue 4, April 2025"),
        *table(*[[label, value] for label, value in zip(labels, values, strict=True)]),
        media_type=DOCX,
    )
    found = identify(read, "F-77 hides.docx")
    assert found.kind is kind
    assert found.effective_date == (date(2026, 8, 4) if kind is Kind.RECORD else date(2025, 4, 1))


def test_a_number_under_a_label_of_something_else_is_not_that_of_the_paper() -> None:
    line = "Customer: Rowe Ltd. Your order: 51007. Part: HID-6 issue D, soft. Heat: T-44109."
    read = document(heading("Certificate of conformity", 1), paragraph(line))
    assert identify(read, "Certificate of hides.pdf").number == "Certificate of hides"
