"""The master document list: recognised by its columns, and what it says of each document."""

from datetime import date

from assistant.model.documents import Status
from ingest.identity import Entry, MasterList, identify, recognise_master_list
from tests.builders import (
    XLSX,
    document,
    heading,
    paragraph,
    table,
)

TEXT = paragraph(
    "This document says in a sentence long enough to be text what people do, and when."
)

LIST = table(
    ["Doc. No.", "Title", "Rev", "Effective date", "Owner", "Status"],
    ["QP-1", "Stock", "C", "01 Mar 2025", "Stores", "Current"],
    ["QP-2", "Buying", "B", "2 Apr 2024", "Buyer", "Current"],
    ["WI-3", "Kitting", "4", "3 May 2024", "Stores", "Obsolete"],
    sheet="MDL",
)


def register() -> MasterList:
    found = recognise_master_list(document(*LIST, media_type=XLSX))
    assert found is not None
    return found


def test_a_master_list_is_recognised_by_its_columns() -> None:
    entry = register().entry("qp 1")
    assert entry == Entry("QP-1", "C", "Stock", date(2025, 3, 1), "Stores", "Current", "MDL!2")


def test_other_tables_are_no_master_list() -> None:
    parts = table(["Part no", "Title", "Rev"], *[[f"10{n}", "Bolt", "A"] for n in range(5)])
    assert recognise_master_list(document(*parts)) is None
    standards = table(
        ["Document", "Title", "Issue"], ["AS9120", "Q", "B"], ["ISO 9001", "Q", "2015"],
        ["EN 9100", "Q", "D"], ["AS6174", "Q", "A"],
    )  # fmt: skip
    assert recognise_master_list(document(*standards)) is None
    assert recognise_master_list(document(*LIST[:3])) is None


def test_a_document_that_differs_from_the_list_is_warned_about() -> None:
    def warnings(number: str, rev: str, **fields: str) -> str:
        read = document(TEXT, fields={"Document No": number, "Rev": rev, **fields})
        return " ".join(identify(read, f"{number}.docx", register=register()).warnings)

    assert warnings("QP-1", "C", Effective="1 Mar 2025") == ""
    assert "QP-1 at revision C, but this file is revision D" in warnings("QP-1", "D")
    assert "effective 2024-04-02, but the document says 2024-04-09" in warnings(
        "QP-2", "B", Effective="9 Apr 2024"
    )
    assert "QP-7 is not on the master document list" in warnings("QP-7", "A")


def test_a_document_the_list_calls_obsolete_is_in_doubt() -> None:
    read = document(TEXT, fields={"Document No": "WI-3", "Rev": "4"})
    found = identify(read, "WI-3.docx", register=register())
    assert found.status is Status.UNKNOWN
    assert "the master document list says obsolete" in found.warnings[0]


def test_the_list_gives_a_document_without_a_number_its_own() -> None:
    read = document(heading("Buying", 1), TEXT)
    assert identify(read, "scan.pdf", register=register()).number == "QP-2"
