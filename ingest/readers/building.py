"""Pages put together block by block, so that every block's offsets are right by construction."""

import re
from collections.abc import Iterable, Sequence

from assistant.model.documents import Block, BlockKind, Cell, Page
from ingest.readers.hygiene import one_line, tidy

_WIDE = re.compile(r"\t|[ \t]{2,}")
_TIGHT = (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM, BlockKind.HEADER_FIELD)


class PageBuilder:
    """Collects the blocks of one page in reading order."""

    def __init__(self, number: int, name: str = "") -> None:
        self.number = number
        self.name = name
        self.furniture: list[str] = []
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been added yet."""
        return not self._blocks

    def heading(self, text: str, level: int | None = None, row: str | None = None) -> None:
        """A heading; `level` only when the format declares it."""
        self._add(BlockKind.HEADING, one_line(text), level=level, row=row)

    def paragraph(self, text: str, row: str | None = None) -> None:
        """A paragraph; line ends inside it are kept."""
        self._add(BlockKind.PARAGRAPH, _WIDE.sub(" ", tidy(text)), row=row)

    def item(self, text: str) -> None:
        """One item of a list."""
        self._add(BlockKind.LIST_ITEM, _WIDE.sub(" ", tidy(text)))

    def header_field(self, label: str, value: str) -> None:
        """A label and its value from the head of a document."""
        cells = (Cell("", one_line(label)), Cell(one_line(label), one_line(value)))
        text = f"{cells[0].text}: {cells[1].text}"
        self._add(BlockKind.HEADER_FIELD, text, cells=cells)

    def fields(self, text: str) -> None:
        """A line of the head of a document as it stands: "Doc No: QP-101   Rev: C"."""
        self._add(BlockKind.HEADER_FIELD, one_line(text))

    def row(
        self, cells: Iterable[Cell], *, row: str | None = None, table_header: bool = False
    ) -> None:
        """A table row: its cells joined with " | ", empty ones left out."""
        whole = (Cell(one_line(cell.header), one_line(cell.text)) for cell in cells)
        kept = tuple(cell for cell in whole if cell.text)
        self.clean_row(kept, row=row, table_header=table_header)

    def clean_row(
        self, cells: tuple[Cell, ...], *, row: str | None = None, table_header: bool = False
    ) -> None:
        """The same for cells already on one line each and none empty: logs have many rows."""
        text = " | ".join([cell.text for cell in cells])
        self._add(BlockKind.TABLE_ROW, text, row=row, cells=cells, table_header=table_header)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        row: str | None = None,
        cells: tuple[Cell, ...] = (),
        table_header: bool = False,
    ) -> None:
        if not text:
            return
        if self._blocks:
            tight = kind in _TIGHT and self._blocks[-1].kind is kind
            self._append("\n" if tight else "\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(Block(kind, text, start, self._length, level, row, cells, table_header))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def build(self, furniture: Sequence[str] = ()) -> Page:
        """The page; `furniture` is added to what the builder collected."""
        lines = (one_line(line) for line in [*self.furniture, *furniture])
        return Page(
            number=self.number,
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            name=self.name,
            furniture=tuple(dict.fromkeys(line for line in lines if line)),
        )
