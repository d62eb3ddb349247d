"""The matrix as it stands in a workbook, and whether somebody wrote into it; it is not read."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.model.programmes import Programme
from assistant.programme.matrix import MatrixRow, clause_rows, process_rows
from assistant.programme.sheet_cells import GivenSheet, letter

MATRIX = "Matrix"
OPEN = "Left open"
MONTHS = "Months"
BEFORE_MONTHS = ("Process or clause", "Risk", "Last audited", "Findings")


def matrix_rows(programme: Programme) -> tuple[MatrixRow, ...]:
    """Every process, then every clause."""
    return (*process_rows(programme), *clause_rows(programme))


def texts(row: MatrixRow) -> tuple[str, ...]:
    """A row as it is written."""
    name = f"{row.name} {row.title}".strip()
    return (name, row.risk, row.last_audited, str(row.findings), *row.marks)


def written_into(given: Mapping[str, GivenSheet], made_from: Iterable[Programme]) -> list[str]:
    """Cells of the matrix that say something else than any of these programmes does."""
    sheet = given.get(MATRIX)
    if sheet is None:
        return []
    known = [[texts(row) for row in matrix_rows(one)] for one in made_from]
    found = []
    for at, row in enumerate(sheet.rows):
        for column, said in enumerate(row.cells):
            if said not in {_cell(rows, at, column) for rows in known}:
                found.append(
                    f"{MATRIX}!{letter(column)}{row.number}: {said!r} was written here; this sheet "
                    "is made from 'Programme', so write it there"
                )
    return found


def _cell(rows: Sequence[tuple[str, ...]], at: int, column: int) -> str:
    """The text at a place; "" where there is none."""
    return rows[at][column] if at < len(rows) and column < len(rows[at]) else ""
