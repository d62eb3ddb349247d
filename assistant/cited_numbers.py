"""Every clause number that a document cites, with the place and the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.model.clauses import ClauseNumber, InvalidClauseNumber
from assistant.model.documents import Block, BlockKind, Page, ReadDocument
from assistant.references import (
    ClauseReference,
    bare_references,
    clause_references,
    standards_named,
)
from assistant.sentences import sentences

LONGEST_QUOTE = 260
"""Characters; a longer sentence is quoted around the number."""

_WINDOW = 110  # characters each side whose words are taken to be about the number
_NEAREST = 26  # characters each side that may say whose number it is
_HEADING = re.compile(
    r"^\s*(?:§\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<title>\D.*)$", re.S
)
_CLAUSE_COLUMN = re.compile(
    r"\b(?:clauses?|cl\.|para(?:graph)?s?\.?|requirements?|req\.?|element|standard)\b", re.I
)
_LOOSE_COLUMN = re.compile(r"\b(?:ref(?:erence)?s?|std|norm|basis)\b", re.I)
_FIRST_NUMBER = re.compile(r"^\W{0,3}(?P<number>[1-9]\d?(?:\.[1-9]\d?){0,4})(?!\w)(?!\.\d)")
_NUMBERS_ONLY = re.compile(r"[\d.,;/&\s\-–()a-z]*\d[\d.,;/&\s\-–()a-z]*")


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A clause number as it stands in a document.

    `kind`: `text`, `heading` (cited in one), `section` (a section numbered so), `table` (under a
    column of clauses) or `header` (running head or header block). `start` is its place in the
    text of `page` (from 1); None in a header. `quote` stands verbatim on the page or in the
    header. `beside` are the words taken to be about it, `nearest` the few right before and after it
    that may name the edition. `bare`: nothing calls it a clause.
    """

    number: ClauseNumber
    kind: str
    page: int
    start: int | None
    quote: str
    beside: str
    nearest: str
    standard: str = ""
    explicit: bool = True
    bare: bool = False


def cited_numbers(reading: ReadDocument) -> list[CitedNumber]:
    """Header first, then in reading order. A range gives each number it spans."""
    found = list(_in_headers(reading))
    for page in reading.pages:
        for block in page.blocks or (_whole(page),):
            found += _in_block(page, block)
    return found


def section_numbers(reading: ReadDocument) -> frozenset[ClauseNumber]:
    """The numbers that the document's own sections carry."""
    titles = (_titled(block) for page in reading.pages for block in page.blocks)
    return frozenset(titled[0] for titled in titles if titled)


def _whole(page: Page) -> Block:
    return Block(BlockKind.PARAGRAPH, page.text, 0, len(page.text))


def _in_headers(reading: ReadDocument) -> Iterator[CitedNumber]:
    shown = " ".join(" ".join(page.text.split()) for page in reading.pages)
    lines = [
        f"{label}: {value}"
        for label, value in reading.header_fields
        if " ".join(value.split()) not in shown  # else it is met in the text
    ]
    pages = [1] * len(lines)
    for page in reading.pages:
        lines += page.furniture
        pages += [page.number] * len(page.furniture)
    seen: set[tuple[ClauseNumber, str]] = set()
    for line, number in zip(lines, pages, strict=True):
        for one in clause_references(line):
            if (one.number, one.standard) not in seen:
                seen.add((one.number, one.standard))
                yield replace(_cited(one, line, "header", number, None), quote=_one_line(line))


def _in_block(page: Page, block: Block) -> Iterator[CitedNumber]:
    if block.kind is BlockKind.TABLE_ROW:
        yield from _in_columns(page, block)
    kind = "heading" if block.kind is BlockKind.HEADING else "text"
    titled = _titled(block)
    if titled:
        number, title = titled
        yield CitedNumber(
            number, "section", page.number, block.start, _one_line(block.text), title, "",
            explicit=False,
        )  # fmt: skip
    for one in clause_references(block.text):
        if not (titled and one.number == titled[0] and not one.standard):
            yield _cited(one, block.text, kind, page.number, block.start)
    for one in bare_references(block.text):
        if not (titled and one.number == titled[0]) and not _in_a_cell(block, one):
            cited = _cited(one, block.text, kind, page.number, block.start)
            yield replace(cited, bare=not one.standard)


