"""Office packages before a vendor library opens them: size, entities, and the strict variant."""

import io
import re
import zipfile

from assistant.errors import DocumentBomb, DocumentEncrypted, DocumentTruncated
from ingest.readers.limits import Limits

_SMALL = 16 * 1024 * 1024  # unpacked bytes below which the ratio says nothing
_HEAD = 2048
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"))
_STRICT = b"purl.oclc.org/ooxml"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SAME_AS_MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def checked(content: bytes, limits: Limits) -> bytes:
    """The package, safe to open and in the transitional vocabulary.

    Raises `DocumentBomb` for a package that unpacks too far or declares entities,
    `DocumentEncrypted` for locked members, `DocumentTruncated` for a damaged archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive, len(content), limits)
            return _transitional(archive, content)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DocumentTruncated("the archive breaks off or is damaged") from error


def has_part(package: bytes, name: str, containing: bytes = b"") -> bool:
    """Whether the package holds a part of that name with those bytes in it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return name in archive.namelist() and containing in archive.read(name)


def text_of(package: bytes, name: str) -> str:
    """A part as text; "" when there is none."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        if name not in archive.namelist():
            return ""
        return archive.read(name).decode("utf-8", errors="ignore")


def _check_sizes(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise DocumentEncrypted("parts of the file ask for a password")
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(1, packed)
    if unpacked > limits.max_unpacked_bytes or (unpacked > _SMALL and ratio > limits.max_ratio):
        raise DocumentBomb(f"{packed:,} bytes unpack to {unpacked:,} ({ratio:,.0f} to 1)")


def _transitional(archive: zipfile.ZipFile, content: bytes) -> bytes:
    heads: dict[str, bytes] = {}
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(member) as part:
                heads[member.filename] = part.read(_HEAD)
    if any(mark in head for head in heads.values() for mark in _ENTITIES):
        raise DocumentBomb("a part of the file declares entities, which no Office program writes")
    types = heads.get("[Content_Types].xml", b"")
    is_strict = any(_STRICT in head for head in heads.values())
    if not is_strict and not _SAME_AS_MAIN.search(types):
        return content
    return _rewritten(archive)


def _rewritten(archive: zipfile.ZipFile) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as copy:
        for member in archive.infolist():
            part = archive.read(member)
            if member.filename.lower().endswith((".xml", ".rels")):
                part = _STRICT_NAME.sub(_renamed, part)
            if member.filename == "[Content_Types].xml":
                part = _SAME_AS_MAIN.sub(_MAIN, part)
            copy.writestr(member.filename, part)
    return packed.getvalue()


def _renamed(match: re.Match[bytes]) -> bytes:
    last = _RENAMED.get(match[2], match[2])
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + last
