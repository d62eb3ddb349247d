"""Blocks made ready for sectioning: headings set apart from text, tables of contents left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.model.documents import Block, BlockKind, Page
from ingest.numbers import LEADERS, Mark, may_head, read_mark

_LINE_OF_TEXT = 45  # characters from which a line is running text
_LONGEST_TITLE = 6  # words of a heading that only its looks tell
_PAGE_AT_END = re.compile(r"\s\d{1,4}\s*$")
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$|^inhalt|^sommaire|^índice", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:\b(?:and|or|of|for|the|to|in|with|a|an|by)|[&,/-])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the number of its page (from 1)."""

    page: int
    block: Block


def ready_blocks(pages: Sequence[Page]) -> list[Placed]:
    """The blocks of all pages in reading order, headings apart, without tables of contents."""
    declared = any(block.level for page in pages for block in page.blocks)
    apart = [
        placed
        for page in pages
        for placed in _headings_joined(page, list(_lines_apart(page, declared=declared)))
    ]
    return _without_contents(apart)


def _lines_apart(page: Page, *, declared: bool) -> Iterator[Placed]:
    """The blocks of a page; a heading that opens a paragraph is set apart from it.

    Where the format declares no headings (`declared`), a short line in title case above running
    text counts as one, numbered or not.
    """
    for index, block in enumerate(page.blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            yield Placed(page.number, block)
            continue
        first, _, rest = block.text.partition("\n")
        if rest and _heads(first, rest, declared=declared):
            start = block.start + len(block.text) - len(rest.lstrip())
            kind = block.kind if read_mark(first) else BlockKind.HEADING
            head = replace(block, kind=kind, text=first, end=block.start + len(first))
            yield Placed(page.number, head)
            yield Placed(
                page.number, replace(block, text=page.text[start : block.end], start=start)
            )
        elif not rest and not declared and _stands_over(block, page.blocks[index + 1 : index + 2]):
            yield Placed(page.number, replace(block, kind=BlockKind.HEADING))
        else:
            yield Placed(page.number, block)


def _headings_joined(page: Page, blocks: Sequence[Placed]) -> list[Placed]:
    """A heading that breaks off ("Counterfeit and") and the next line of it become one."""
    joined: list[Placed] = []
    for placed in blocks:
        block, before = placed.block, joined[-1].block if joined else None
        guessed = block.kind is BlockKind.HEADING and not block.level and not read_mark(block.text)
        open_end = (
            before is not None
            and before.kind is BlockKind.HEADING
            and not before.level
            and bool(_OPEN_END.search(before.text))
        )
        if before and guessed and open_end:
            text = page.text[before.start : block.end]
            joined[-1] = Placed(page.number, replace(before, text=text, end=block.end))
        else:
            joined.append(placed)
    return joined


def _heads(first: str, rest: str, *, declared: bool) -> bool:
    mark = read_mark(first)
    if mark:
        return may_head(mark.rest) and _is_apart(mark, rest)
    return not declared and _is_title_case(first) and len(rest.split("\n")[0]) > _LINE_OF_TEXT


def _stands_over(block: Block, following: Sequence[Block]) -> bool:
    """Whether a short line of its own stands right over a list or running text."""
    if not following or read_mark(block.text) or block.row or not _is_title_case(block.text):
        return False
    below = following[0]
    if below.kind is BlockKind.LIST_ITEM:
        return True
    return below.kind is BlockKind.PARAGRAPH and len(below.text) > 2 * _LINE_OF_TEXT


def _is_title_case(line: str) -> bool:
    """Whether a line is short and capitalised like a heading: "Receiving Area", "RECORDS"."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    plain = line.strip()
    return (
        0 < len(plain.split()) <= _LONGEST_TITLE
        and bool(words)
        and all(word[0].isupper() for word in words)
        and not re.search(r"[.,;:?!|]|\d{3}", plain)
    )


def _is_apart(mark: Mark, rest: str) -> bool:
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
        if LEADERS.search(line) or _PAGE_AT_END.search(line) or _plain(line) in headings
    ]
    return bool(lines) and len(entries) * 2 > len(lines) and len(lines[0]) < 160


def _all_leaders(block: Block) -> bool:
    lines = [line for line in block.text.splitlines() if line.strip()]
    led = sum(bool(LEADERS.search(line)) for line in lines)
    return block.kind is not BlockKind.TABLE_ROW and led > 0 and led * 2 > len(lines)


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()
