"""Passages: stretches of one page of one section, sized for the embedding model."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import zip_longest

from assistant.model.documents import Block, BlockKind, Identity, Page, ReadDocument
from assistant.model.passages import Passage
from assistant.sentences import sentences
from ingest.blocks import Placed
from ingest.context import ContextWriter
from ingest.sections import Section, find_sections

_FULL = 200  # tokens of text after which a passage takes no further block
_ENOUGH = 80  # tokens from which a passage may end at the end of a block
_REGISTER_ROWS = 8
_WINDOW = 8  # characters a token, first guess at how far a long sentence is looked at
_DISTINCT = 0.8  # share of first cells that differ, from which a table is a register

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, a list item, a table row."""

    start: int
    end: int
    tokens: int
    leads: bool = False  # announces the list after it
    ends_block: bool = False
    block: Block | None = None  # set for a row that is a passage of its own


@dataclass(slots=True)
class _Draft:
    """A passage before it has its id."""

    page: Page
    section: Section
    start: int
    end: int
    context: str
    row: Block | None = None


@dataclass(slots=True)
class _Gathering:
    """Units of one page and section on their way into a passage."""

    units: list[_Unit] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        return sum(unit.tokens for unit in self.units)


def passages_of(
    read: ReadDocument,
    identity: Identity,
    revision_id: str,
    *,
    count_tokens: CountTokens,
    max_tokens: int = 256,
) -> list[Passage]:
    """The passages of a document in reading order.

    None crosses a page or a heading, and `searchable` of each counts at most `max_tokens`.
    Sentences and rows stay whole unless one alone is longer than that. A row of a sheet is one
    passage with its cells. Rows of a table inside a document stand together under its header;
    only a table of eight rows or more that names a different thing in each (a register) gives
    one passage a row, because a question about one of its things must not compete with the rest.
    """
    writer = ContextWriter(identity, count_tokens)
    pages = {page.number: page for page in read.pages}
    cutter = _Cutter(pages, writer, count_tokens, max_tokens)
    sections = find_sections(read.pages)
    drafts = [
        draft
        for section, after in zip_longest(sections, sections[1:])
        for draft in cutter.cut(section, alone=after is None or after.level <= section.level)
    ]
    drafts.sort(key=lambda draft: (draft.page.number, draft.start))
    return [_passage(draft, revision_id, ordinal) for ordinal, draft in enumerate(drafts)]


def _passage(draft: _Draft, revision_id: str, ordinal: int) -> Passage:
    text = draft.page.text[draft.start : draft.end]
    key = f"{revision_id}\n{ordinal}\n{text}"
    cells = draft.row.cells if draft.row else ()
    return Passage(
        id="p_" + sha256(key.encode()).hexdigest()[:16],
        revision=revision_id,
        ordinal=ordinal,
        page=draft.page.number,
        start=draft.start,
        end=draft.end,
        text=text,
        section=draft.section.number,
        section_title=draft.section.title,
        heading_path=draft.section.path,
        row=draft.row.row if draft.row else None,
        cells=tuple((cell.header, cell.text) for cell in cells),
        context=draft.context,
    )


