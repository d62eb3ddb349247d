"""The sections of a document: headings declared by the format or told by their numbering."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, Page

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the number of its page (from 1)."""

    page: int
    block: Block


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch under one heading; the first may have none.

    `number` is as printed ("6.2", "Annex B"), that of the nearest numbered heading above when
    its own has none, None when there is no number at all. `title` is the heading without its
    number. `path` holds the headings above and its own, outermost first, as printed.
    `blocks` are in reading order and leave the heading out.
    """

    number: str | None
    title: str | None
    path: tuple[str, ...]
    level: int
    heading: Placed | None
    blocks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number at the head of a line: as printed, its parts for comparison, what follows it."""

    printed: str
    series: str  # numbers of one series count on: "", "annex", "step", "A" …
    parts: tuple[int, ...]
    rest: str


_NAMED = re.compile(
    r"^(?P<word>section|clause|chapter|part|article|appendix|annex|attachment|exhibit|schedule|step"
    r"|phase|stage)\s+(?P<no>\d{1,3}(?:\.\d{1,3}){0,4}|[A-Z](?:\.\d{1,3}){0,3}|[IVX]{1,5})(?![\w/])"
    r"\s*[.:)–—-]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(
    r"^(?:§\s*)?(?P<no>\d{1,2}(?:\.\d{1,3}){0,5})(?P<stop>[.)]?)\s*[:–—-]?\s+(?P<rest>\S.*)$", re.DOTALL
)
_LETTERED = re.compile(
    r"^(?P<no>[A-Z](?:\.\d{1,2}){0,4})(?P<stop>[.):]?)\s+(?P<rest>[A-Z0-9(].*)$", re.DOTALL
)
_ROMAN = re.compile(r"^(?P<no>[IVX]{1,5})\.\s+(?P<rest>[A-Z].*)$", re.DOTALL)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}\s*$|…+\s*\d*\s*$|\t\s*\d{1,4}\s*$")
_PAGE_AT_END = re.compile(r"\s\d{1,4}\s*$")
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$|^inhalt|^sommaire|^índice", re.IGNORECASE)
_UNIT = re.compile(
    r"^(?:mm|cm|m|kg|g|%|°|hours?|hrs?|days?|weeks?|months?|years?|minutes?|off|x|pcs|pieces?|each"
    r"|percent|copies|working|calendar|business|of)\b",
    re.IGNORECASE,
)


def find_sections(pages: Sequence[Page]) -> tuple[Section, ...]:
    """The sections in reading order; every block stands in exactly one, tables of contents in none.

    A heading is a block its format declares one, a numbered line that fits the running
    numbering and looks like a heading, or a block whose look made the reader call it one.
    A numbered paragraph below the first level ("6.2.1 The inspector checks …") opens a section
    that has its number and the title of the section above.
    """
    blocks = _without_contents([p for page in pages for p in _lines_apart(page)])
    outline = _Outline()
    for index, placed in enumerate(blocks):
        following = blocks[index + 1 : index + 4]
        outline.take(placed, following)
    return outline.sections()


