"""Coverage, and the matrix of processes, as a workbook."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.coverage import ClauseCoverage, Coverage, MappedPlace
from assistant.evidence import standing
from assistant.model.mappings import Mapping
from assistant.organisation.matrix import Matrix
from assistant.organisation.tailoring import why_not, why_not_lines
from assistant.reports import lights
from integrations.reports.cells import put_text

_LINE = Side(style="thin", color="B0B0B0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS = {lights.FULL: "E3F1E4", lights.HALF: "FFF3D6", lights.EMPTY: "FBE3E1"}
_TREE = (
    ("Clause", 10), ("Title", 46), ("Owner", 22), ("Required", 16), ("Documented", 16),
    ("Practised", 16), ("Places", 9), ("Records", 9), ("Why it does not apply", 46),
)  # fmt: skip
_PLACES = (
    ("Clause", 10), ("Document", 16), ("Revision", 10), ("Title", 36), ("Place", 16),
    ("Quote", 80), ("Decision", 14), ("By", 20), ("Basis", 16), ("Confidence", 12),
)  # fmt: skip


def render(report: Coverage) -> bytes:
    """The bytes of an .xlsx file: the tree on one sheet, every place on another."""
    book = Workbook()
    tree, places = _sheet(book, "Coverage"), book.create_sheet("Places")
    head = f"Coverage of {report.edition} on {report.as_of.isoformat()}"
    _fill(tree, head, _TREE, [_tree_row(one) for one in report.clauses])
    seen: dict[str, Sequence[str | float]] = {}
    for one in report.clauses:
        for place in one.passages:
            seen.setdefault(place.mapping.id, _place_row(place))
    _fill(places, f"{len(seen)} places", _PLACES, list(seen.values()))
    return _bytes(book)


def render_matrix(matrix: Matrix) -> bytes:
    """The bytes of an .xlsx file: clauses down, processes across."""
    book = Workbook()
    sheet = _sheet(book, "Processes")
    columns = [("Clause", 46), *((row.process.name, 24) for row in matrix.rows)]
    by_row = [{one.clause.number: one for one in row.crossings} for row in matrix.rows]
    rows: list[Sequence[str | float]] = []
    for number in matrix.clauses:
        title = next(found[number].clause.title for found in by_row if number in found)
        cells = [
            f"{lights.documented(found[number].documented)} / "
            f"{lights.practised(found[number].practised)}"
            if number in found
            else ""
            for found in by_row
        ]
        rows.append((f"{number} {title}", *cells))
    rows += [("", *("" for _ in matrix.rows)), *_remarks(matrix)]
    head = f"Processes and clauses of {matrix.edition} on {matrix.as_of.isoformat()}"
    _fill(sheet, head, columns, rows)
    return _bytes(book)


def _remarks(matrix: Matrix) -> Iterable[Sequence[str | float]]:
    for row in matrix.rows:
        if row.not_held:
            yield (f"{row.process.name} names {', '.join(row.not_held)}: not in force here",)
        for doubt in row.doubts:
            yield (f"{row.process.name}: {doubt}",)
    for line in why_not_lines(matrix.served):
        yield (line,)
    if matrix.unserved:
        yield (f"No process serves {', '.join(str(one.number) for one in matrix.unserved)}",)


def _tree_row(one: ClauseCoverage) -> Sequence[str | float]:
    clause = one.clause
    return (
        str(clause.number),
        "  " * (clause.number.depth - 1) + clause.title,
        clause.owner,
        lights.required(one),
        lights.documented_of(one),
        lights.practised(one.practised),
        len(one.passages) or "",
        len(one.records) or "",
        why_not(clause),
    )


def _decision(mapping: Mapping) -> str:
    if mapping.origin is not None:
        return standing(mapping)
    return mapping.decision.value + (", suspect" if mapping.suspect else "")


def _place_row(place: MappedPlace) -> Sequence[str | float]:
    cited, mapping = place.citation, place.mapping
    where = cited.row or (f"§{cited.section}" if cited.section else f"p. {cited.page}")
    return (
        str(mapping.proposal.clause),
        cited.document,
        cited.revision,
        cited.title,
        where,
        cited.quote,
        _decision(mapping),
        mapping.decided_by or "",
        mapping.proposal.basis.value.replace("_", " "),
        round(mapping.proposal.confidence, 2),
    )


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return sheet


def _fill(
    sheet: Worksheet,
    head: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str | float]],
) -> None:
    sheet["A1"] = head
    sheet["A1"].font = Font(bold=True, size=14)
    for column, (name, width) in enumerate(columns, start=1):
        cell = sheet.cell(2, column)
        put_text(cell, name)  # a process may be called anything
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3864")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, texts in enumerate(rows, start=3):
        for column, value in enumerate(texts, start=1):
            _write(sheet, row, column, value)
        widths = [width for _, width in columns[: len(texts)]]
        lines = max(
            1 + len(str(value)) // max(width - 2, 1)
            for value, width in zip(texts, widths, strict=True)
        )
        sheet.row_dimensions[row].height = 15.0 * min(lines, 27)  # points; Excel's limit is 409
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{max(2, len(rows) + 2)}"
    _for_paper(sheet)


def _write(sheet: Worksheet, row: int, column: int, value: str | float) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        put_text(cell, value)
        if fill := _FILLS.get(lights.sign(value)):
            cell.fill = PatternFill("solid", fgColor=fill)
    else:
        assert isinstance(cell, Cell)  # nothing is merged here
        cell.value, cell.alignment = value, Alignment(wrap_text=True, vertical="top")
    cell.border = _GRID


def _for_paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"


def _bytes(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()
