"""PDF documents. The only importer of pypdf.

pypdf opens the structure: encryption, metadata, outline, and the text of pages that PDFium
cannot read. PDFium (`pdfium.py`) gives words with their places, fifteen times as fast.
"""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from pypdf import PdfReader

from assistant.errors import (
    DocumentEncrypted,
    DocumentRefused,
    DocumentTooLarge,
    DocumentTruncated,
)
from assistant.model.documents import Page, ReadDocument, SourceFile
from ingest.readers import furniture, media, pdfium
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import clean, letters_share, one_line, unreadable_share, unseen_in
from ingest.readers.labels import Pair, distinct, is_label, pairs_in_grid, pairs_in_line
from ingest.readers.limits import Limits
from ingest.readers.lines import LineWriter
from ingest.readers.pdf_blocks import PdfWriter, outline_key
from ingest.readers.pdf_page import PdfPage, Row
from ingest.readers.pdf_rows import rows_of
from ingest.readers.pdf_streams import check_streams

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it repairs is told by us

_HEAD_ROWS = 30  # rows of the first page in which a header block may stand
_RUNNING = 50  # characters from which a line is one of running text
_MOST_TITLES = 3_000
_MOST_NAMED = 20  # pages that a warning names
_PROPERTIES = ("title", "author", "subject", "keywords", "creator", "producer")


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """A page per page; those without a usable text layer have text "".

    Raises `DocumentEncrypted`, `DocumentTruncated` when nothing can be recovered,
    `DocumentTooLarge` for too many pages, `DocumentBomb` for a stream that never ends.
    """
    content = source.content
    check_streams(content, limits)
    structure = _structure(content)
    try:
        pages, attached = _pdfium_pages(content, limits, layers_off=structure.layers_off)
    except DocumentEncrypted:
        raise
    except DocumentTooLarge:
        raise
    except DocumentRefused:
        if structure.reader is None:
            raise
        pages, attached = [None] * structure.page_count, 0
    if not pages:
        raise DocumentTruncated("no page of the PDF can be found")
    warnings = [*_damage(content, len(pages), structure), *_beside(pages, attached)]
    return _document(pages, structure, warnings)


@dataclass(slots=True)
class _Structure:
    """What pypdf knows of the document; `reader` is None when it could not open it."""

    reader: PdfReader | None = None
    page_count: int = 0
    properties: dict[str, str] = field(default_factory=dict)
    outline: dict[str, int] = field(default_factory=dict)
    layers_off: bool = False


def _structure(content: bytes) -> _Structure:
    start = max(content.find(b"%PDF-"), 0)
    try:
        reader = PdfReader(io.BytesIO(content[start:]))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentEncrypted("the PDF asks for a password")
        count = len(reader.pages)
    except DocumentRefused:
        raise
    except Exception:  # pypdf raises many types on damaged files; PDFium may still read them
        return _Structure()
    return _Structure(
        reader, count, _properties(reader), _outline(reader), layers_off=_has_layers_off(reader)
    )


def _properties(reader: PdfReader) -> dict[str, str]:
    try:
        meta = reader.metadata
        found = {name: one_line(str(getattr(meta, name, None) or "")) for name in _PROPERTIES}
        for name, key in (("creation_date", "created"), ("modification_date", "modified")):
            moment = getattr(meta, name, None)
            found[key] = moment.isoformat(" ") if moment else ""
    except Exception:  # malformed dates and names
        return {}
    return {name: text for name, text in found.items() if text}


def _has_layers_off(reader: PdfReader) -> bool:
    """Whether some layer is switched off, or may be: doubt costs no more than a closer look."""
    try:
        root = reader.trailer["/Root"].get_object()
        if "/OCProperties" not in root:
            return False
        shown = root["/OCProperties"].get_object().get("/D", {}).get_object()
        return bool(shown.get("/OFF")) or shown.get("/BaseState", "/ON") != "/ON"
    except Exception:  # pypdf raises many types on damaged files
        return True


def _outline(reader: PdfReader) -> dict[str, int]:
    """Titles of the outline with their depth from 1."""
    found: dict[str, int] = {}
    try:
        for title, level in _titles(reader.outline, 1):
            found.setdefault(outline_key(title), level)
            if len(found) >= _MOST_TITLES:
                break
    except Exception:  # an outline may point anywhere
        return {}
    found.pop("", None)
    return found


def _titles(entries: Sequence[object], level: int) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(entry, level + 1)
        else:
            yield one_line(str(getattr(entry, "title", "") or "")), level


def _pdfium_pages(
    content: bytes, limits: Limits, *, layers_off: bool
) -> tuple[list[PdfPage | None], int]:
    """The pages, and how many files are attached."""
    with pdfium.opened(content) as document:
        if len(document) > limits.max_pages:
            raise DocumentTooLarge(f"{len(document):,} pages are more than {limits.max_pages:,}")
        document.layers_off = layers_off
        return [document.page(index) for index in range(len(document))], document.attachments


