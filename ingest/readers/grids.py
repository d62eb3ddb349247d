"""Tables given as rows of texts: which row names the columns, which rows are data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.model.documents import Cell
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import one_line
from ingest.readers.labels import is_label, pairs_in_cells

Row = Sequence[str]  # one text per column, "" where there is none

_VALUE = re.compile(
    r"^[<>≤≥~±+-]?\s*[$€£]?\s*[\d.,'’ ]*\d[\d.,'’ ]*\s*(?:%|[a-zA-Z°µ]{0,4}\.?)$"  # 12, 30 %
    r"|^\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}\b.*$"  # a date
    r"|^[A-Za-z]{1,8}[-/_ .#]?\d[\w./-]*$"  # a code: QP-840, SN1234
    r"|^(?:yes|no|y|n|n/a|na|true|false|ok|pass|fail|x|✓|☒|☐|-|—)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^[A-Za-z]{1,8}[-/_ .#]?\d[\w./-]*$")
_TICK = re.compile(r"^(?:yes|no|y|n|n/a|na|true|false|ok|pass|fail|x|✓|☒|☐|-|—)$", re.IGNORECASE)
_LONGEST_NAME = 80
_DISTINCT = 0.6  # share of the names that differ: "No | Check | Yes | No" names columns too


@dataclass(frozen=True, slots=True)
class Header:
    """Names of the columns, and how many rows of the grid they take up."""

    names: tuple[str, ...]
    rows: int

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """The row's cells under their names, empty ones left out; texts are on one line each."""
        named = zip_longest(self.names, row, fillvalue="")
        return tuple([Cell(name, text) for name, text in named if text])


NO_HEADER = Header((), 0)


def is_value(text: str) -> bool:
    """Whether `text` is a number, date, code or tick rather than the name of a column."""
    return len(text) <= _LONGEST_NAME and bool(_VALUE.match(text.strip()))


def filled(row: Row) -> int:
    """How many cells of the row hold something."""
    return len(row) - sum([not cell or cell.isspace() for cell in row])


def header_of(grid: Sequence[Row], *, joined: bool = False) -> Header:
    """Header of a grid whose first row may name the columns; `NO_HEADER` when it does not.

    A second row belongs to the header when it names columns which the first leaves open
    (a group heading over several), or when `joined` says that merged cells tie the two.
    """
    if not grid or not (joined or may_be_header(grid[0], grid[1:30])):
        return NO_HEADER
    first = list(grid[0])
    if len(grid) > 2 and _continues_header(first, grid[1], joined=joined):
        return Header(tuple(_join_names(first, grid[1], joined=joined)), 2)
    return Header(tuple(first), 1)


def may_be_header(row: Row, below: Sequence[Row], *, width: int = 0) -> bool:
    """Whether `row` reads as names of the columns of the rows `below`.

    `width` counts the columns it covers when merged cells make that more than it fills.
    """
    names = [cell.strip() for cell in row if cell.strip()]
    if len(names) < 2 or not below or len(set(names)) < max(2, _DISTINCT * len(names)):
        return False
    if any(len(name) > _LONGEST_NAME for name in names):
        return False
    if len({name.endswith(":") for name in names}) > 1:
        return False  # "Owner: | J. Smith": labels beside their values
    if len(names) == 2 and any(map(is_value, names)):
        return False  # a label beside its value
    if any(_is_datum(row[column], column, below) for column in range(len(row))):
        return False
    widest = max(filled(other) for other in below[:20])
    if max(len(names), width) < 0.6 * widest:
        return False
    return not (_is_pair(row) and any(_is_pair(other) for other in below[:3]))


def _is_datum(text: str, column: int, below: Sequence[Row]) -> bool:
    """Whether a cell is a value; `Q1` and `No` may still name a column of other things."""
    text = text.strip()
    if not is_value(text):
        return False
    under = [row[column].strip() for row in below if column < len(row) and row[column].strip()]
    if _TICK.match(text):
        return text.casefold() in map(str.casefold, under)
    if not _CODE.match(text):
        return True
    return not under or sum(bool(_CODE.match(other)) for other in under) > len(under) / 2


def _is_pair(row: Row) -> bool:
    texts = [cell for cell in row if cell.strip()]
    if len(texts) not in (2, 4):
        return False
    return is_label(texts[0]) and not is_label(texts[1]) and bool(pairs_in_cells(texts))


def _continues_header(first: Row, second: Row, *, joined: bool) -> bool:
    names = [cell for cell in second if cell.strip()]
    if not names or any(is_value(name) or len(name) > _LONGEST_NAME for name in names):
        return False
    opens = any(
        below.strip() and not above.strip() for above, below in zip(first, second, strict=False)
    )
    leaves = any(
        above.strip() and not below.strip() for above, below in zip(first, second, strict=False)
    )
    return joined or (opens and leaves)


def _join_names(first: Row, second: Row, *, joined: bool) -> list[str]:
    names, group = [], ""
    width = max(len(first), len(second))
    tops = [*first, *[""] * (width - len(first))]
    subs = [*second, *[""] * (width - len(second))]
    for top, sub in zip(tops, subs, strict=True):
        if top.strip():
            group = top
        inherited = top if joined else (group if sub.strip() else top)
        names.append(" ".join(dict.fromkeys(part for part in (inherited, sub) if part.strip())))
    return names


def add_grid(builder: PageBuilder, grid: Sequence[Row], *, header_rows: int | None = None) -> None:
    """Add a table to a page; `header_rows` when the format declares them, else they are found.

    A table of one column is no table: its cells become paragraphs.
    """
    rows = [list(row) for row in grid if filled(row)]
    if not rows:
        return
    if max(map(filled, rows)) < 2:
        for row in rows:
            builder.paragraph("\n".join(cell for cell in row if cell.strip()))
        return
    while len(rows) > 1 and filled(rows[0]) == 1 and len(rows[0]) > 1 and not header_rows:
        builder.paragraph(next(cell for cell in rows.pop(0) if cell.strip()))
    rows = [[one_line(cell) for cell in row] for row in rows]
    header = _declared(rows, header_rows) if header_rows else header_of(rows)
    for index, row in enumerate(rows):
        named = index < header.rows
        cells = (NO_HEADER if named else header).cells(row)
        builder.clean_row(cells, table_header=named)


def _declared(rows: Sequence[Row], count: int) -> Header:
    count = min(count, len(rows))
    names = list(rows[0])
    for row in rows[1:count]:
        names = _join_names(names, row, joined=False)
    return Header(tuple(names), count)
