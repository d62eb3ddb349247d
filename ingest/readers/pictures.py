"""Pictures as documents: scans or photographs of pages, a page for each picture of the file."""

from dataclasses import replace

from assistant.model.documents import ReadDocument, SourceFile
from assistant.reading_ports import OcrEngine
from ingest.readers.heartbeat import beat
from ingest.readers.laid_pages import document_of
from ingest.readers.limits import Limits
from ingest.readers.ocr.pixels import frames
from ingest.readers.ocr.reading import Scan, Unread, read_picture
from ingest.readers.ocr.telling import ScanReport
from ingest.readers.pdf_page import PdfPage

_FEWEST = 4  # words of a page; fewer are the lettering of a logo or a sign


def read(
    source: SourceFile, limits: Limits, media_type: str, ocr: OcrEngine | None
) -> ReadDocument:
    """A page per picture; without an engine, or where it reads nothing, they have text "".

    Raises `DocumentTruncated`, `DocumentBomb`, `DocumentTooLarge`.
    """
    report = ScanReport()
    pages: list[PdfPage] = []
    for number, frame in enumerate(frames(source.content, most=limits.max_pages), start=1):
        beat()
        height, width = frame.shades.shape
        if ocr is None:
            report.wanted.append(number)
            pages.append(PdfPage(width * 72 / frame.dpi, height * 72 / frame.dpi, ()))
            continue
        scan = read_picture(frame.shades, frame.dpi, ocr)
        if scan.unread is None and len(scan.page.words) < _FEWEST:
            scan = Scan(PdfPage(scan.page.width, scan.page.height, ()), 0.0, Unread.WORDLESS)
        report.note(number, scan)
        pages.append(_kept(scan))
    return document_of(pages, media_type, tuple(report.warnings()))


def _kept(scan: Scan) -> PdfPage:
    return replace(scan.page, confidence=scan.confidence)
