"""Plain text: paragraphs, lists, drawn tables; a form feed begins a page."""

from assistant.errors import DocumentTooLarge
from assistant.model.documents import Page, ReadDocument, SourceFile
from ingest.readers import media
from ingest.readers.building import PageBuilder
from ingest.readers.decoding import decode
from ingest.readers.hygiene import clean
from ingest.readers.labels import distinct
from ingest.readers.limits import Limits
from ingest.readers.lines import LineWriter


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """Pages by form feed, else one; "Label: value" lines at the top become header fields."""
    decoded = decode(source.content)
    parts = decoded.text.rstrip("\f \r\n\t\x1a").split("\f")
    if len(parts) > limits.max_pages:
        raise DocumentTooLarge(f"{len(parts):,} pages are more than {limits.max_pages:,} allowed")
    writer = LineWriter()
    pages: list[Page] = []
    for number, part in enumerate(parts, start=1):
        builder = PageBuilder(number)
        writer.write(builder, clean(part))
        pages.append(builder.build())
    return ReadDocument(
        pages=tuple(pages),
        media_type=media.TEXT,
        header_fields=distinct(writer.pairs),
        warnings=decoded.warnings,
    )
