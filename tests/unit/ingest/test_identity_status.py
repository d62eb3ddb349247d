import pytest

from assistant.model.documents import Status
from ingest.identity import identify
from tests.builders import document, heading, page, paragraph, table

TEXT = paragraph(
    "This document says in a sentence long enough to be text what people do, and when."
)


@pytest.mark.parametrize(
    ("field", "value", "label", "status"),
    [
        ("Issue", "1 DRAFT", "1", Status.DRAFT),
        ("Issue", "2 (draft)", "2", Status.DRAFT),
        ("Rev", "A - DRAFT", "A", Status.DRAFT),
        ("Revision", "Draft B", "B", Status.DRAFT),
        ("Version", "0.3, for review", "0.3", Status.DRAFT),
        ("Issue", "DRAFT", "", Status.DRAFT),
        ("Issue", "4 SUPERSEDED", "4", Status.OBSOLETE),
        ("Rev", "C (withdrawn)", "C", Status.OBSOLETE),
        ("Document No", "QP-1 Rev C draft", "C", Status.DRAFT),
        ("Issue", "3", "3", Status.IN_FORCE),
    ],
)
def test_a_word_beside_the_label_tells_the_status_and_the_label_stays(
    field: str, value: str, label: str, status: Status
) -> None:
    found = identify(
        document(heading("Stock", 1), TEXT, fields={field: value, "Effective date": "1 Dec 2099"}),
        "stock.docx",
    )
    assert (found.label, found.status) == (label, status)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Issue 1 DRAFT", "1"),
        ("Rev A - DRAFT", "A"),
        ("Issue 2 (draft)", "2"),
        ("Draft Rev B", "B"),
    ],
)
def test_a_line_of_label_and_draft_is_a_draft(line: str, label: str) -> None:
    found = identify(document(heading("Stock", 1), paragraph(line), TEXT), "stock.docx")
    assert (found.label, found.status) == (label, Status.DRAFT)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("DRAFT FOR COMMENT", Status.DRAFT),
        ("DRAFT", Status.DRAFT),
        ("Draft", Status.DRAFT),
        ("FOR REVIEW", Status.DRAFT),
        ("*** Draft - for review only ***", Status.DRAFT),
        ("Draft 2, 3 May 2026", Status.DRAFT),
        ("Not yet approved", Status.DRAFT),
        ("D R A F T", Status.DRAFT),
        ("This procedure is still a draft and must not be used on the shop floor.", Status.DRAFT),
        ("SUPERSEDED", Status.OBSOLETE),
        ("Withdrawn", Status.OBSOLETE),
        ("OBSOLETE - DO NOT USE", Status.OBSOLETE),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_stamp_alone_on_a_line_by_the_title_tells_the_status(
    line: str, status: Status, *, above: bool
) -> None:
    title = heading("Stock", 1)
    blocks = (paragraph(line), title) if above else (title, paragraph(line))
    found = identify(document(*blocks, TEXT), "stock.docx")
    assert (found.title, found.status) == ("Stock", status)


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("DRAFT Stock control", Status.DRAFT),
        ("Stock control (draft)", Status.DRAFT),
        ("Stock control - DRAFT", Status.DRAFT),
        ("STOCK CONTROL DRAFT", Status.DRAFT),
        ("OBSOLETE PARTS CONTROL", Status.IN_FORCE),
        ("Control of obsolete documents", Status.IN_FORCE),
        ("Draft and approval of documents", Status.IN_FORCE),
    ],
)
def test_a_stamp_on_the_title_is_told_from_a_title_about_such_things(
    title: str, status: Status
) -> None:
    assert identify(document(heading(title, 1), TEXT), "file.docx").status is status


def test_a_watermark_on_every_page_makes_a_draft() -> None:
    fillers = [paragraph(f"{TEXT.text} {n}") for n in range(12)]
    marked = [
        page(heading("Stock", 1), *fillers, paragraph("DRAFT"), number=1),
        page(*fillers, paragraph("DRAFT"), number=2),
    ]
    assert identify(document(pages=marked), "stock.pdf").status is Status.DRAFT
    once = [marked[0], page(*fillers, number=2)]
    assert identify(document(pages=once), "stock.pdf").status is Status.IN_FORCE


def test_the_issue_that_this_one_supersedes_says_nothing_about_it() -> None:
    line = paragraph("Issue 3 - supersedes Issue 2, withdrawn")
    found = identify(document(heading("Stock", 1), line, TEXT), "stock.docx")
    assert (found.label, found.status) == ("3", Status.IN_FORCE)


def test_a_draft_that_calls_itself_approved_is_not_in_force() -> None:
    read = document(TEXT, fields={"Issue": "2 DRAFT", "Status": "Approved"})
    found = identify(read, "QP-1.docx")
    assert found.status is Status.UNKNOWN
    assert "its revision says draft" in found.warnings[0]


@pytest.mark.parametrize("line", ["DRAFT FOR COMMENT", "Draft", "FOR REVIEW", "OBSOLETE"])
def test_a_stamp_in_a_cell_of_the_table_on_top_tells_the_status(line: str) -> None:
    rows = table(["Harbour Parts Ltd", "G-21 Goods in"], [line, "Page 1 of 2"])
    found = identify(document(*rows, heading("1 What", 1), TEXT), "goods.docx")
    assert found.status is (Status.OBSOLETE if line == "OBSOLETE" else Status.DRAFT)
    assert (found.number, found.title) == ("G-21", "Goods in")


@pytest.mark.parametrize(
    "fields", [{"Approved": "pending"}, {"Approved by": "not yet"}, {"Status": "Awaiting sign-off"}]
)
def test_a_document_whose_approval_is_outstanding_is_a_draft(fields: dict[str, str]) -> None:
    found = identify(document(heading("Stock", 1), TEXT, fields=fields), "stock.docx")
    assert (found.status, found.approver) == (Status.DRAFT, None)


@pytest.mark.parametrize(
    "line", ["DRAFT FOR COMMENT", "Draft v0.4 of 3 May 2026", "Issue 2 (draft)"]
)
def test_a_stamp_below_a_title_is_no_part_of_it(line: str) -> None:
    text = paragraph(f"HARBOUR PARTS LTD\nG-21 GOODS IN\n{line}")
    assert identify(document(text, TEXT), "goods.txt").title == "GOODS IN"


def test_a_company_name_set_as_the_only_heading_hides_no_title() -> None:
    read = document(
        heading("HARBOUR PARTS LTD"), paragraph("G-21 Goods in"), heading("1 Why"), TEXT
    )
    found = identify(read, "goods.pdf")
    assert (found.number, found.title) == ("G-21", "Goods in")


def test_a_record_is_in_force_unless_its_own_issue_is_a_draft_or_withdrawn() -> None:
    def status(**fields: str) -> Status:
        read = document(heading("Supplier audit report", 1), TEXT, fields=fields)
        return identify(read, "report.docx").status

    assert status(Approved="pending") is Status.IN_FORCE
    assert status(Issue="2 superseded") is Status.OBSOLETE
    assert status(Issue="2 draft") is Status.DRAFT
