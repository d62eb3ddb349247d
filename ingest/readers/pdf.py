"""PDF."""

import io

from pypdf import PdfReader

from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import media
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import clean
from ingest.readers.limits import Limits
from ingest.readers.lines import LineWriter


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """First form: pypdf's text, line by line."""
    reader = PdfReader(io.BytesIO(source.content))
    writer = LineWriter()
    pages = []
    for number, page in enumerate(reader.pages, start=1):
        builder = PageBuilder(number)
        writer.write(builder, clean(page.extract_text()))
        pages.append(builder.build())
    return ReadDocument(pages=tuple(pages), media_type=media.PDF)
