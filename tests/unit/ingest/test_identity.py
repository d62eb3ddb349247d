from dataclasses import replace
from datetime import date

import pytest

from assistant.model.documents import Block, BlockKind, Kind, ReadDocument
from ingest.identity import identify
from tests.builders import (
    MAIL,
    PDF,
    document,
    field_block,
    heading,
    item,
    page,
    paragraph,
    table,
)

TEXT = paragraph(
    "This document says in a sentence long enough to be text what people do, and when."
)


def number(read: ReadDocument, path: str = "file.docx") -> str:
    return identify(read, path).number


# --- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["Document No", "Doc. No.", "Doc No:", "doc_id", "Document Number", "Procedure No.", "Form No",
     "Ref", "Reference", "Document ID", "SOP No", "WI Number", "Document Ref.", "Doc. #"],
)  # fmt: skip
def test_the_number_field_of_the_header_is_believed_first(label: str) -> None:
    read = document(heading("Stock control", 1), TEXT, fields={label: "LP-204"})
    assert number(read, "stock control.docx") == "LP-204"


def test_the_number_field_outranks_the_file_name() -> None:
    read = document(heading("Stock control", 1), TEXT, fields={"Document No": "LP-204"})
    assert number(read, "QP-9_A other.docx") == "LP-204"


@pytest.mark.parametrize(
    "written",
    ["QP-840", "WI-RCV-03", "F-12", "MAS-QM-01", "SOP-008", "QM01", "PR_014", "FRM 7.5-2", "QP 84",
     "ABC-QP-0012", "HB/P/07", "QP7.4", "Z-QMS-P-001"],
)  # fmt: skip
def test_document_numbers_of_many_shapes_are_read_from_the_title(written: str) -> None:
    read = document(heading(f"{written} Stock control", 1), heading("1 Purpose", 2), TEXT)
    found = identify(read, "scan0001.pdf")
    assert (found.number, found.title) == (written, "Stock control")


@pytest.mark.parametrize("written", ["4.2.3-01", "0012", "7.5"])
def test_a_number_without_letters_is_believed_in_a_number_field(written: str) -> None:
    assert number(document(TEXT, fields={"Document No": written})) == written


@pytest.mark.parametrize(
    "title",
    ["Implementing ISO 9001 and AS9120", "EN 9120:2018 transition", "AC 00-56 accreditation",
     "Release on form 8130-3", "Parts MS20470AD4-6 and NAS1149", "Review of 2025-03-04",
     "Page 1 of 4", "Stock of 12 March 2025", "Rev 3 of the plan", "Replaces QP-840",
     "Boeing 737 parts", "MIL-STD-130 marking"],
)  # fmt: skip
def test_standards_parts_dates_and_references_are_no_document_numbers(title: str) -> None:
    assert number(document(heading(title, 1), TEXT), "notes.docx") == "notes"


def test_a_number_cited_in_the_text_is_not_the_documents_own() -> None:
    read = document(
        heading("Stock control", 1),
        paragraph("Goods are received as QP-840 Rev C says. Records are kept on F-12."),
        item("see WI-RCV-03"),
    )
    assert number(read, "stock.docx") == "stock"


def test_a_record_has_its_own_number_before_that_of_the_form_it_is_written_on() -> None:
    read = document(heading("Audit report IA-26-03", 1), fields={"Form": "F-923"})
    assert number(read, "report.docx") == "IA-26-03"
    assert number(document(heading("Audit report", 1), fields={"Form": "F-923"})) == "F-923"


def test_running_heads_name_the_document_when_nothing_else_does() -> None:
    read = document(heading("Stock control", 1), TEXT, furniture=["Acme Ltd   QP-75 Issue 4"])
    found = identify(read, "stock.pdf")
    assert (found.number, found.label) == ("QP-75", "4")


@pytest.mark.parametrize(
    ("path", "expected", "label"),
    [
        ("a/QP-84_C.pdf", "QP-84", "C"),
        ("QP-84 Rev C Stock control.docx", "QP-84", "C"),
        ("QP-84_revC.docx", "QP-84", "C"),
        ("QP-84 v2.1 draft.docx", "QP-84", "2.1"),
        ("SOP-001--Design_Control.md", "SOP-001", ""),
        ("WI-RCV-03_Issue_4.docx", "WI-RCV-03", "4"),
        ("Stock control QP-84 (C).docx", "QP-84", "C"),
        ("qp-84_c.pdf", "QP-84", ""),
        ("multi-column-2p.pdf", "multi-column-2p", ""),
        ("Minutes 2026-07.docx", "Minutes 2026-07", ""),
    ],
)
def test_the_file_name_serves_when_the_document_is_silent(
    path: str, expected: str, label: str
) -> None:
    found = identify(document(TEXT), path)
    assert (found.number, found.label) == (expected, label)


