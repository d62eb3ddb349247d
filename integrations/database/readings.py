"""A reader's result as bytes and back: JSON, compressed.

Texts of blocks are not stored: they are slices of their page. Attachments are not stored
either: each is a document of its own.
"""

import json
import zlib

from assistant.model.documents import Block, BlockKind, Cell, Page, ReadDocument


def pack(reading: ReadDocument) -> bytes:
    """The reading as bytes, without its attachments."""
    content = {
        "pages": [_packed_page(page) for page in reading.pages],
        "media_type": reading.media_type,
        "properties": reading.properties,
        "header_fields": reading.header_fields,
        "warnings": reading.warnings,
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode("utf-8"), 3)


def unpack(content: bytes) -> ReadDocument:
    """The reading that `pack` was given, without its attachments."""
    of = json.loads(zlib.decompress(content))
    return ReadDocument(
        pages=tuple(_page(page) for page in of["pages"]),
        media_type=of["media_type"],
        properties=dict(of["properties"]),
        header_fields=tuple((label, value) for label, value in of["header_fields"]),
        warnings=tuple(of["warnings"]),
    )


def _packed_page(page: Page) -> list[object]:
    blocks = [_packed_block(block) for block in page.blocks]
    ocr = page.from_ocr if page.ocr_confidence is None else page.ocr_confidence
    return [page.number, page.text, blocks, page.name, page.furniture, ocr]


def _packed_block(block: Block) -> list[object]:
    cells = [[cell.header, cell.text] for cell in block.cells]
    return [
        block.kind.value,
        block.start,
        block.end,
        block.level,
        block.row,
        cells,
        block.table_header,
    ]


def _page(of: list[object]) -> Page:
    match of:
        case [
            int(number),
            str(text),
            list(blocks),
            str(name),
            list(furniture),
            bool() | float() as ocr,
        ]:
            return Page(
                number=number,
                text=text,
                blocks=tuple(_block(block, text) for block in blocks),
                name=name,
                furniture=tuple(furniture),
                from_ocr=ocr is not False,
                ocr_confidence=ocr if isinstance(ocr, float) else None,
            )
    raise ValueError("a stored page is not what was stored")


def _block(of: list[object], page: str) -> Block:
    match of:
        case [str(kind), int(start), int(end), level, row, list(cells), bool(header)]:
            return Block(
                kind=BlockKind(kind),
                text=page[start:end],
                start=start,
                end=end,
                level=level if isinstance(level, int) else None,
                row=row if isinstance(row, str) else None,
                cells=tuple(Cell(head, text) for head, text in cells),
                table_header=header,
            )
    raise ValueError("a stored block is not what was stored")