def _titled(block: Block) -> tuple[ClauseNumber, str] | None:
    """The number and the title of a numbered heading."""
    if block.kind is not BlockKind.HEADING:
        return None
    match = _HEADING.match(block.text)
    number = _parse(match["number"]) if match else None
    return (number, match["title"]) if match and number else None


def _in_columns(page: Page, block: Block) -> Iterator[CitedNumber]:
    """Numbers under a column of clauses: `7.4.1`, or `7.4.1 Purchasing process`."""
    if block.table_header:
        return
    for cell in block.cells:
        named = next(iter(standards_named(cell.header)), "")
        strong = bool(named or _CLAUSE_COLUMN.search(cell.header))
        if not (
            strong or (_LOOSE_COLUMN.search(cell.header) and _NUMBERS_ONLY.fullmatch(cell.text))
        ):
            continue
        if named and clause_references(f"{cell.text}") and not _FIRST_NUMBER.match(cell.text):
            continue
        for number in _of_cell(cell.text):
            at = block.start + max(0, block.text.find(cell.text))
            beside = cell.text if re.search(r"[a-z]{4}", cell.text, re.I) else block.text
            yield CitedNumber(
                number,
                "table",
                page.number,
                at,
                _shortened(block.text, 0),
                beside,
                cell.header,
                named,
                explicit=strong,
            )


def _of_cell(text: str) -> list[ClauseNumber]:
    if _NUMBERS_ONLY.fullmatch(text.strip()):
        return [one.number for one in clause_references(f"clause {text.strip()}")]
    match = _FIRST_NUMBER.match(text)
    number = _parse(match["number"]) if match else None
    return [number] if number else []


def _in_a_cell(block: Block, one: ClauseReference) -> bool:
    """Whether the number was already looked at, or left alone, as the content of a cell."""
    return block.kind is BlockKind.TABLE_ROW and not one.standard


def _cited(
    one: ClauseReference, text: str, kind: str, page: int, offset: int | None
) -> CitedNumber:
    start, end = _sentence(text, one.start)
    sentence = text[start:end]
    return CitedNumber(
        number=one.number,
        kind=kind,
        page=page,
        start=None if offset is None else offset + one.start,
        quote=_shortened(sentence, one.start - start),
        beside=_beside(sentence, one.start - start, one.end - start),
        nearest=f"{text[max(start, one.start - _NEAREST) : one.start]} … "
        f"{text[one.end : min(end, one.end + _NEAREST)]}",
        standard=one.standard,
        explicit=one.explicit,
    )


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next(
        ((start, end) for start, end in sentences(text) if start <= at < end), (0, len(text))
    )


def _beside(sentence: str, start: int, end: int) -> str:
    """The words up to the next cited number on either side."""
    others = [one for one in clause_references(sentence) if not start <= one.start < end]
    ends = [one.end for one in others if one.end <= start]
    starts = [one.start for one in others if one.start >= end]
    left = max([*ends, start - _WINDOW, 0])
    right = min([*starts, end + _WINDOW, len(sentence)])
    return f"{sentence[left:start]} {sentence[end:right]}"


def _one_line(text: str) -> str:
    return _shortened(text, 0)


def _shortened(text: str, at: int) -> str:
    """On one line, at most `LONGEST_QUOTE` characters, the number at `at` among them; verbatim."""
    before, after = " ".join(text[:at].split()), " ".join(text[at:].split())
    joined = " ".join(text.split())
    if len(joined) <= LONGEST_QUOTE:
        return joined
    head = before[-LONGEST_QUOTE // 2 :]
    if len(head) < len(before):
        head = head.split(" ", 1)[-1]
    glue = " " if before and text[at - 1 : at].isspace() else ""
    whole = f"{head}{glue}{after}"
    return whole if len(whole) <= LONGEST_QUOTE else whole[:LONGEST_QUOTE].rsplit(" ", 1)[0]


def _parse(text: str) -> ClauseNumber | None:
    try:
        return ClauseNumber.parse(text)
    except InvalidClauseNumber:
        return None
