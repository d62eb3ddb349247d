"""Labels and their values outside tables: `Order: PO-0210`, `| Holder | … |`, numbered blocks."""

import re
from dataclasses import dataclass

from assistant.model.documents import Block, BlockKind

_LONGEST_LABEL = 60
_BLOCK_NUMBER = re.compile(
    r"^(?:block\s+)?\d{1,2}\s?[a-f]?\s*[.):-]?\s+(?=[^\W\d_])", re.IGNORECASE
)
_PAIR = re.compile(
    r"(?:^|(?<=\s{2})|(?<=[;|\t]))\s*(?P<label>(?:\d{1,2}[a-f]?[.)]?\s+)?[^\W\d_][^:;|\t\n]{1,58}?)"
    r"\s?:(?!//)[ \t]*(?P<value>[^\n|\t]*?)"
    r"(?=\s{2,}\S|\t|\s\|\s|\n|$|\s(?:\d{1,2}[a-f]?[.)]?\s)?[A-ZÄÖÜ][\w'/ ()-]{1,30}:\s)",
    re.MULTILINE,
)
_GENERIC = frozenset({"field", "item", "label", "value", "details", "entry", "information", "data"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label, its value as written and where the value's line stands."""

    label: str
    value: str
    page: int
    start: int


def labels_of(block: Block, page: int) -> list[Label]:
    """The labels of a block that is no row of a table with headings."""
    if block.kind is BlockKind.TABLE_ROW:
        return _of_cells(block, page)
    if block.kind is BlockKind.HEADER_FIELD and len(block.cells) == 2:
        return [_label(block.cells[0].text, block.cells[1].text, page, block.start)]
    if block.kind in (BlockKind.HEADER_FIELD, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return _of_text(block.text, page, block.start)
    return []


def pairs_of_two_columns(cells: tuple[str, ...], page: int, start: int) -> list[Label]:
    """A row of two cells as a label and its value; nothing for other rows."""
    if len(cells) != 2 or not all(cells) or len(cells[0]) > _LONGEST_LABEL:
        return []
    if {cells[0].casefold(), cells[1].casefold()} <= _GENERIC:
        return []
    return [_label(cells[0], cells[1], page, start)]


def without_number(label: str) -> str:
    """A label without the number of its block: `3. Form tracking number`."""
    return _BLOCK_NUMBER.sub("", label)


def _of_cells(block: Block, page: int) -> list[Label]:
    texts = [cell.text for cell in block.cells]
    if block.cells and len(texts) > 1 and all(cell.header for cell in block.cells[1:]):
        return [_label(texts[0], " ".join(texts[1:]), page, block.start)]
    found = [one for text in texts for one in _of_text(text, page, block.start) if one.value]
    if found and len(found) >= len(texts) / 2:
        return found
    if len(texts) in (2, 4, 6):
        pairs = zip(texts[::2], texts[1::2], strict=True)
        return [
            _label(label, value, page, block.start)
            for label, value in pairs
            if len(label) <= _LONGEST_LABEL
        ]
    return found


def _of_text(text: str, page: int, start: int) -> list[Label]:
    if ":" not in text:
        return []
    return [
        _label(match["label"], match["value"], page, start + match.start("label"))
        for match in _PAIR.finditer(text)
    ]


def _label(label: str, value: str, page: int, start: int) -> Label:
    return Label(without_number(label.strip().rstrip(": ")), value.strip(), page, start)
