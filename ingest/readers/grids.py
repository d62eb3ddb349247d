"""Tables given as rows of texts: which row names the columns, which rows are data."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.model.documents import Cell
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import one_line
from ingest.readers.labels import is_label, pairs_in_cells, pairs_in_line

Row = Sequence[str]  # one text per column, "" where there is none

_VALUE = re.compile(
    r"^[<>≤≥~±+-]?\s*[$€£]?\s*[\d.,'’ ]*\d[\d.,'’ ]*\s*(?:%|[a-zA-Z°µ]{0,4}\.?)$"  # 12, 30 %
    r"|^\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}\b.*$"  # a date
    r"|^[A-Za-z]{1,8}[-/_ .#]?\d[\w./-]*$"  # a code: QP-101, SN1234
    r"|^(?:yes|no|y|n|n/a|na|true|false|ok|pass|fail|x|✓|☒|☐|-|—)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^[A-Za-z]{1,8}[-/_ .#]?\d[\w./-]*$")
_ORDINAL = re.compile(r"^(\d{1,3})[.)]?\s+[^\W\d_]")
_IN_FULL = re.compile(r"^[^\W\d_][^:]{1,29}:\s+\S")  # "Owner: J. Smith"
_TICK = re.compile(r"^(?:yes|no|y|n|n/a|na|true|false|ok|pass|fail|x|✓|☒|☐|-|—)$", re.IGNORECASE)
_LONGEST_NAME = 80
_FORM = 0.6  # share of rows that open with a label ending in a colon
APART = "\t"  # within a cell: texts of one line that stand apart
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
    if len(grid) > 2 and _continues_header(first, grid[1], grid[2:12], joined=joined):
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
    if _counts_on(names, below):
        return False
    if any(map(_IN_FULL.match, names)) or len({name.endswith(":") for name in names}) > 1:
        return False  # "Owner: | J. Smith": labels beside their values
    if len(names) == 2 and any(map(is_value, names)):
        return False  # a label beside its value
    if any(_is_datum(row[column], column, below) for column in range(len(row))):
        return False
    widest = max(filled(other) for other in below[:20])
    if max(len(names), width) < 0.6 * widest:
        return False
    return not (_is_pair(row) and any(_is_pair(other) for other in below[:3]))


def _counts_on(names: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether the first cells are numbered one after the other: "1 Authority", "2 Form"."""
    firsts = [names[0], *(next((cell for cell in row if cell.strip()), "") for row in below[:2])]
    numbers = [int(match[1]) for first in firsts if (match := _ORDINAL.match(first))]
    return len(numbers) == 3 and numbers == list(range(numbers[0], numbers[0] + 3))


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


def _continues_header(first: Row, second: Row, below: Sequence[Row], *, joined: bool) -> bool:
    names = [cell for cell in second if cell.strip()]
    if not names or any(is_value(name) or len(name) > _LONGEST_NAME for name in names):
        return False
    opens = any(
        below.strip() and not above.strip() for above, below in zip(first, second, strict=False)
    )
    leaves = any(
        above.strip() and not below.strip() for above, below in zip(first, second, strict=False)
    )
    return joined or (opens and leaves) or (leaves and _over_values(second, below))


def _over_values(row: Row, below: Sequence[Row]) -> bool:
    """Whether under each text of the row stand values alone: it goes on with the names above."""
    for column, text in enumerate(row):
        under = [other[column] for other in below if column < len(other) and other[column].strip()]
        if text.strip() and not (under and all(map(is_value, under))):
            return False
    return True


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


def is_form(grid: Sequence[Row]) -> bool:
    """Whether most rows open with a label that ends in a colon: values stand beside, not below."""
    several = [row for row in grid if filled(row)]
    opened = sum(next(cell for cell in row if cell.strip()).endswith(":") for row in several)
    return opened >= max(2, _FORM * len(several))