def _beside(pages: Sequence[PdfPage | None], attached: int) -> Iterator[str]:
    """What the file holds beside its pages' text and is not read."""
    notes = [(number, page.notes) for number, page in enumerate(pages, 1) if page and page.notes]
    fields = [(number, page.fields) for number, page in enumerate(pages, 1) if page and page.fields]
    for found, what in ((notes, "notes laid on the page"), (fields, "filled form fields")):
        if found:
            count = sum(number for _, number in found)
            where = ", ".join(str(page) for page, _ in found[:_MOST_NAMED])
            yield f"{what} were not read: {count}, on page {where}"
    if attached:
        yield f"files attached to the PDF were not read: {attached}; ingest them on their own"


def _damage(content: bytes, pages: int, structure: _Structure) -> list[str]:
    """What shows that the file is not whole."""
    found: list[str] = []
    if b"%%EOF" not in content[-2048:]:
        found.append(f"the file breaks off before its end; {pages} pages could be recovered")
    elif structure.reader is None:
        found.append("the structure of the file is damaged; its pages were recovered")
    if structure.page_count > pages:
        found.append(f"{structure.page_count - pages} of {structure.page_count} pages were lost")
    return found


def _document(
    pages: Sequence[PdfPage | None], structure: _Structure, warnings: list[str]
) -> ReadDocument:
    laid = [(page, rows_of(page)) if page and _is_usable(page) else None for page in pages]
    parts = furniture.split([pair for pair in laid if pair])
    writer = PdfWriter(_body_size([row for rows, _ in parts for row in rows]), structure.outline)
    pairs: list[Pair] = []
    built: list[Page] = []
    split = iter(parts)
    for number, (page, pair) in enumerate(zip(pages, laid, strict=True), start=1):
        builder = PageBuilder(number)
        if page is not None and pair is not None:
            rows, edges = next(split)
            writer.write(builder, rows, page.rules)
            builder.furniture += [*(_furniture_line(row) for row in edges), page.aside]
            pairs += _pairs(rows[:_HEAD_ROWS] if number == 1 else [], edges if number < 3 else [])
        else:
            _fall_back(builder, structure, number)
        built.append(replace(builder.build(), from_ocr=page is not None and page.layer))
    warnings += _unread(pages, built)
    words = (word.text for page in pages if page is not None for word in page.words)
    warnings += unseen_in(" ".join(words))
    if any(page is not None and page.hidden for page in pages):
        warnings.append("hidden text was left out")
    return ReadDocument(
        pages=tuple(built),
        media_type=media.PDF,
        properties=structure.properties,
        header_fields=distinct(pairs),
        warnings=tuple(warnings),
    )


def _body_size(rows: Sequence[Row]) -> float:
    """Height of a line of running text; of any text where there are few such lines."""
    running = [row for row in rows if len(row.segments) == 1 and len(row.text) >= _RUNNING]
    if 5 * sum(len(row.text) for row in running) < sum(len(row.text) for row in rows):
        running = list(rows)
    sizes = [row.size for row in running for _ in range(len(row.text) // 20 + 1)]
    return median(sizes) if sizes else 10.0


def _is_usable(page: PdfPage) -> bool:
    return _reads_well("".join(word.text for word in page.words))


def _reads_well(text: str) -> bool:
    """Whether a text layer is language: little of it unmapped, most of it letters or digits."""
    return bool(text) and unreadable_share(text) < 0.25 and letters_share(text) > 0.3


def _fall_back(builder: PageBuilder, structure: _Structure, number: int) -> None:
    """The page as pypdf reads it, when that is better than nothing."""
    if structure.reader is None or number > structure.page_count:
        return
    try:
        text = clean(structure.reader.pages[number - 1].extract_text(extraction_mode="layout"))
    except Exception:  # a damaged page stays without text and is reported as such
        return
    if _reads_well(text):
        LineWriter().write(builder, text)


def _unread(pages: Sequence[PdfPage | None], built: Sequence[Page]) -> Iterator[str]:
    lost = [
        str(page.number)
        for found, page in zip(pages, built, strict=True)
        if found is None and not page.has_text
    ]
    if lost:
        yield f"damaged pages that could not be read: {', '.join(lost)}"
    garbled = [
        str(page.number)
        for found, page in zip(pages, built, strict=True)
        if found is not None and found.words and not page.has_text and not page.furniture
    ]
    if garbled:
        yield f"pages whose text layer is not readable: {', '.join(garbled)}"


def _furniture_line(row: Row) -> str:
    return " | ".join(segment.text for segment in row.segments)


def _pairs(head: Sequence[Row], edges: Sequence[Row]) -> list[Pair]:
    found: list[Pair] = []
    for rows in (edges, head):
        found += pairs_in_grid([[segment.text for segment in row.segments] for row in rows])
        for row in rows:
            found += pairs_in_line(row.text) if len(row.segments) == 1 else []
    return [pair for pair in found if is_label(pair[0])]
