"""The sections of a document: headings declared by the format or told by their numbering."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model.documents import Block, BlockKind, Page
from ingest.blocks import Placed, ready_blocks
from ingest.numbers import Mark, counts_on, may_head, read_mark
from ingest.own_numbers import numbered_apart

_DEEPEST = 9
_LONGEST_SURE = 4  # words of a heading that a line below in small letters does not go on from
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.;]\s+\S")
_LABELLED = re.compile(r":\s+\S")


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


def find_sections(pages: Sequence[Page]) -> tuple[Section, ...]:
    """The sections in reading order; every block stands in exactly one, tables of contents in none.

    A heading is a block its format declares one, a numbered line that fits the running
    numbering and looks like a heading, or a block whose look made the reader call it one.
    A numbered paragraph below the first level ("6.2.1 The inspector checks …") opens a section
    that has its number and the title of the section above, also where several of them were run
    together into one block.
    """
    blocks = [piece for placed in ready_blocks(pages) for piece in numbered_apart(placed)]
    outline = _Outline()
    for before, placed, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        outline.take(placed, before, after)
    return outline.sections()


class _Outline:
    """The headings met so far and the sections under them."""

    def __init__(self) -> None:
        self._done: list[Section] = []
        self._open = Section(None, None, (), 0, None, ())
        self._collected: list[Placed] = []
        self._above: list[
            tuple[int, str, str | None, str | None]
        ] = []  # level, text, number, title
        self._last: dict[str, tuple[int, ...]] = {}

    def take(self, placed: Placed, before: Placed | None, after: Placed | None) -> None:
        """Add a block: it opens a section or goes on with the open one."""
        block = placed.block
        mark = read_mark(block.text) if block.kind is not BlockKind.TABLE_ROW else None
        if not (mark or block.level) and _LABELLED.search(block.text):
            self._collected.append(placed)  # "Released by: …" in bold is a field
        elif block.kind is BlockKind.HEADING and (block.level or not mark):
            self._begin(placed, mark)
        elif block.kind is BlockKind.HEADING and mark and not _listed(mark, before, after):
            if self._fits(mark) or may_head(mark.rest):
                self._begin(placed, mark)
            else:
                self._collected.append(placed)
        elif mark and self._is_heading(block, mark, before, after):
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

    def _begin(self, placed: Placed, mark: Mark | None) -> None:
        text = " ".join(placed.block.text.split())
        level = self._level(placed.block, mark)
        if mark:
            self._last[mark.series] = mark.parts
        title = " ".join(mark.rest.split()) if mark else text
        self._close()
        self._above = [entry for entry in self._above if entry[0] < level]
        number = mark.printed if mark else self._number_above()
        self._above.append((level, text, mark.printed if mark else None, title or None))
        path = tuple(entry[1] for entry in self._above)
        self._open = Section(number, title or text, path, level, placed, ())

    def _begin_paragraph(self, placed: Placed, mark: Mark) -> None:
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

    def _level(self, block: Block, mark: Mark | None) -> int:
        if block.level:
            return block.level
        if mark and mark.series:
            return 1
        if mark:
            return min(len(mark.parts) + self._base(), _DEEPEST)
        numbered = [level for level, _t, number, _title in self._above if number]
        return numbered[-1] + 1 if numbered and self._above else 1

    def _fits(self, mark: Mark) -> bool:
        return counts_on(self._last.get(mark.series), mark.parts)

    def _is_next(self, mark: Mark) -> bool:
        """Whether it is the first part of the section above or the very next to the last one."""
        last = self._last.get(mark.series, ())
        return mark.parts in ((*last, 1), (*last[:-1], (last or (0,))[-1] + 1))

    def _is_heading(
        self, block: Block, mark: Mark, before: Placed | None, after: Placed | None
    ) -> bool:
        if not self._fits(mark) or not may_head(mark.rest) or mark.rest.rstrip().endswith(":"):
            return False
        if _goes_on(mark, after) or _TWO_SENTENCES.search(mark.rest):
            return False
        if len(mark.parts) > 1:
            return True
        if _listed(mark, before, after):
            return False
        return block.kind is not BlockKind.LIST_ITEM or mark.rest.upper() == mark.rest

    def _is_numbered_paragraph(self, block: Block, mark: Mark) -> bool:
        return (
            block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            and not mark.series
            and len(mark.parts) > 1
            and self._fits(mark)
            and (mark.rest[:1].isupper() or mark.rest[:1] in "\"'“(" or self._is_next(mark))
        )


def _goes_on(mark: Mark, after: Placed | None) -> bool:
    """Whether a long line is only the first of a sentence that the margin broke."""
    if after is None or len(mark.rest.split()) <= _LONGEST_SURE:
        return False
    below = after.block
    return below.kind is BlockKind.PARAGRAPH and below.text[:1].islower()


def _listed(mark: Mark, before: Placed | None, after: Placed | None) -> bool:
    """Whether a number of one part stands in a list: its neighbours count on."""
    if len(mark.parts) > 1:
        return False
    return _in_list(mark, before, -1) or _in_list(mark, after, 1)


def _in_list(mark: Mark, neighbour: Placed | None, step: int) -> bool:
    """Whether the very next (or last) block carries the next (or last) number: then it is a list.

    A section without any text of its own is followed by its first part, not by its sibling.
    """
    if neighbour is None or neighbour.block.kind is BlockKind.TABLE_ROW:
        return False
    other = read_mark(neighbour.block.text)
    return (
        other is not None
        and other.series == mark.series
        and other.parts == (*mark.parts[:-1], mark.parts[-1] + step)
    )
