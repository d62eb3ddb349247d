"""What a file is, judged by its content; the name only breaks ties between kinds of text."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from ingest.readers import media
from ingest.readers.decoding import decode, wide_encoding
from ingest.readers.delimiters import find_delimiter

_SAMPLE = 32 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", media.RTF),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x7fELF", media.EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", media.EXECUTABLE),
    (b"\xca\xfe\xba\xbe", media.EXECUTABLE),
    (b"\x1f\x8b\x08", media.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", media.ARCHIVE),
    (b"Rar!\x1a\x07", media.ARCHIVE),
    (b"BZh", media.ARCHIVE),
    (b"\xfd7zXZ\x00", media.ARCHIVE),
)
_OLE_STREAMS = (  # names inside OLE2 files are UTF-16
    ("EncryptedPackage", media.ENCRYPTED_OFFICE),
    ("__substg1.0_", media.MSG),
    ("WordDocument", media.DOC),
    ("Workbook", media.XLS),
    ("PowerPoint Document", media.PPT),
    ("Book", media.XLS),
)
_OPEN_DOCUMENT = {kind.encode(): kind for kind in (media.ODT, media.ODS, media.ODP, media.EPUB)}
_HEADER_LINE = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]?")
_KINDS_OF_TEXT = {media.MAIL, media.HTML, media.MARKDOWN, media.JSON, media.CSV, media.TEXT}
_MAIL_ONLY = {
    "message-id", "mime-version", "received", "return-path", "content-type", "delivered-to",
    "content-transfer-encoding", "x-mailer", "dkim-signature", "thread-topic",
}  # fmt: skip
_MAIL_TOO = {"from", "to", "subject", "date", "cc", "reply-to", "sender"}
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>].*</t[rd]>|<div[\s>].*</div>",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|^```|\]\([^)\s]+\)|\*\*\S"
    r"|^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+(?:\|[ \t]*)?$",
    re.MULTILINE,
)


def detect(content: bytes, name: str) -> str:
    """Media type of `content` (see `media`); `name` decides only between kinds of text."""
    if b"%PDF-" in content[:1024]:
        return media.PDF
    if content.startswith(_OLE):
        return _ole_type(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(content, name)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(b"MZ") and b"\x00" in content[:512]:
        return media.EXECUTABLE
    if content.startswith(b"BM") and b"\x00" in content[:64]:
        return "image/bmp"
    if _is_binary(content[:_SAMPLE]):
        return media.BINARY
    return _text_type(content, name)


def promised(name: str) -> str | None:
    """Media type that the extension of `name` promises; None for one we do not know."""
    return media.BY_EXTENSION.get(PurePosixPath(name).suffix.lower().lstrip("."))


def _ole_type(content: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return kind
    return media.OLE


def _zip_type(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # The directory at the end is gone; the local headers still name the parts.
        head = content[: 1024 * 1024]
        names = {match.decode("ascii") for match in re.findall(rb"(?:word|xl|ppt)/\w+\.xml", head)}
        says = promised(name)
        if not names and says in (media.DOCX, media.XLSX):
            return says
    if b"mimetype" in content[:64]:
        for marker, kind in _OPEN_DOCUMENT.items():
            if marker in content[:200]:
                return kind
    if "xl/workbook.bin" in names:
        return media.XLSB
    for folder, kind in (("word/", media.DOCX), ("xl/", media.XLSX), ("ppt/", media.PPTX)):
        if any(name.replace("\\", "/").lower().startswith(folder) for name in names):
            return kind
    return media.ZIP


def _is_binary(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(sample):
        return False
    if b"\x00" in sample:
        return True
    control = sum(byte < 0x20 and byte not in b"\t\n\r\f\x0b\x1a\x1b" for byte in sample)
    return control > 0.02 * len(sample)


def _text_type(content: bytes, name: str) -> str:
    sample = decode(content[:_SAMPLE]).text.lstrip("\ufeff")
    says = promised(name)
    if says not in _KINDS_OF_TEXT:
        says = None  # a text that calls itself a PDF tells nothing about itself
    if _is_mail(sample, says):
        return media.MAIL
    start = sample.lstrip()[:2000]
    if says == media.HTML or (says != media.MARKDOWN and _HTML.search(start)):
        return media.HTML
    if start.startswith("<?xml"):
        return media.XML
    if says in (media.MARKDOWN, media.JSON):
        return says
    if says != media.TEXT and start.startswith(("{", "[")) and start.rstrip().endswith(("}", "]")):
        return media.JSON
    if says == media.CSV or (says is None and find_delimiter(sample, strict=True)):
        return media.CSV
    if says != media.TEXT and len(_MARKDOWN.findall(sample)) >= 2:
        return media.MARKDOWN
    return media.CSV if says == media.TEXT and _is_table_only(sample) else media.TEXT


def _is_table_only(sample: str) -> bool:
    return find_delimiter(sample, strict=True) is not None


def _is_mail(sample: str, says: str | None) -> bool:
    names: set[str] = set()
    for line in sample.lstrip("\r\n").splitlines():
        match = _HEADER_LINE.match(line)
        if match:
            names.add(match[1].lower())
        elif not line.startswith((" ", "\t", "From ", ">From ")):
            break
    if says == media.MAIL:
        return bool(names)
    return len(names & _MAIL_ONLY) >= 1 and len(names & (_MAIL_ONLY | _MAIL_TOO)) >= 3
