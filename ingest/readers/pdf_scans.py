"""Pages of a PDF without a usable text layer, read by OCR."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading_ports import OcrEngine
from ingest.readers.heartbeat import beat
from ingest.readers.hygiene import language_share, reads_well
from ingest.readers.ocr.reading import Scan, Unread, read_picture
from ingest.readers.ocr.telling import ScanReport
from ingest.readers.ocr.upright import is_blank
from ingest.readers.pdf_page import PdfPage
from ingest.readers.pdfium import PdfiumDocument

_GLANCE = 60  # dots an inch at which a blank page shows
_PICTURE = 0.5  # share of the page from which a picture may be the page itself
_FEW = 25  # words beside such a picture that may be a stamp or a running head
_MORE = 2.0  # times as many words as the text layer has that make the picture the page
_SPOKEN = 0.78  # likeness of a text layer's letters to a language's: docs/adr/0071
_SHARED = 0.3  # share of the text layer's words that the picture bears out, if it is the page's


def with_scans(
    document: PdfiumDocument, pages: Sequence[PdfPage | None], engine: OcrEngine | None
) -> tuple[list[PdfPage | None], ScanReport]:
    """The pages, those that needed it read by OCR, and what became of these."""
    report = ScanReport()
    return [_page(document, at, page, engine, report) for at, page in enumerate(pages)], report


def is_usable(page: PdfPage) -> bool:
    """Whether the page has words that are language."""
    return reads_well("".join(word.text for word in page.words))


def _page(
    document: PdfiumDocument,
    index: int,
    page: PdfPage | None,
    engine: OcrEngine | None,
    report: ScanReport,
) -> PdfPage | None:
    beat()
    if page is None:
        return None
    if is_usable(page):
        if page.confidence is None and _is_doubtful(page):
            return _arbitrated(document, index, page, engine, report)
        return page
    if engine is None:
        drawn = document.picture(index, _GLANCE)
        if drawn is None or not is_blank(drawn[0]):
            report.wanted.append(index + 1)
        return page
    scan = _scanned(document, index, engine)
    report.note(index + 1, scan)
    return page if scan.unread else _from(scan, page)


def _is_doubtful(page: PdfPage) -> bool:
    """Whether the text layer may not be what the page says: a stamp's, or ciphered letters."""
    if page.layer:
        return False
    if page.pictured >= _PICTURE and len(page.words) <= _FEW:
        return True
    return language_share([word.text for word in page.words]) < _SPOKEN


def _arbitrated(
    document: PdfiumDocument,
    index: int,
    page: PdfPage,
    engine: OcrEngine | None,
    report: ScanReport,
) -> PdfPage:
    """What the page looks like decides whether its text layer is believed."""
    if engine is None:
        report.doubted.append(index + 1)
        return page
    scan = _scanned(document, index, engine)
    if scan.unread:
        return page
    told = {_key(word.text) for word in page.words} - {""}
    seen = {_key(word.text) for word in scan.page.words}
    borne_out = len(told & seen) >= _SHARED * len(told)
    if borne_out and len(scan.page.words) < _MORE * len(page.words) + 5:
        return page
    report.note(index + 1, scan)
    return _from(scan, page)


def _scanned(document: PdfiumDocument, index: int, engine: OcrEngine) -> Scan:
    drawn = document.picture(index, engine.resolution)
    if drawn is None:
        return Scan(PdfPage(0, 0, ()), 0.0, Unread.FAILED)
    return read_picture(*drawn, engine)


def _from(scan: Scan, page: PdfPage) -> PdfPage:
    return replace(scan.page, confidence=scan.confidence, notes=page.notes, fields=page.fields)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
