"""Small hand-made documents for tests: pages from lines, identities and revisions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assistant.model.documents import (
    Block,
    BlockKind,
    Cell,
    Identity,
    Kind,
    Page,
    ReadDocument,
    Revision,
    Status,
)

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIL = "message/rfc822"


def heading(text: str, level: int | None = None) -> Block:
    return Block(BlockKind.HEADING, text, 0, len(text), level=level)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text, 0, len(text))


def item(text: str) -> Block:
    return Block(BlockKind.LIST_ITEM, text, 0, len(text))


def field_block(text: str) -> Block:
    return Block(BlockKind.HEADER_FIELD, text, 0, len(text))


def table(*rows: Sequence[str], sheet: str = "", first_row: int = 1) -> list[Block]:
    """Rows of a table, the first naming the columns; with `sheet`, rows of a log."""
    headers, blocks = list(rows[0]), []
    for index, row in enumerate(rows):
        text = " | ".join(row)
        cells = tuple(Cell(h, c) for h, c in zip(headers, row, strict=False) if c)
        blocks.append(
            Block(
                BlockKind.TABLE_ROW,
                text,
                0,
                len(text),
                row=f"{sheet}!{first_row + index}" if sheet else None,
                cells=cells if index else tuple(Cell("", c) for c in row),
                table_header=index == 0,
            )
        )
    return blocks


def page(*blocks: Block, number: int = 1, name: str = "", furniture: Sequence[str] = ()) -> Page:
    """A page whose text is its blocks, one a line, with offsets filled in."""
    placed, position = [], 0
    for block in blocks:
        placed.append(replace(block, start=position, end=position + len(block.text)))
        position += len(block.text) + 1
    text = "\n".join(block.text for block in blocks)
    return Page(number, text, tuple(placed), name=name, furniture=tuple(furniture))


def document(
    *blocks: Block,
    pages: Sequence[Page] = (),
    fields: dict[str, str] | None = None,
    furniture: Sequence[str] = (),
    properties: dict[str, str] | None = None,
    media_type: str = DOCX,
) -> ReadDocument:
    """A document of one page, or of the pages given."""
    return ReadDocument(
        pages=tuple(pages) or (page(*blocks, furniture=furniture),),
        media_type=media_type,
        properties=properties or {},
        header_fields=tuple((fields or {}).items()),
    )


def identity(
    number: str = "QP-1",
    label: str = "",
    *,
    title: str = "A procedure",
    kind: Kind = Kind.PROCEDURE,
    status: Status = Status.IN_FORCE,
    effective: date | None = None,
) -> Identity:
    return Identity(number, label, title, kind, status, effective_date=effective)


def revision(
    number: str = "QP-1",
    label: str = "",
    *,
    title: str = "A procedure",
    effective: date | None = None,
    status: Status = Status.IN_FORCE,
    kind: Kind = Kind.PROCEDURE,
    path: str = "",
    content: str = "",
) -> Revision:
    """A stored revision; path and content differ by default from any other label's."""
    path = path or f"{number}_{label}_{effective}.docx"
    content = content or path
    return Revision(
        id="d_" + sha256(f"{path}{content}".encode()).hexdigest()[:16],
        identity=identity(
            number, label, title=title, kind=kind, status=status, effective=effective
        ),
        path=path,
        content_hash=sha256(content.encode()).hexdigest(),
        pages=1,
        passages=1,
        records=0,
    )