def test_two_places_that_disagree_are_both_named_in_a_warning() -> None:
    read = document(heading("Stock control", 1), fields={"Document No": "QP-840", "Rev": "C"})
    found = identify(read, "QP-841_B.docx")
    assert (found.number, found.label) == ("QP-840", "C")
    assert "QP-841" in found.warnings[0]
    assert "QP-840 was believed" in found.warnings[0]
    assert "C in the document but B in its file name" in found.warnings[1]


def test_a_header_block_set_as_a_column_of_lines_is_read() -> None:
    read = document(
        paragraph("Control of documents\nDocument No\nQP-750\nRevision\nE\nEffective date"),
        paragraph("1 April 2025"),
        paragraph("Owner\nDocument Controller\nApproved by\nD. Quill (Quality Manager)"),
        media_type=PDF,
    )
    found = identify(read, "x.pdf")
    assert (found.number, found.label, found.title) == ("QP-750", "E", "Control of documents")
    assert found.effective_date == date(2025, 4, 1)
    assert (found.owner, found.approver) == ("Document Controller", "D. Quill (Quality Manager)")


def test_a_header_block_set_as_a_table_is_read() -> None:
    rows = table(["Doc No", "QP-75", "Rev", "D"], ["Date", "3 May 2024", "Owner", "Stores"])
    plain = [replace(block, table_header=False) for block in rows]
    found = identify(document(*plain, heading("Stock", 1)), "x.docx")
    assert (found.number, found.label) == ("QP-75", "D")
    assert (found.effective_date, found.owner) == (date(2024, 5, 3), "Stores")
    below = table(["Document No", "Rev", "Effective Date"], ["QP-76", "E", "3 May 2024"])
    assert identify(document(*below), "x.docx").label == "E"


def test_the_columns_of_a_log_say_nothing_about_the_document() -> None:
    rows = table(["Author", "Title", "Rev"], ["Miller", "Ducks", "Z"], ["Smith", "Geese", "Y"])
    found = identify(document(heading("Reading list", 1), *rows), "list.docx")
    assert (found.owner, found.label, found.title) == (None, "", "Reading list")


def test_several_fields_on_one_line_are_told_apart() -> None:
    read = document(
        heading("Stock control", 1),
        field_block("Doc No: QP-75   Rev: C   Effective Date: 01 Mar 2025   Page: 1 of 4"),
        TEXT,
    )
    found = identify(read, "x.docx")
    assert (found.number, found.label, found.effective_date) == ("QP-75", "C", date(2025, 3, 1))


# --- revisions, dates, people -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [("Rev", "C", "C"), ("Revision", "Rev. 03", "03"), ("Issue", "4", "4"),
     ("Version", "2.1", "2.1"), ("Ver.", "1.0 (approved)", "1.0"),
     ("Rev / Date", "C / 01 Mar 2025", "C"), ("Revision", "-", "-"),
     ("Document No", "QP-1 Rev C", "C"), ("Revision", "AA", "AA"), ("Rev", "[letter]", "")],
)  # fmt: skip
def test_revision_labels_are_read_as_written(field: str, value: str, label: str) -> None:
    assert identify(document(TEXT, fields={field: value}), "x.docx").label == label


def test_a_line_such_as_issue_4_dated_gives_label_and_date() -> None:
    read = document(heading("Stock", 1), paragraph("Issue 4 dated 1 March 2025"), TEXT)
    found = identify(read, "x.docx")
    assert (found.label, found.effective_date) == ("4", date(2025, 3, 1))


def test_the_plainest_date_is_the_effective_one() -> None:
    read = document(
        TEXT,
        fields={"Date": "1 Jan 2020", "Approved on": "2 Feb 2025", "Effective date": "01.03.2025",
                "Next review": "March 1, 2027"},
    )  # fmt: skip
    found = identify(read, "x.docx")
    assert (found.effective_date, found.review_date) == (date(2025, 3, 1), date(2027, 3, 1))


def test_a_numeric_date_follows_the_habit_of_the_document_or_is_flagged() -> None:
    fields = {"Effective date": "03/04/2025"}
    settled = identify(document(paragraph("Signed 25/12/2024."), fields=fields), "x.docx")
    assert (settled.effective_date, settled.warnings) == (date(2025, 4, 3), ())
    american = identify(document(paragraph("Signed 12/25/2024."), fields=fields), "x.docx")
    assert american.effective_date == date(2025, 3, 4)
    open_ = identify(document(TEXT, fields=fields), "x.docx")
    assert "can be read two ways" in open_.warnings[0]


def test_the_revision_history_serves_when_the_header_is_silent() -> None:
    rows = table(
        ["Rev", "Date", "Change"],
        ["A", "1 Jan 2020", "first"],
        ["C", "3 May 2024", "third"],
        ["B", "1 Jan 2022", "second"],
    )
    found = identify(document(heading("Stock", 1), TEXT, *rows), "QP-1.docx")
    assert (found.label, found.effective_date) == ("C", date(2024, 5, 3))


