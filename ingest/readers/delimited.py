"""Delimited files: any delimiter, any encoding, titles above the header allowed."""

from pathlib import PurePosixPath

from assistant.errors import DocumentTooLarge
from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import delimiters, media
from ingest.readers.building import PageBuilder
from ingest.readers.decoding import decode
from ingest.readers.hygiene import one_line
from ingest.readers.labels import distinct
from ingest.readers.limits import Limits
from ingest.readers.sheets import SheetWriter
from ingest.readers.side_by_side import SheetRow


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """One page named by the file's stem; a row is `stem!n`, n as a spreadsheet would show it."""
    decoded = decode(source.content)
    text = decoded.text.removeprefix("\ufeff")
    delimiter, text = _declared(text)
    delimiter = delimiter or delimiters.find_delimiter(text, strict=False) or ","
    records = delimiters.parse(text, delimiter)
    if len(records) > limits.max_rows:
        raise DocumentTooLarge(
            f"{len(records):,} rows are more than the {limits.max_rows:,} allowed"
        )
    name = PurePosixPath(source.path).stem
    builder = PageBuilder(1, name)
    writer = SheetWriter(builder, name)
    writer.write(
        SheetRow(number, [one_line(field) for field in record])
        for number, record in enumerate(records, start=1)
    )
    return ReadDocument(
        pages=(builder.build(),),
        media_type=media.CSV,
        header_fields=distinct(writer.pairs),
        warnings=decoded.warnings,
    )


def _declared(text: str) -> tuple[str | None, str]:
    """A first line `sep=;`, as some spreadsheets write, is an instruction and no record."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], "\n" + rest
    return None, text
