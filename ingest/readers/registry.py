"""Which reader reads what, and the promise that nothing but `DocumentRefused` leaves here."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from assistant.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentNeedsOcr,
    DocumentRefused,
    DocumentTooLarge,
    DocumentTruncated,
    DocumentUnsupported,
    DocumentWithoutText,
    DocumentZeroBytes,
)
from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import media
from ingest.readers.detect import detect, promised
from ingest.readers.limits import Limits
from ingest.readers.ocr.choice import Ocr, engine, how_to_have
from ingest.readers.ocr.telling import NO_ENGINE, NOT_READ

Read = Callable[[SourceFile, Limits], ReadDocument]

_KINDS_OF_TEXT = {media.CSV, media.MARKDOWN, media.TEXT, media.JSON, media.XML}
_SAVE_AS = "Open it and save it as {} (or export it as PDF), then ingest that."
_UNSUPPORTED = {  # media type -> what it is, what to do
    media.DOC: ("an old Word file (.doc)", _SAVE_AS.format("DOCX")),
    media.XLS: ("an old Excel file (.xls)", _SAVE_AS.format("XLSX")),
    media.XLSB: ("a binary Excel file (.xlsb)", _SAVE_AS.format("XLSX")),
    media.PPT: ("an old PowerPoint file (.ppt)", "Export it as PDF and ingest that."),
    media.PPTX: ("a PowerPoint file", "Export it as PDF and ingest that."),
    media.ODT: ("an OpenDocument text", _SAVE_AS.format("DOCX")),
    media.ODS: ("an OpenDocument sheet", _SAVE_AS.format("XLSX")),
    media.ODP: ("an OpenDocument presentation", "Export it as PDF and ingest that."),
    media.RTF: ("an RTF file", _SAVE_AS.format("DOCX")),
    media.MSG: ("an Outlook message (.msg)", "Save it as .eml and ingest that."),
    media.EPUB: ("an e-book", "Export it as PDF or HTML and ingest that."),
    media.ZIP: ("an archive", "Unpack it and ingest the folder."),
    media.ARCHIVE: ("an archive", "Unpack it and ingest the folder."),
    media.EXECUTABLE: ("a program", "Remove it from the folder; it is no document."),
    media.JSON: ("JSON data", "If it holds records, export them as CSV or XLSX."),
    media.XML: ("XML data", "If it holds records, export them as CSV or XLSX."),
}


def read(
    source: SourceFile,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    ocr: Ocr = Ocr.OFF,
) -> ReadDocument:
    """Every page of a file, read as what its content says it is; scans are read by `ocr`.

    An extension that promises something else, text in a guessed encoding, parts that could
    not be read: all are `warnings`. Raises a subclass of `DocumentRefused`, nothing else.
    """
    name = PurePosixPath(source.path).name
    if not source.content:
        raise DocumentZeroBytes(f"{name} has no bytes")
    if len(source.content) > limits.max_file_bytes:
        raise DocumentTooLarge(
            f"{name} has {len(source.content):,} bytes; {limits.max_file_bytes:,} are allowed"
        )
    if not source.content.strip(b" \t\r\n\f\x0b\x00\xef\xbb\xbf\xff\xfe"):
        raise DocumentEmpty(f"{name} holds nothing but white space")
    kind = detect(source.content, name)
    document = _read_as(kind, source, limits, name, ocr)
    mismatch = _mismatch(name, kind)
    if mismatch:
        document = replace(document, warnings=(mismatch, *document.warnings))
    return _checked(document, name, ocr)


class DocumentReader:
    """The `Reader` for every supported type."""

    def __init__(self, limits: Limits | None = None, ocr: Ocr = Ocr.OFF) -> None:
        self._limits, self._ocr = limits or Limits(), ocr

    def read(self, source: SourceFile) -> ReadDocument:
        """See `read`."""
        return read(source, self._limits, self._ocr)


def _read_as(kind: str, source: SourceFile, limits: Limits, name: str, ocr: Ocr) -> ReadDocument:
    reader = _reader_of_pages(kind, ocr) or _reader(kind)
    if reader is None:
        raise _unsupported(kind, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # vendors warn about what they skip; we count it
            return reader(source, limits)
    except DocumentRefused:
        raise
    except (Exception, RecursionError) as error:  # damaged files break vendors in every way
        raise DocumentTruncated(
            f"{name} is damaged and could not be read ({type(error).__name__})"
        ) from error


def _reader_of_pages(kind: str, ocr: Ocr) -> Read | None:
    """What reads kinds of file whose pages may be scans."""
    if kind == media.PDF:
        from ingest.readers import pdf

        return lambda source, limits: pdf.read(source, limits, engine(ocr))
    if kind in media.PICTURES:
        from ingest.readers import pictures

        return lambda source, limits: pictures.read(source, limits, kind, engine(ocr))
    return None


def _reader(kind: str) -> Read | None:
    """What reads a kind of file; its library is imported with the first one of the kind."""
    match kind:
        case media.DOCX:
            from ingest.readers import docx

            return docx.read
        case media.XLSX:
            from ingest.readers import xlsx

            return xlsx.read
        case media.CSV:
            from ingest.readers import delimited

            return delimited.read
        case media.HTML:
            from ingest.readers import html

            return html.read
        case media.MAIL:
            from ingest.readers import mail

            return mail.read
    return _plain_reader(kind)


def _plain_reader(kind: str) -> Read | None:
    if kind == media.MARKDOWN:
        from ingest.readers import markdown

        return markdown.read
    if kind == media.TEXT:
        from ingest.readers import text

        return text.read
    return None


def _unsupported(kind: str, name: str) -> DocumentRefused:
    if kind == media.ENCRYPTED_OFFICE:
        return DocumentEncrypted(f"{name} asks for a password")
    if kind.startswith(media.IMAGE):
        what = f"a picture ({kind.removeprefix(media.IMAGE)})"
        return DocumentUnsupported(f"{name} is {what}", hint="Save it as PNG or PDF.")
    if kind in _UNSUPPORTED:
        what, hint = _UNSUPPORTED[kind]
        return DocumentUnsupported(f"{name} is {what}", hint=hint)
    return DocumentUnsupported(f"{name} is of no type we know")


def _mismatch(name: str, kind: str) -> str | None:
    says = promised(name)
    if says is None or says == kind or {says, kind} <= _KINDS_OF_TEXT:
        return None
    return f"{name} is not what its name says: it was read as {kind}"


def _checked(document: ReadDocument, name: str, ocr: Ocr) -> ReadDocument:
    if any(page.has_text for page in document.pages) or document.attachments:
        return document
    scanned = document.media_type == media.PDF or document.media_type in media.PICTURES
    if not scanned or not document.pages:
        raise DocumentEmpty(f"{name} opens and holds no text")
    told = f"none of the {len(document.pages)} pages of {name} has a text layer"
    if document.media_type in media.PICTURES:
        told = f"{name} is a picture"
    if any(warning.startswith(NO_ENGINE) for warning in document.warnings):
        told += ", and no OCR engine is there to read it"
        raise DocumentNeedsOcr(told, hint=how_to_have(ocr))
    why = "; ".join(warning for warning in document.warnings if warning.startswith(NOT_READ))
    raise DocumentWithoutText(f"{told}; {why or 'nothing to be read shows on them'}")