class _Outline:
    """The headings met so far and the sections under them."""

    def __init__(self) -> None:
        self._done: list[Section] = []
        self._open = Section(None, None, (), 0, None, ())
        self._collected: list[Placed] = []
        self._above: list[tuple[int, str, str | None, str | None]] = []  # level, text, number, title
        self._last: dict[str, tuple[int, ...]] = {}

    def take(self, placed: Placed, following: Sequence[Placed]) -> None:
        """Add a block: it opens a section or goes on with the open one."""
        block = placed.block
        mark = read_mark(block.text) if block.kind is not BlockKind.TABLE_ROW else None
        if block.kind is BlockKind.HEADING and (block.level or not mark or self._fits(mark)):
            self._begin(placed, mark)
        elif block.kind is BlockKind.HEADING and mark and _may_head(mark.rest):
            self._begin(placed, mark)
        elif mark and self._is_heading(placed, mark, following):
            self._begin(placed, mark)
        elif mark and self._is_numbered_paragraph(block, mark):
            self._begin_paragraph(placed, mark)
        else:
            self._collected.append(placed)

    def sections(self) -> tuple[Section, ...]:
        """All sections, an empty one without a heading left out."""
        self._close()
        return tuple(self._done)

    def _close(self) -> None:
        if self._open.heading or self._collected:
            self._done.append(replace(self._open, blocks=tuple(self._collected)))
        self._collected = []

    def _begin(self, placed: Placed, mark: _Mark | None) -> None:
        text = " ".join(placed.block.text.split())
        level = self._level(placed.block, mark)
        if mark:
            self._last[mark.series] = mark.parts
        title = " ".join(mark.rest.split()) if mark else text
        self._close()
        self._above = [entry for entry in self._above if entry[0] < level]
        number = mark.printed if mark else self._number_above()
        self._above.append((level, text, number, title or None))
        path = tuple(entry[1] for entry in self._above)
        self._open = Section(number, title or text, path, level, placed, ())

    def _begin_paragraph(self, placed: Placed, mark: _Mark) -> None:
        self._last[mark.series] = mark.parts
        self._close()
        level = len(mark.parts) + self._base()
        self._above = [entry for entry in self._above if entry[0] < level]
        above = self._above[-1] if self._above else None
        path = tuple(entry[1] for entry in self._above)
        self._open = Section(mark.printed, above[3] if above else None, path, level, None, ())
        self._collected = [placed]

    def _number_above(self) -> str | None:
        return next((entry[2] for entry in reversed(self._above) if entry[2]), None)

    def _base(self) -> int:
        """Levels that unnumbered headings take above the numbered ones (a title, a part)."""
        for level, _text, number, _title in self._above:
            if number:
                depth = number.removesuffix(".0").count(".") + 1
                return max(level - depth, 0)
        return self._above[-1][0] if self._above and self._above[-1][0] < 2 and self._last else 0

    def _level(self, block: Block, mark: _Mark | None) -> int:
        if block.level:
            return block.level
        if mark and mark.series:
            return 1
        if mark:
            return min(len(mark.parts) + self._base(), _DEEPEST)
        numbered = [level for level, _t, number, _title in self._above if number]
        return numbered[-1] + 1 if numbered and self._above else 1

    def _fits(self, mark: _Mark) -> bool:
        return counts_on(self._last.get(mark.series), mark.parts)

    def _is_heading(self, placed: Placed, mark: _Mark, following: Sequence[Placed]) -> bool:
        block = placed.block
        if not self._fits(mark) or not _may_head(mark.rest):
            return False
        if block.kind is BlockKind.LIST_ITEM and len(mark.parts) == 1:
            return mark.rest.upper() == mark.rest and not _goes_on(mark, following)
        return len(mark.parts) > 1 or not _goes_on(mark, following)

    def _is_numbered_paragraph(self, block: Block, mark: _Mark) -> bool:
        return (
            block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            and not mark.series
            and len(mark.parts) > 1
            and (mark.rest[:1].isupper() or mark.rest[:1] in "\"'“(")
            and self._fits(mark)
        )


def read_mark(text: str) -> _Mark | None:
    """The number at the head of a text; None when there is none, or a date or a quantity."""
    text = text.strip()
    if match := _NAMED.match(text):
        word = match["word"].casefold()
        parts = _parts(match["no"])
        series = "" if word in ("section", "clause") and match["no"][0].isdigit() else word
        printed = match["no"] if not series else f"{match['word'].capitalize()} {match['no']}"
        return _Mark(printed, series, parts, match["rest"]) if parts else None
    match = _NUMBERED.match(text)
    if match:
        if _UNIT.match(match["rest"]) or any(found.start == 0 for found in find_dates(text[:40])):
            return None
        return _Mark(match["no"], "", _parts(match["no"]), match["rest"])
    if match := _ROMAN.match(text):
        return _Mark(match["no"], "roman", _parts(match["no"]), match["rest"])
    match = _LETTERED.match(text)
    if match and (match["stop"] or "." in match["no"]):
        return _Mark(match["no"], "letter", _parts(match["no"]), match["rest"])
    return None


