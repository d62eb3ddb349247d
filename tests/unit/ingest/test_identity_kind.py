"""The kind of a document and its status: from its fields, its stamps, its folder."""

import pytest

from assistant.model.documents import Kind, Status
from ingest.identity import identify
from tests.builders import XLSX, document, heading, paragraph, table

TEXT = paragraph(
    "This document says in a sentence long enough to be text what people do, and when."
)


@pytest.mark.parametrize(
    ("title", "path", "kind"),
    [
        ("Quality Policy", "QM-02.docx", Kind.POLICY),
        ("Quality Manual", "x.docx", Kind.MANUAL),
        ("Stock control procedure", "x.docx", Kind.PROCEDURE),
        ("Control of Records", "SOP-02.docx", Kind.PROCEDURE),
        ("Purchasing", "QP-74.docx", Kind.PROCEDURE),
        ("Work instruction for kitting", "x.docx", Kind.WORK_INSTRUCTION),
        ("Kitting", "WI-09.docx", Kind.WORK_INSTRUCTION),
        ("Receiving checklist", "F-12.docx", Kind.FORM),
        ("Supplier survey", "FRM-003.docx", Kind.FORM),
        ("Calibration log", "x.docx", Kind.RECORD),
        ("Minutes of the management review", "x.docx", Kind.RECORD),
        ("Internal audit report", "x.docx", Kind.RECORD),
        ("Certificate of conformity", "x.pdf", Kind.RECORD),
        ("ISO 9001:2015", "x.pdf", Kind.EXTERNAL),
        ("Purchase terms", "external/x.pdf", Kind.EXTERNAL),
        ("Receiving checklist", "records/F-12 lot 7.docx", Kind.RECORD),
        ("Kitting", "Work Instructions/x.docx", Kind.WORK_INSTRUCTION),
        ("Thoughts", "x.docx", Kind.OTHER),
    ],
)
def test_the_kind_follows_title_number_and_folder(title: str, path: str, kind: Kind) -> None:
    assert identify(document(heading(title, 1), TEXT), path).kind is kind


def test_the_type_field_outranks_every_guess() -> None:
    read = document(heading("Stock", 1), fields={"Document type": "Work Instruction"})
    assert identify(read, "QP-84.docx").kind is Kind.WORK_INSTRUCTION


def test_sheets_are_records_unless_they_are_empty_forms() -> None:
    log = table(["Date", "Item"], ["1 Jan 2025", "A"], ["2 Jan 2025", "B"], sheet="Log")
    filled = document(*log, media_type=XLSX)
    assert identify(filled, "F-12 Receiving form.xlsx").kind is Kind.RECORD
    empty = document(heading("Receiving form", 1), *log[:1], media_type=XLSX)
    assert identify(empty, "F-12 Receiving form.xlsx").kind is Kind.FORM


# --- status -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("obsolete/QP-1.docx", Status.OBSOLETE),
        ("QMS/Superseded documents/QP-1.docx", Status.OBSOLETE),
        ("99_Archive/QP-1.docx", Status.OBSOLETE),
        ("old revisions/QP-1.docx", Status.OBSOLETE),
        ("drafts/QP-1.docx", Status.DRAFT),
        ("QP-1_DRAFT.docx", Status.DRAFT),
        ("QP-1 superseded.docx", Status.OBSOLETE),
        ("procedures/QP-1.docx", Status.IN_FORCE),
        ("household/QP-1 golden rules.docx", Status.IN_FORCE),
    ],
)
def test_folder_and_file_name_tell_the_status(path: str, status: Status) -> None:
    assert identify(document(heading("Stock", 1), TEXT), path).status is status


@pytest.mark.parametrize(
    ("stated", "status"),
    [("Approved", Status.IN_FORCE), ("Draft", Status.DRAFT), ("In review", Status.DRAFT),
     ("Obsolete", Status.OBSOLETE), ("Superseded 1 May", Status.OBSOLETE),
     ("Released, next review 2027", Status.IN_FORCE), ("Not approved", Status.DRAFT)],
)  # fmt: skip
def test_the_status_field_is_understood(stated: str, status: Status) -> None:
    assert identify(document(TEXT, fields={"Status": stated}), "QP-1.docx").status is status


def test_a_stamp_on_the_page_counts_and_a_print_notice_does_not() -> None:
    stamped = document(heading("Stock", 1), TEXT, furniture=["QP-1 Rev C DRAFT"])
    assert identify(stamped, "x.pdf").status is Status.DRAFT
    across = document(paragraph("OBSOLETE - DO NOT USE"), heading("Stock", 1), TEXT)
    assert identify(across, "x.pdf").status is Status.OBSOLETE
    notice = document(heading("Stock", 1), TEXT, furniture=["Uncontrolled when printed"])
    assert identify(notice, "x.pdf").status is Status.IN_FORCE
    spoken = document(heading("Stock", 1), paragraph("Obsolete documents are destroyed at once."))
    assert identify(spoken, "x.pdf").status is Status.IN_FORCE


def test_an_archived_issue_keeps_its_approved_field_and_is_obsolete() -> None:
    found = identify(document(TEXT, fields={"Status": "Approved"}), "obsolete/QP-1.docx")
    assert (found.status, found.warnings) == (Status.OBSOLETE, ())


def test_a_conflict_about_the_status_is_unknown_and_said() -> None:
    found = identify(document(TEXT, fields={"Status": "Approved"}), "drafts/QP-1.docx")
    assert found.status is Status.UNKNOWN
    assert "its header says in force, its folder says draft" in found.warnings[0]


def test_an_archived_record_is_still_a_record_in_force() -> None:
    read = document(heading("Calibration report", 1), TEXT)
    assert identify(read, "records/archive/cal 7.docx").status is Status.IN_FORCE
