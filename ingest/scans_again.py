"""Which unchanged files are worth reading again, now that there is an engine to read scans."""

from collections.abc import Iterable, Mapping

from assistant.errors import DocumentNeedsOcr
from assistant.model.documents import Revision
from assistant.model.files import KnownFile
from ingest.readers.ocr.reading import Unread
from ingest.readers.ocr.telling import NO_ENGINE, NOT_READ


def to_read_again(
    known: Iterable[KnownFile], revisions: Mapping[str, Revision], *, reads_scans: bool
) -> frozenset[str]:
    """Paths of files with pages that wanted OCR when there was none, and of their mails."""
    if not reads_scans:
        return frozenset()
    files = {file.path: file for file in known}
    found: set[str] = set()
    for file in files.values():
        if _wanted_ocr(file, revisions.get(file.path)):
            at: KnownFile | None = file
            while at is not None and at.path not in found:
                found.add(at.path)
                at = files.get(at.part_of) if at.part_of else None
    return frozenset(found)


def _wanted_ocr(file: KnownFile, revision: Revision | None) -> bool:
    if file.refusal is not None:
        return file.refusal.code == DocumentNeedsOcr.code
    return revision is not None and any(
        warning.startswith(NO_ENGINE) or (NOT_READ in warning and Unread.FAILED in warning)
        for warning in revision.identity.warnings
    )
