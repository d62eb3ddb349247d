"""The spreadsheet of a checklist: fit to fill on a screen and to print."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.reports.checklist_markdown import COLUMNS, cells
from integrations.reports import checklist_xlsx
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("8.4", "Suppliers"), clause("8.4.1", "Approval", retain="evaluations"))


@pytest.fixture
def sheet() -> Worksheet:
    library = MemoryLibrary()
    store(library, "QP-7", Text("=SUM(1) shall be checked within 3 days.", ("8.4.1",)))
    draft = DraftChecklist(library)(STANDARD, scope_of_clauses([number("8.4")]), as_of=TODAY)
    book = load_workbook(BytesIO(checklist_xlsx.render(draft)))
    found = book.active
    assert isinstance(found, Worksheet)
    return found


def test_every_field_of_every_item_is_in_its_column(sheet: Worksheet) -> None:
    library = MemoryLibrary()
    store(library, "QP-7", Text("=SUM(1) shall be checked within 3 days.", ("8.4.1",)))
    draft = DraftChecklist(library)(STANDARD, scope_of_clauses([number("8.4")]), as_of=TODAY)
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert rows[0] == COLUMNS
    assert [tuple(str(one or "") for one in row) for row in rows[1:]] == [
        cells(item) for item in draft.items
    ]


def test_text_of_a_document_is_never_a_formula(sheet: Worksheet) -> None:
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}

    assert "f" not in kinds


def test_the_header_stays_in_sight_and_on_every_printed_page(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_long_text_wraps_in_a_row_high_enough(sheet: Worksheet) -> None:
    cell = sheet["E4"]

    assert cell.alignment.wrap_text
    assert (sheet.row_dimensions[4].height or 0) >= 45
    assert (sheet.column_dimensions["E"].width or 0) >= 40
