"""What documents and people write stays text in every workbook."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistant.checklists import DraftChecklist, scope_of_clauses
from assistant.coverage import ShowCoverage
from assistant.model.organisation import Organisation, Owner, Process
from assistant.organisation.matrix import ShowMatrix
from assistant.reports.report import Column, Report, Table
from integrations.reports import checklist_xlsx, coverage_xlsx, organisation_xlsx, report_xlsx
from tests.company import TODAY, Text, clause, edition, number, store
from tests.fakes.library import MemoryLibrary

STANDARD = edition(clause("8", "Operation"), clause("8.4", "Purchasing", maintain="criteria"))
OURS = Organisation(
    owners=(Owner(number("8.4"), "=1+1"),),
    processes=(Process("=1+1", "\x07@SUM(1)", (number("8.4"),)),),
)


def library() -> MemoryLibrary:
    held = MemoryLibrary()
    store(held, "QP-1", Text("\u200b=1+1 shall be bought.", ("8.4",)), title="+1 \x07title")
    return held


def checklist() -> bytes:
    draft = DraftChecklist(library())(STANDARD, scope_of_clauses([number("8.4")]), as_of=TODAY)
    return checklist_xlsx.render(draft)


def coverage() -> bytes:
    return coverage_xlsx.render(ShowCoverage(library())(STANDARD, as_of=TODAY))


def matrix() -> bytes:
    return coverage_xlsx.render_matrix(ShowMatrix(library())(STANDARD, OURS, as_of=TODAY))


def organisation() -> bytes:
    return organisation_xlsx.render(OURS)


def report() -> bytes:
    table = Table("Places", (Column("Text", 10),), (("\u200b=1+1",), ("\x07-1",)))
    return report_xlsx.render(Report("Report", (), (table,)))


@pytest.mark.parametrize("render", [checklist, coverage, matrix, organisation, report])
def test_no_cell_is_a_formula_or_becomes_one_when_it_is_edited(
    render: Callable[[], bytes],
) -> None:
    book = load_workbook(BytesIO(render()))
    texts = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value or "").startswith(("=", "+", "-", "@"))
    ]

    assert texts
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)
