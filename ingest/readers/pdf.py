"""PDF documents. The only importer of pypdf.

pypdf opens the structure: encryption, metadata, outline, and the text of pages that PDFium
cannot read. PDFium (`pdfium.py`) gives words with their places, fifteen times as fast.
"""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdf import PdfReader

from assistant.errors import (
    DocumentEncrypted,
    DocumentRefused,
    DocumentTooLarge,
    DocumentTruncated,
)
from assistant.model.documents import ReadDocument, SourceFile
from assistant.reading_ports import OcrEngine
from ingest.readers import media, pdfium
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import clean, one_line, reads_well
from ingest.readers.laid_pages import document_of
from ingest.readers.limits import Limits
from ingest.readers.lines import LineWriter
from ingest.readers.ocr.telling import ScanReport
from ingest.readers.pdf_blocks import outline_key
from ingest.readers.pdf_page import PdfPage
from ingest.readers.pdf_scans import with_scans
from ingest.readers.pdf_streams import check_streams

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it repairs is told by us

_MOST_TITLES = 3_000
_MOST_NAMED = 20  # pages that a warning names
_PROPERTIES = ("title", "author", "subject", "keywords", "creator", "producer")


def read(source: SourceFile, limits: Limits, ocr: OcrEngine | None = None) -> ReadDocument:
    """A page per page; those without a usable text layer are read by `ocr`, else have text "".

    Raises `DocumentEncrypted`, `DocumentTruncated` when nothing can be recovered,
    `DocumentTooLarge` for too many pages, `DocumentBomb` for a stream that never ends.
    """
    content = source.content
    check_streams(content, limits)
    structure = _structure(content)
    try:
        pages, attached, scans = _pdfium_pages(
            content, limits, ocr, layers_off=structure.layers_off
        )
    except DocumentEncrypted:
        raise
    except DocumentTooLarge:
        raise
    except DocumentRefused:
        if structure.reader is None:
            raise
        pages, attached, scans = [None] * structure.page_count, 0, ScanReport()
    if not pages:
        raise DocumentTruncated("no page of the PDF can be found")
    warnings = [
        *_damage(content, len(pages), structure),
        *_beside(pages, attached),
        *scans.warnings(),
    ]
    return document_of(
        pages,
        media.PDF,
        warnings,
        properties=structure.properties,
        outline=structure.outline,
        fall_back=lambda builder: _fall_back(builder, structure),
    )


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
    content: bytes, limits: Limits, ocr: OcrEngine | None, *, layers_off: bool
) -> tuple[list[PdfPage | None], int, ScanReport]:
    """The pages, how many files are attached, and what became of scanned pages."""
    with pdfium.opened(content) as document:
        if len(document) > limits.max_pages:
            raise DocumentTooLarge(f"{len(document):,} pages are more than {limits.max_pages:,}")
        document.layers_off = layers_off
        found = [document.page(index) for index in range(len(document))]
        pages, scans = with_scans(document, found, ocr)
        return pages, document.attachments, scans


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


def _fall_back(builder: PageBuilder, structure: _Structure) -> None:
    """The page as pypdf reads it, when that is better than nothing."""
    number = builder.number
    if structure.reader is None or number > structure.page_count:
        return
    try:
        text = clean(structure.reader.pages[number - 1].extract_text(extraction_mode="layout"))
    except Exception:  # a damaged page stays without text and is reported as such
        return
    if reads_well(text):
        LineWriter().write(builder, text)