class _Cutter:
    """Cuts sections into drafts of passages."""

    def __init__(
        self,
        pages: dict[int, Page],
        writer: ContextWriter,
        count_tokens: CountTokens,
        max_tokens: int,
    ) -> None:
        self._pages, self._writer = pages, writer
        self._count, self._max = count_tokens, max_tokens
        self._marks = count_tokens("")  # what the tokenizer adds to any text

    def cut(self, section: Section, *, alone: bool) -> Iterator[_Draft]:
        """The drafts of one section, in reading order; `alone` when no section lies below it."""
        blocks = section.blocks
        heading = section.heading
        if not blocks and heading and alone and not self._writer.repeats_title(heading.block.text):
            blocks = (heading,)  # a heading with nothing below it is still text
        for run in _runs(blocks, self._pages):
            page = self._pages[run[0].page]
            if run[0].block.kind is BlockKind.TABLE_ROW:
                yield from self._table(page, section, [placed.block for placed in run])
            else:
                yield from self._prose(page, section, [placed.block for placed in run])

    def _prose(self, page: Page, section: Section, blocks: Sequence[Block]) -> Iterator[_Draft]:
        context = self._writer.prose(section, page)
        room = self._max - self._count(context)
        units = [unit for block in blocks for unit in self._units(block, room)]
        yield from self._packed(page, section, units, context, room)

    def _table(self, page: Page, section: Section, rows: Sequence[Block]) -> Iterator[_Draft]:
        header = next((row for row in rows if row.table_header), None)
        body = [row for row in rows if not row.table_header]
        if body and (body[0].row or _is_register(body)):
            for row in body:
                yield from self._row(page, section, row)
            return
        names = [cell.text for cell in header.cells] if header and body else []
        context = self._writer.table(section, page, names)
        room = self._max - self._count(context)
        units = [unit for row in rows for unit in self._row_units(row, room)]
        for draft in self._packed(page, section, units, context, room):
            if header and draft.start == header.start:  # the text itself names the columns
                draft.context = self._writer.prose(section, page)
            yield draft

    def _row(self, page: Page, section: Section, row: Block) -> Iterator[_Draft]:
        context = self._writer.table(section, page, [cell.header for cell in row.cells])
        room = self._max - self._count(context)
        for unit in self._row_units(row, room):
            yield _Draft(page, section, unit.start, unit.end, context, row)

    def _row_units(self, row: Block, room: int) -> Iterator[_Unit]:
        tokens = self._tokens(row.text)
        if tokens <= room:
            yield _Unit(row.start, row.end, tokens, ends_block=True, block=row)
            return
        for start, end in self._pieces(row.text, room, r"\s\|\s"):
            yield _Unit(row.start + start, row.start + end, self._tokens(row.text[start:end]))

    def _units(self, block: Block, room: int) -> Iterator[_Unit]:
        whole = self._tokens(block.text)
        if block.kind is BlockKind.LIST_ITEM and whole <= min(room, _FULL):
            yield _Unit(block.start, block.end, whole, ends_block=True)
            return
        spans = [
            piece
            for start, end in sentences(block.text)
            for piece in self._fitting(block.text, start, end, room)
        ]
        for index, (start, end) in enumerate(spans):
            text, last = block.text[start:end], index == len(spans) - 1
            yield _Unit(
                block.start + start,
                block.start + end,
                self._tokens(text),
                leads=text.endswith(":"),
                ends_block=last,
            )

    def _fitting(self, text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
        """The sentence, or pieces of one that is longer than a passage may be."""
        sentence = text[start:end]
        if self._tokens(sentence) <= room:
            yield start, end
            return
        for first, last in self._pieces(sentence, room, r"(?<=[;,:])\s+|\s+"):
            yield start + first, start + last

    def _pieces(self, text: str, room: int, gaps: str) -> Iterator[tuple[int, int]]:
        """Spans that fit, cut at the gaps, then at spaces, then anywhere."""
        begin = 0
        while begin < len(text):
            end = self._longest(text, begin, room, gaps)
            yield begin, end
            rest = re.match(rf"(?:{gaps})|\s*", text[end:])
            begin = end + (rest.end() if rest else 0)

    def _longest(self, text: str, begin: int, room: int, gaps: str) -> int:
        """Where the longest piece from `begin` that fits may end."""
        window = room * _WINDOW
        while begin + window < len(text) and self._tokens(text[begin : begin + window]) <= room:
            window *= 2
        ahead = text[begin : begin + window]
        if begin + window >= len(text) and self._tokens(ahead) <= room:
            return len(text)
        for pattern in (gaps, r"\s+", r"(?<=.)(?=.)"):
            cuts = [m.start() for m in re.finditer(pattern, ahead) if m.start()]
            fitting = self._fitting_cuts(ahead, cuts, room)
            if fitting:
                return begin + cuts[fitting - 1]
        return begin + 1

    def _fitting_cuts(self, text: str, cuts: Sequence[int], room: int) -> int:
        """How many of the rising `cuts` leave a piece that fits."""
        return bisect_right(cuts, room, key=lambda cut: self._tokens(text[:cut]))

    def _tokens(self, text: str) -> int:
        """Tokens of the text itself."""
        return self._count(text) - self._marks

    def _packed(
        self, page: Page, section: Section, units: Sequence[_Unit], context: str, room: int
    ) -> Iterator[_Draft]:
        for group in _grouped(units, min(room, _FULL)):
            start, end = group[0].start, group[-1].end
            if self._count(f"{context}\n{page.text[start:end]}") <= self._max or len(group) == 1:
                yield _Draft(page, section, start, end, context)
            else:  # words at the joints count more than the units did
                for half in (group[: len(group) // 2], group[len(group) // 2 :]):
                    yield from self._packed(page, section, half, context, room)


def _grouped(units: Sequence[_Unit], full: int) -> Iterator[list[_Unit]]:
    """Neighbours put together until they make a passage; a list keeps its lead-in."""
    gathered = _Gathering()
    left = sum(unit.tokens for unit in units)
    for unit in units:
        enough = gathered.tokens >= _ENOUGH and gathered.units[-1].ends_block
        over = gathered.tokens + unit.tokens > full
        nearly = gathered.tokens + unit.tokens > full * 3 // 4 and gathered.tokens + left > full
        left -= unit.tokens
        if gathered.units and (over or (enough and nearly)):
            carried = _lead_in(gathered.units)
            if len(carried) < len(gathered.units):
                yield gathered.units[: len(gathered.units) - len(carried)]
                gathered = _Gathering(carried)
                if carried and gathered.tokens + unit.tokens > full:
                    yield gathered.units
                    gathered = _Gathering()
            else:
                yield gathered.units
                gathered = _Gathering()
        gathered.units.append(unit)
    if gathered.units:
        yield gathered.units


def _lead_in(units: list[_Unit]) -> list[_Unit]:
    """The sentence at the end that announces what comes next, to be carried over."""
    return units[-1:] if units[-1].leads else []


def _runs(blocks: Sequence[Placed], pages: dict[int, Page]) -> Iterator[list[Placed]]:
    """Neighbours on one page, tables apart from prose, nothing but white space between them."""
    run: list[Placed] = []
    for placed in blocks:
        if run and not _joins(run[-1], placed, pages):
            yield run
            run = []
        run.append(placed)
    if run:
        yield run


def _joins(before: Placed, after: Placed, pages: dict[int, Page]) -> bool:
    if before.page != after.page:
        return False
    tables = [each.block.kind is BlockKind.TABLE_ROW for each in (before, after)]
    if tables[0] != tables[1] or (tables[1] and after.block.table_header):
        return False
    between = pages[after.page].text[before.block.end : after.block.start]
    return not re.search(r"\w", between)


def _is_register(rows: Sequence[Block]) -> bool:
    """Whether each row is about a thing of its own, named in its first cell.

    Two columns, or columns without names, are terms or fields and stay together.
    """
    firsts = [
        row.cells[0].text.casefold() for row in rows if len(row.cells) > 2 and row.cells[0].header
    ]
    return (
        len(firsts) >= _REGISTER_ROWS
        and len(firsts) >= _DISTINCT * len(rows)
        and len(set(firsts)) >= _DISTINCT * len(firsts)
    )
