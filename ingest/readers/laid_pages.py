"""A document from pages that are places on paper, be they printed, scanned or photographed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from assistant.model.documents import Page, ReadDocument
from ingest.readers import furniture
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import unseen_in
from ingest.readers.labels import Pair, distinct, is_label, pairs_in_grid, pairs_in_line
from ingest.readers.pdf_blocks import PdfWriter
from ingest.readers.pdf_page import PdfPage, Row
from ingest.readers.pdf_rows import rows_of
from ingest.readers.pdf_scans import is_usable

_HEAD_ROWS = 30  # rows of the first page in which a header block may stand
_RUNNING = 50  # characters from which a line is one of running text


def document_of(
    pages: Sequence[PdfPage | None],
    media_type: str,
    warnings: Sequence[str],
    *,
    properties: Mapping[str, str] | None = None,
    outline: Mapping[str, int] | None = None,
    fall_back: Callable[[PageBuilder], object] = lambda builder: None,
) -> ReadDocument:
    """The document that the pages make; None stands for a page that could not be loaded.

    `outline` gives levels to the headings it names. `fall_back` is asked for the text of pages
    without usable words, and may add none.
    """
    laid = [(page, rows_of(page)) if page and is_usable(page) else None for page in pages]
    parts = furniture.split([pair for pair in laid if pair])
    writer = PdfWriter(_body_size([row for rows, _ in parts for row in rows]), outline or {})
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
            fall_back(builder)
        built.append(_marked(builder.build(), page))
    words = (word.text for page in pages if page is not None for word in page.words)
    told = [*warnings, *_unread(pages, built), *unseen_in(" ".join(words))]
    if any(page is not None and page.hidden for page in pages):
        told.append("hidden text was left out")
    return ReadDocument(
        pages=tuple(built),
        media_type=media_type,
        properties=dict(properties or {}),
        header_fields=distinct(pairs),
        warnings=tuple(told),
    )


def _marked(built: Page, page: PdfPage | None) -> Page:
    """The page with word of the OCR that its text is from."""
    if page is None or not page.layer:
        return built
    return replace(built, from_ocr=True, ocr_confidence=page.confidence)


def _body_size(rows: Sequence[Row]) -> float:
    """Height of a line of running text; of any text where there are few such lines."""
    running = [row for row in rows if len(row.segments) == 1 and len(row.text) >= _RUNNING]
    if 5 * sum(len(row.text) for row in running) < sum(len(row.text) for row in rows):
        running = list(rows)
    sizes = [row.size for row in running for _ in range(len(row.text) // 20 + 1)]
    return median(sizes) if sizes else 10.0


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
