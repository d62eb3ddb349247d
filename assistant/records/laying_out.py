"""What a document holds beside prose: its tables, and its labels with their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.model.documents import Block, BlockKind, Cell, Page, ReadDocument
from assistant.records.labels import Label, labels_of, without_number
from assistant.records.matching import is_heading
from assistant.records.passages_at import PassageStart
from assistant.records.wording import words_of

_SAY_NOTHING = frozenset("field entry label value detail information data content answer".split())
_HEADINGS = 0.6  # share of known headings in a row without a header, from which it is one


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: one text for each heading, "" where the cell is empty.

    `place` is what a person finds it by: `Register!12`, or `p. 3, row 4` in a document.
    """

    place: str
    page: int
    start: int  # offset into the page's text
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table as laid out. `name` is its sheet, or the heading it stands under.

    `headings` are "" for columns without one; `aside` are (place, text) of what stands among its
    rows and is none of them.
    """

    name: str
    is_sheet: bool
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    aside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Tables in reading order, every label of the document, and where its passages begin."""

    tables: tuple[LaidTable, ...]
    labels: tuple[Label, ...]
    headings: int = 0  # how many the document has
    passages: tuple[PassageStart, ...] = ()


def lay_out(read: ReadDocument) -> Layout:
    """The tables and labels of a document; a table that goes on over pages is one."""
    gathering = _Gathering()
    for page in read.pages:
        gathering.turn(page)
        for block in page.blocks:
            gathering.take(block)
    gathering.end()
    return gathering.layout()


@dataclass(slots=True)
class _Open:
    """A table being gathered; `names` as the header row gives them."""

    name: str
    is_sheet: bool
    headers: list[Block]
    rows: list[tuple[int, Block]] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)


class _Gathering:
    """Takes the blocks of a document in reading order."""

    def __init__(self) -> None:
        self._done: list[_Open] = []
        self._labels: list[Label] = []
        self._open: _Open | None = None
        self._name, self._page = "", Page(0, "", ())
        self._headings = 0
        self._headless: list[Block] = []  # rows without headings, one below the other

    def turn(self, page: Page) -> None:
        """A new page begins; a new sheet ends the table before it."""
        self.end()
        if page.name:
            self._name = page.name
            self._open = None
        self._page = page

    def take(self, block: Block) -> None:
        """The next block."""
        if block.kind is BlockKind.TABLE_ROW and _is_headless(block):
            self._headless.append(block)
            return
        self.end()
        if block.kind is BlockKind.TABLE_ROW and block.table_header:
            self._header(block)
        elif block.kind is BlockKind.TABLE_ROW and any(cell.header for cell in block.cells):
            if not self._is_labelled(block):
                self._row(block)
        elif self._open is not None and self._open.is_sheet and block.row and self._open.rows:
            self._aside(block)
        else:
            self._between(block)

    def end(self) -> None:
        """A run of rows without headings ends here: a table whose first row names it, or labels."""
        run, self._headless = self._headless, []
        header: Block | None = None
        for at, block in enumerate(run):
            if at + 1 < len(run) and _names_columns(block):
                header = block
                self._begin([_as_header(block)], is_sheet=block.row is not None)
            elif header is not None and len(block.cells) == len(header.cells):
                self._row(_under(header, block))
            else:
                header, self._open = None, None
                self._collect(block)
        if header is not None:
            self._open = None

    def layout(self) -> Layout:
        """What was gathered."""
        tables = [table for one in self._done if (table := _table(one)) is not None]
        papers = {id(table): labels for table in tables if (labels := _as_labels(table))}
        kept = tuple(table for table in tables if id(table) not in papers)
        told = (one for labels in papers.values() for one in labels)
        return Layout(kept, (*told, *self._labels), self._headings)

    def _header(self, block: Block) -> None:
        now = self._open
        if now is not None and not now.rows and now.headers:
            now.headers.append(block)
        elif now is None or _names(block) != _names(now.headers[0] if now.headers else None):
            self._begin([block], is_sheet=block.row is not None)

    def _begin(self, headers: list[Block], *, is_sheet: bool) -> None:
        self._open = _Open(self._name, is_sheet, headers)
        self._done.append(self._open)

    def _row(self, block: Block) -> None:
        now = self._open
        named = {cell.header for cell in block.cells}
        if now is None or (now.rows and not named & _known(now)):
            self._begin([], is_sheet=block.row is not None)
        if self._open is not None:
            self._open.rows.append((self._page.number, block))

    def _is_labelled(self, block: Block) -> bool:
        """Whether it is a label with its values, which the reader set apart."""
        cells = block.cells
        label = cells[0].text.rstrip(": ")
        if cells[0].header or any(cell.header != label for cell in cells[1:]):
            return False
        self._between(block)
        return True

    def _aside(self, block: Block) -> None:
        if self._open is not None and block.row:
            self._open.aside.append((block.row, block.text))
        self._collect(block)

    def _between(self, block: Block) -> None:
        """What stands outside tables: a heading names the next table, labels are kept."""
        if block.kind is BlockKind.HEADING:
            self._headings += 1
            if not self._page.name:
                self._name = block.text
            self._open = None
        elif block.kind is not BlockKind.TABLE_ROW and not self._page.name:
            self._open = None if block.kind is BlockKind.HEADER_FIELD else self._open
        self._collect(block)

    def _collect(self, block: Block) -> None:
        found = labels_of(block, self._page.number, self._page.name)
        self._labels += found