def counts_on(last: tuple[int, ...] | None, parts: tuple[int, ...]) -> bool:
    """Whether a number may follow `last`: its first part, its next, or the next of one above.

    Up to two numbers may be left out, since a heading can be missed. Without a last number any
    chapter may come first, or its first part: an excerpt starts at 8 or 8.1.
    """
    if last is None:
        return all(part <= 1 for part in parts[1:])
    if len(parts) > len(last):
        tail = parts[len(last) :]
        return parts[: len(last)] == last and all(part <= 2 for part in tail)
    keep = len(parts) - 1
    if parts[:keep] == last[:keep]:
        return 0 < parts[keep] - last[keep] <= 3
    first_below = all(part <= 1 for part in parts[1:])
    return keep > 0 and first_below and 0 < parts[0] - last[0] <= 2


def _may_head(rest: str) -> bool:
    """Whether words look like a heading: short, no full stop at the end, a capital first."""
    rest = rest.strip()
    words = rest.split()
    if not words or len(words) > 14 or len(rest) > 110 or "\n" in rest:
        return False
    if rest.endswith((".", ";", ",", "?", "!")) and not rest.endswith("etc."):
        return False
    if not (rest[0].isupper() or rest[0] in "\"'“[(" or rest[0].isdigit()):
        return False
    return bool(re.search(r"[^\W\d_]{2}", rest)) and not _LEADERS.search(rest)


def _goes_on(mark: _Mark, following: Sequence[Placed]) -> bool:
    """Whether the very next block is the next of the same series: then it is a list."""
    if not following:
        return False
    following_mark = read_mark(following[0].block.text)
    return (
        following_mark is not None
        and following[0].block.kind is not BlockKind.TABLE_ROW
        and following_mark.series == mark.series
        and following_mark.parts == (*mark.parts[:-1], mark.parts[-1] + 1)
    )


def _parts(number: str) -> tuple[int, ...]:
    if re.fullmatch(r"[IVX]{2,5}|[VX]", number):
        values = [_ROMAN_VALUES[letter] for letter in number]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return (sum(-value if value < after else value for value, after in pairs),)
    parts = [int(p) if p.isdecimal() else ord(p.upper()) - 64 for p in number.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _lines_apart(page: Page) -> Iterator[Placed]:
    """The blocks of a page; a numbered heading that opens a paragraph is set apart from it."""
    for block in page.blocks:
        first, _, rest = block.text.partition("\n")
        mark = read_mark(first) if rest and block.kind is BlockKind.PARAGRAPH else None
        if mark is None or not _may_head(mark.rest) or not _is_apart(mark, rest):
            yield Placed(page.number, block)
            continue
        start = block.start + len(block.text) - len(rest.lstrip())
        head = replace(block, text=first, end=block.start + len(first))
        yield Placed(page.number, head)
        body = page.text[start : block.end]
        yield Placed(page.number, replace(block, text=body, start=start))


def _is_apart(mark: _Mark, rest: str) -> bool:
    """Whether the next line starts anew, so that the first is no wrapped sentence."""
    after = rest.lstrip()
    return bool(after) and (after[0].isupper() or after[0].isdigit()) and len(mark.rest) < 70


def _without_contents(blocks: Sequence[Placed]) -> list[Placed]:
    """The blocks without tables of contents."""
    headings = {_plain(p.block.text) for p in blocks if p.block.kind is BlockKind.HEADING}
    kept: list[Placed] = []
    inside = False
    for index, placed in enumerate(blocks):
        text = placed.block.text
        if _CONTENTS.match(text) and index + 1 < len(blocks):
            inside = _is_entry(blocks[index + 1].block, headings)
            if inside:
                continue
        elif inside and not _is_entry(placed.block, headings):
            inside = False
        if not inside and not _all_leaders(placed.block):
            kept.append(placed)
    return kept


def _is_entry(block: Block, headings: set[str]) -> bool:
    """Whether a block below the word "Contents" is a part of the table."""
    if block.level or block.kind is BlockKind.HEADING:
        return False
    lines = [line for line in block.text.splitlines() if line.strip()]
    entries = [
        line
        for line in lines
        if _LEADERS.search(line) or _PAGE_AT_END.search(line) or _plain(line) in headings
    ]
    return bool(lines) and len(entries) * 2 > len(lines) and len(lines[0]) < 160


def _all_leaders(block: Block) -> bool:
    lines = [line for line in block.text.splitlines() if line.strip()]
    led = sum(bool(_LEADERS.search(line)) for line in lines)
    return block.kind is not BlockKind.TABLE_ROW and led > 0 and led * 2 > len(lines)


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()
