"""Tables inside procedures: what stands over the cells of a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.sentences import Span

_BETWEEN_CELLS = " | "
_LONGEST_HEADING = 6  # words


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a reader sees over a row: the headings of its columns, and the words before the table.

    `columns` is empty for a table without headings; `lead` for one that nothing introduces.
    """

    columns: tuple[str, ...]
    lead: str

    @property
    def over(self) -> str:
        """All of it as one text."""
        return " \n ".join((*self.columns, self.lead))


def table_rows(text: str, spans: Sequence[Span]) -> dict[int, TableRow]:
    """For each row of a table below its first: start -> what stands over it."""
    found: dict[int, TableRow] = {}
    for first, last in _runs(text, spans):
        columns = _headings(text, spans[first : last + 1])
        before = text[slice(*spans[first - 1])] if first else ""
        lead = before if before.rstrip().endswith(":") else ""
        for start, _ in spans[first + bool(columns) : last + 1]:
            found[start] = TableRow(columns, lead)
    return found


def _runs(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """(first, last) of every run of spans that are rows."""
    first: int | None = None
    for index, (start, end) in enumerate([*spans, (len(text), len(text))]):
        row = _BETWEEN_CELLS in text[start:end]
        if row and first is None:
            first = index
        elif not row and first is not None:
            yield first, index - 1
            first = None


def _headings(text: str, rows: Sequence[Span]) -> tuple[str, ...]:
    """The cells of the first row when they name columns; () when they hold values themselves."""
    cells = [text[start:end].split(_BETWEEN_CELLS) for start, end in rows]
    first = tuple(cell.strip() for cell in cells[0])
    if len(cells) < 2 or any(len(other) != len(first) for other in cells[1:]):
        return ()
    if any(sign.isdigit() for cell in first for sign in cell) or first[0].endswith(":"):
        return ()
    plain = all(cell and len(cell.split()) <= _LONGEST_HEADING for cell in first)
    return first if plain and (len(first) > 2 or len(cells) > 2) else ()