def _is_headless(block: Block) -> bool:
    return not block.table_header and not any(cell.header for cell in block.cells)


def _names_columns(block: Block) -> bool:
    """Whether a row of three cells or more names columns, block numbers aside."""
    texts = [without_number(cell.text) for cell in block.cells]
    return len(texts) > 2 and sum(map(is_heading, texts)) >= _HEADINGS * len(texts)


def _as_header(block: Block) -> Block:
    cells = tuple(Cell("", without_number(cell.text)) for cell in block.cells)
    return replace(block, cells=cells, table_header=True)


def _under(header: Block, block: Block) -> Block:
    """A row with the names of the header over its cells, of which it has as many."""
    names = [without_number(cell.text) for cell in header.cells]
    cells = tuple(Cell(n, c.text) for n, c in zip(names, block.cells, strict=True))
    return replace(block, cells=cells)


def _names(block: Block | None) -> list[str]:
    return [] if block is None else [cell.text for cell in block.cells]


def _known(table: _Open) -> set[str]:
    """The headings a table had so far."""
    names = {name for header in table.headers for name in _names(header)}
    return names | {cell.header for _, row in table.rows[-3:] for cell in row.cells}


def _table(table: _Open) -> LaidTable | None:
    if not table.rows:
        return None
    headings = _headings(table)
    lines = tuple(_lines(table, headings))
    return LaidTable(
        table.name,
        table.is_sheet,
        tuple(name for name, _ in headings),
        lines,
        tuple(table.aside),
    )


def _as_labels(table: LaidTable) -> list[Label]:
    """The labels of a table of two columns whose first holds names of fields; [] for others."""
    if len(table.headings) != 2:
        return []
    first = table.lines[0]
    pairs = [(table.headings, first), *((line.cells, line) for line in table.lines)]
    named = {word for heading in table.headings for word in words_of(heading)} <= _SAY_NOTHING
    known = sum(is_heading(without_number(cells[0])) for cells, _ in pairs)
    if not named and (known < max(2, _HEADINGS * len(pairs)) or is_heading(table.headings[1])):
        return []
    pairs = pairs[1:] if named else pairs
    sheet = table.name if table.is_sheet else ""
    return [
        Label(without_number(cells[0]), cells[1], line.page, line.start, sheet)
        for cells, line in pairs
        if cells[0] and cells[1]
    ]


_Key = tuple[str, int]  # a heading, and which of several alike it is


def _headings(table: _Open) -> list[_Key]:
    named = _keys(_names(table.headers[0])) if len(table.headers) == 1 else []
    order, seen = list(named), set[tuple[str, ...]]()
    for _, row in table.rows:
        shape = tuple(cell.header for cell in row.cells)
        if shape in seen:
            continue
        seen.add(shape)
        at = 0
        for key in _keys(shape):
            if key in order:
                at = order.index(key) + 1
            else:
                order.insert(at, key)
                at += 1
    return order


def _keys(names: Sequence[str]) -> list[_Key]:
    found: list[_Key] = []
    for name in names:
        found.append((name, sum(name == other for other, _ in found)))
    return found


def _lines(table: _Open, headings: Sequence[_Key]) -> Iterator[Line]:
    at = {key: index for index, key in enumerate(headings)}
    known: dict[tuple[str, ...], list[int]] = {}
    for count, (page, row) in enumerate(table.rows, start=1):
        shape = tuple([cell.header for cell in row.cells])
        columns = known.get(shape)
        if columns is None:
            columns = known[shape] = [at[key] for key in _keys(shape)]
        cells = [""] * len(headings)
        for column, cell in zip(columns, row.cells, strict=True):
            cells[column] = cell.text
        yield Line(row.row or f"p. {page}, row {count}", page, row.start, tuple(cells))


_TOTAL = re.compile(
    r"^(?:(?:grand|overall|sub|page|running)[ -]?)?"
    r"(?:totals?|sums?|summe|gesamt(?:summe)?|zwischensumme|totale|somme|suma|average|mean|count)"
    r"(?:\s+\w+){0,2}\s*:?$",
    re.IGNORECASE,
)


def adds_up(line: Line) -> bool:
    """Whether a row adds up those above it: its first word is "Total" and the rest are numbers."""
    filled = [cell for cell in line.cells if cell]
    if not filled or len(filled) > max(2, len(line.cells) // 2 + 1) or not _TOTAL.match(filled[0]):
        return False
    return all(re.fullmatch(r"[^\w]*[\d.,'  %]+\s*\w{0,4}", cell) for cell in filled[1:])


def repeats_headings(line: Line, headings: Sequence[str]) -> bool:
    """Whether a row says the names of the columns once more."""
    at = next((at for at, cell in enumerate(line.cells) if cell), None)
    if at is None or line.cells[at].casefold() != headings[at].casefold():
        return False
    filled = [(cell, name) for cell, name in zip(line.cells, headings, strict=True) if cell]
    same = sum(cell.casefold() == name.casefold() for cell, name in filled)
    return len(filled) > 1 and same >= max(2, len(filled) - 1)
