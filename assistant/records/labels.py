"""Labels and their values outside tables: `Order: PO-0210`, `| Holder | … |`, numbered blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.model.documents import Block, BlockKind
from assistant.records.matching import is_heading

_LONGEST_LABEL = 60
_LONGEST_VALUE = 300
_MOST_WORDS = 7  # of a label
_NUMBER = r"\d{1,2}\s?[a-f]?\s*[.):-]?"
_BLOCK_NUMBER = re.compile(rf"^(?:block\s+)?{_NUMBER}\s+(?=[^\W\d_])", re.IGNORECASE)
_TRAILING_NUMBER = re.compile(rf"\s+{_NUMBER}$")
_MOST_PIECES = 8
_CODE = re.compile(r"(?=\S*\d)[\w./-]+(?:\s[\w./-]*\d[\w./-]*)?")
_HELD = re.compile(r"\s*held on (?P<day>[^.;,]{6,30}(?:,\s\d{4})?)", re.IGNORECASE)
"""The first words of minutes, which need no colon."""
_COLON = re.compile(r"\s?:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, its value as written and where its line stands. `sheet` is "" in a document."""

    label: str
    value: str
    page: int
    start: int
    sheet: str = ""


def labels_of(block: Block, page: int, sheet: str = "") -> list[Label]:
    """The labels of a block that is no row of a table with headings, those without value too."""
    if block.kind is BlockKind.TABLE_ROW:
        pairs = _of_cells(block)
    elif block.kind is BlockKind.HEADER_FIELD and len(block.cells) == 2:
        pairs = [(block.cells[0].text, block.cells[1].text, 0)]
    elif block.kind in (BlockKind.HEADER_FIELD, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        pairs = list(_of_text(block.text))
    else:
        pairs = []
    return [
        Label(without_number(label), value.strip(), page, block.start + at, sheet)
        for label, value, at in pairs
        if len(value) <= _LONGEST_VALUE
    ]


def without_number(label: str) -> str:
    """A label without its colon and the number of its block: `3. Form tracking number:`."""
    return _BLOCK_NUMBER.sub("", label.strip().rstrip(": "))


_Pair = tuple[str, str, int]  # label, value, offset of its line


def _of_cells(block: Block) -> list[_Pair]:
    texts = [cell.text for cell in block.cells]
    if sum(is_heading(without_number(text)) for text in texts) >= max(2, 0.8 * len(texts)):
        return []  # the names of columns with nothing under them
    if len(texts) > 1 and all(cell.header for cell in block.cells[1:]):
        return [(texts[0], " ".join(texts[1:]), 0)]
    inside = [pair for text in texts for pair in (*_of_text(text), *_numbered(text)) if pair[1]]
    if len(inside) >= len(texts) / 2:
        return [(label, value, 0) for label, value, _ in inside]
    if len(texts) in (2, 4, 6):
        pairs = zip(texts[::2], texts[1::2], strict=True)
        return [(label, value, 0) for label, value in pairs if len(label) <= _LONGEST_LABEL]
    return [(label, value, 0) for label, value, _ in inside]


def _numbered(text: str) -> Iterator[_Pair]:
    """A block such as `3. Form Tracking Number PF-07`: its number, its name, what it holds."""
    words = without_number(text).split()
    if _COLON.search(text) or not _BLOCK_NUMBER.match(text) or is_heading(" ".join(words)):
        return
    for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if is_heading(" ".join(words[:length])):
            yield " ".join(words[:length]), " ".join(words[length:]), 0
            return


def _of_text(text: str) -> Iterator[_Pair]:
    at = 0
    waiting = ""  # a label at the end of the line before
    for line in text.split("\n"):
        pairs = list(_of_line(line))
        if held := _HELD.match(line):
            pairs = [("Held on", held["day"]), *pairs]
        if waiting and not pairs and line.strip():
            yield waiting, line, at
        waiting = ""
        for label, value in pairs:
            if value or pairs[-1][0] != label:
                yield label, value, at
            else:
                waiting = label
        if waiting and line is text.rpartition("\n")[2]:
            yield waiting, "", at
        at += len(line) + 1


def _of_line(line: str) -> Iterator[tuple[str, str]]:
    """Every `label: value` of a line; where one value ends and the next label begins, the words
    known as labels tell."""
    pieces = _COLON.split(line)
    if len(pieces) < 2 or len(pieces[0]) > _LONGEST_LABEL:
        return
    label = pieces[0]
    for piece in pieces[1:-1]:
        value, following = _cut(piece)
        yield label, value
        label = following
    yield label, pieces[-1].strip()


def _cut(piece: str) -> tuple[str, str]:
    """A value and the label after it: the longest ending of `piece` that is a known label."""
    words = piece.split()
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        if is_heading(" ".join(words[-length:])):
            value = " ".join(words[: len(words) - length])
            return _TRAILING_NUMBER.sub("", value), " ".join(words[-length:])
    return " ".join(words[:-1]), " ".join(words[-1:])


def labels_inside(label: Label) -> list[Label]:
    """Labels without a colon in a value: `Caliper, serial 88-21, asset number G-4`."""
    found = []
    for piece in re.split(r"[,;]\s+", label.value)[:_MOST_PIECES]:
        words = piece.split()
        for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            rest = " ".join(words[length:])
            if is_heading(" ".join(words[:length])) and _CODE.fullmatch(rest):
                found.append(replace(label, label=" ".join(words[:length]), value=rest))
                break
    return found