def _label_columns(grid: Sequence[Row]) -> frozenset[int]:
    """Columns most of whose texts end in a colon; the others in them are labels as well."""
    texts = Counter(column for row in grid for column, text in enumerate(row) if text)
    colons = Counter(column for row in grid for column, text in enumerate(row) if text[-1:] == ":")
    return frozenset(column for column in colons if colons[column] >= max(3, _FORM * texts[column]))


def labelled(row: Row, labels: frozenset[int] = frozenset()) -> list[tuple[Cell, ...]]:
    """A row `label: | value | label: | value` as one row for each label; [] for other rows.

    A label without a value keeps a row of its own. `labels` are columns that hold nothing else.
    """
    pieces = [
        (one_line(piece), column in labels)
        for column, cell in enumerate(row)
        for piece in cell.split(APART)
        if piece.strip()
    ]
    if pieces and (pieces[0][0].endswith(":") or pieces[0][1]):
        return [_field(label, values) for label, values in _by_label(pieces)]
    texts = [text for text, _ in pieces]
    pairs = pairs_in_cells(texts) if len(texts) == 4 else []
    if len(pairs) == 2 and all(map(is_label, texts[::2])):
        return [
            _field(label, [value]) for label, value in zip(texts[::2], texts[1::2], strict=True)
        ]
    return []


def _by_label(pieces: Sequence[tuple[str, bool]]) -> list[tuple[str, list[str]]]:
    """Each label with its values; a text such as `Rating: None` is cut after its colon."""
    found: list[tuple[str, list[str]]] = []
    for text, in_label_column in pieces:
        inside = pairs_in_line(text) if in_label_column and not text.endswith(":") else []
        if len(inside) == 1 and text.startswith(f"{inside[0][0]}:"):
            label = f"{inside[0][0]}:"
            found.append((label, [text.removeprefix(label).strip()]))
        elif text.endswith(":") or (in_label_column and len(text) <= _LONGEST_NAME):
            found.append((text, []))
        elif found:
            found[-1][1].append(text)
    return found


def _field(label: str, values: Sequence[str]) -> tuple[Cell, ...]:
    name = label.rstrip(": ")
    return (Cell("", label), *(Cell(name, value) for value in values))


def add_grid(
    builder: PageBuilder,
    grid: Sequence[Row],
    *,
    header_rows: int | None = None,
    carried: Header = NO_HEADER,
) -> Header:
    """Add a table to a page and give back the names of its columns.

    `header_rows` when the format declares them, else they are found. `carried` are the names of
    a table that goes on here from the page before. A table of one column is no table: its cells
    become paragraphs.
    """
    rows = [list(row) for row in grid if filled(row)]
    if not rows:
        return NO_HEADER
    if max(map(filled, rows)) < 2:
        for row in rows:
            builder.paragraph("\n".join(cell for cell in row if cell.strip()))
        return NO_HEADER
    while len(rows) > 1 and filled(rows[0]) == 1 and len(rows[0]) > 1 and not header_rows:
        builder.paragraph(next(cell for cell in rows.pop(0) if cell.strip()))
    raw, rows = rows, [[one_line(cell) for cell in row] for row in rows]
    form = not header_rows and is_form(raw)
    labels = _label_columns(raw) if form else frozenset()
    header = _header(rows, form, header_rows, carried)
    for index, row in enumerate(rows):
        named = index < header.rows
        if not header.names and (fields := labelled(raw[index], labels)):
            for cells in fields:
                builder.clean_row(cells)
        else:
            cells = (NO_HEADER if named else header).cells(row)
            builder.clean_row(cells, table_header=named)
    return header


def _header(rows: Sequence[Row], form: bool, declared: int | None, carried: Header) -> Header:
    if form:
        return NO_HEADER
    if declared:
        return _declared(rows, declared)
    own = header_of(rows)
    if carried.names and own.names != carried.names:
        return Header(carried.names, 0)
    return own


def _declared(rows: Sequence[Row], count: int) -> Header:
    count = min(count, len(rows))
    names = list(rows[0])
    for row in rows[1:count]:
        names = _join_names(names, row, joined=False)
    return Header(tuple(names), count)