def test_people_are_named_without_the_date_of_their_signature() -> None:
    fields = {"Process owner": "Stores Manager", "Approved by": "J. Smith, 01 Mar 2025"}
    found = identify(document(TEXT, fields=fields), "x.docx")
    assert (found.owner, found.approver) == ("Stores Manager", "J. Smith")
    blank = identify(document(TEXT, fields={"Owner": "____", "Approved by": "TBD"}), "x.docx")
    assert (blank.owner, blank.approver) == (None, None)


# --- titles -------------------------------------------------------------------------------------


def test_the_title_is_never_empty() -> None:
    assert identify(document(TEXT), "QP-84_C.pdf").title
    assert identify(document(), "a/b/stock_control.docx").title == "Stock control"
    assert identify(document(heading("QP-84", 1)), "QP-84.docx").title


def test_a_company_name_above_the_title_is_not_the_title() -> None:
    read = document(heading("Acme Aero Ltd", 1), heading("Stock control", 2), TEXT)
    assert identify(read, "QP-84.docx").title == "Stock control"


def test_of_several_headings_the_one_the_file_is_named_after_is_the_title() -> None:
    read = document(
        heading("Acme quality manual", 1), heading("Stock control", 2), heading("QP-84", 2), TEXT
    )
    found = identify(read, "QP-84--Stock_control.docx")
    assert (found.title, found.number) == ("Stock control", "QP-84")


def test_a_title_in_two_lines_is_put_together() -> None:
    read = document(heading("Counterfeit and"), heading("Unapproved Parts"), heading("1 Why"))
    assert identify(read, "x.pdf").title == "Counterfeit and Unapproved Parts"


def test_stamps_and_asides_are_no_part_of_the_title() -> None:
    read = document(heading("Supplier register - status 21 Sep 2026 - owner: Buyer", 1), TEXT)
    assert identify(read, "x.docx").title == "Supplier register"
    printed = document(paragraph("Uncontrolled when printed"), paragraph("Purchase order"), TEXT)
    assert identify(printed, "x.pdf").title == "Purchase order"


def test_a_mail_is_titled_by_its_subject() -> None:
    read = document(
        TEXT, fields={"From": "a@b.example", "Subject": "Late delivery"}, media_type=MAIL
    )
    found = identify(read, "mail/1.eml")
    assert (found.title, found.kind) == ("Late delivery", Kind.CORRESPONDENCE)


def test_an_unlabelled_heading_block_is_not_needed() -> None:
    empty = ReadDocument(pages=(page(Block(BlockKind.PARAGRAPH, "", 0, 0)),), media_type=PDF)
    assert identify(empty, "a/scan.pdf").number == "scan"


# --- shapes met in the wild ---------------------------------------------------------------------


def test_issues_of_a_document_without_a_number_share_their_name() -> None:
    for path in ("Supplier list rev 12.xlsx", "Supplier list rev 13.xlsx"):
        assert number(document(heading("Approved suppliers", 1), TEXT), path) == "Supplier list"


def test_a_type_written_above_the_title_is_not_the_title() -> None:
    read = document(
        paragraph("QUALITY PROCEDURE"), paragraph("QP-12"), paragraph("CONTROL OF PURCHASING"),
        paragraph("Rev. 7"), TEXT, media_type=PDF,
    )  # fmt: skip
    found = identify(read, "scan.pdf")
    assert (found.number, found.label, found.title) == ("QP-12", "7", "CONTROL OF PURCHASING")


def test_a_running_head_gives_number_title_issue_and_date() -> None:
    head = "Acme Corp | Purchasing Procedure | P-07 | Issue: 3 | Date: 12-Feb-2024 | Page 1 of 5"
    found = identify(document(heading("1 Purpose"), TEXT, furniture=[head]), "x.pdf")
    assert (found.number, found.label, found.title) == ("P-07", "3", "Purchasing Procedure")
    assert found.effective_date == date(2024, 2, 12)


def test_a_label_without_a_colon_before_others_with_one_is_read() -> None:
    line = paragraph("Document Number QAP-7.4 Revision: D Effective Date: 14 Feb 2019")
    found = identify(document(heading("Purchasing", 1), line, TEXT), "x.docx")
    assert (found.number, found.label) == ("QAP-7.4", "D")


def test_a_revision_letter_glued_to_the_number_in_the_file_name_is_no_disagreement() -> None:
    dated = {"Effective date": "3 May 2025"}
    read = document(heading("Receiving (WI 4-02 Rev B)", 1), TEXT, fields=dated)
    found = identify(read, "WI4-02B.docx")
    assert (found.number, found.label, found.title) == ("WI 4-02", "B", "Receiving")
    assert found.warnings == ()


def test_a_sentence_is_no_title() -> None:
    assert identify(document(TEXT), "stock_control.docx").title == "Stock control"
