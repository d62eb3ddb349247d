"""What a document and its place say about its standing, and whether they agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model.documents import BlockKind, ReadDocument, Status
from ingest.identity.fields import Statement, head_blocks
from ingest.identity.filename import status_in_name, status_of_folder
from ingest.identity.labels import Role

_WORDS: tuple[tuple[Status, str], ...] = (
    (Status.FUTURE, r"not yet (?:effective|in force)|pending release|future"),
    (
        Status.DRAFT,
        r"draft|(?:in|for|under|awaiting|pending)\s+(?:review|approval|comment)"
        r"|^\W*review\W*$|work in progress"
        r"|wip|proposed|not (?:yet )?(?:approved|released|issued)|unapproved|preliminary|entwurf"
        r"|borrador|brouillon",
    ),
    (
        Status.OBSOLETE,
        r"obsolete|superseded|withdrawn|archived?|cancell?ed|retired|void|replaced|no longer valid"
        r"|inactive|expired|ungültig|zurückgezogen|obsoleto|périmé|caduc",
    ),
    (
        Status.IN_FORCE,
        r"approved|released|issued|current|in\s?force|in effect|effective|active|published"
        r"|controlled"
        r"|valid|live|final|in use|freigegeben|gültig|vigente|approuvé|aprobado",
    ),
)
_STAMP = re.compile(
    r"^\W*(?:this (?:document|copy|revision|issue|version) (?:is|has been|was)\s+(?:an?\s+)?)?"
    r"(?P<word>draft|obsolete|superseded|withdrawn|cancell?ed|void|not for use|do not use"
    r"|not approved)\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(?P<word>DRAFT|OBSOLETE|SUPERSEDED|WITHDRAWN|CANCELL?ED|VOID)\b")
_STAMP_WORDS = 9  # a stamp is short; a longer line is a sentence that mentions the word


@dataclass(frozen=True, slots=True)
class Standing:
    """The status a document states, and a sentence when its sources disagree."""

    status: Status
    warning: str = ""


def standing(
    read: ReadDocument, said: Sequence[Statement], path: str, *, listed: str = ""
) -> Standing:
    """Weigh what header, stamps, file name, folder and (as `listed`) master list say."""
    spoken = dict(_spoken(read, said, path))
    found = set(spoken.values())
    if listed_status := status_from_words(listed):
        spoken["the master document list"] = listed_status
        if listed_status is Status.OBSOLETE and Status.OBSOLETE not in found:
            return Standing(Status.UNKNOWN, _conflict(spoken))
    if {Status.DRAFT, Status.OBSOLETE} <= found or {Status.DRAFT, Status.IN_FORCE} <= found:
        return Standing(Status.UNKNOWN, _conflict(spoken))
    for status in (Status.OBSOLETE, Status.DRAFT, Status.FUTURE):
        if status in found:  # an old issue keeps its "Approved" when it moves to the archive
            return Standing(status)
    return Standing(Status.UNKNOWN if Status.UNKNOWN in found else Status.IN_FORCE)


def status_from_words(words: str) -> Status | None:
    """The status that a field's words name; None when they name none."""
    for status, pattern in _WORDS:
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE):
            return status
    return Status.UNKNOWN if re.search(r"\buncontrolled\b", words, re.IGNORECASE) else None


def _spoken(
    read: ReadDocument, said: Sequence[Statement], path: str
) -> Iterator[tuple[str, Status]]:
    field = next((one for one in said if one.role is Role.STATUS), None)
    if field and (status := status_from_words(field.value)):
        yield "its header", status
    if any(one.role is Role.SUPERSEDED_BY for one in said):
        yield 'its field "superseded by"', Status.OBSOLETE
    if stamped := _stamp(read):
        yield "a stamp on its pages", stamped
    if named := status_in_name(path):
        yield "its file name", named
    if placed := status_of_folder(path):
        yield "its folder", placed


def _stamp(read: ReadDocument) -> Status | None:
    for page in read.pages:
        for line in page.furniture:
            match = _SHOUTED.search(line) or _short_stamp(line)
            if match:
                return _of_stamp(match["word"])
    for block in head_blocks(read)[:8]:
        if block.kind in (BlockKind.TABLE_ROW, BlockKind.HEADER_FIELD):
            continue
        for line in block.text.splitlines():
            match = _short_stamp(line)
            if match and (line.upper() == line or "this" in line[: match.start("word")].lower()):
                return _of_stamp(match["word"])
    return None


def _short_stamp(line: str) -> re.Match[str] | None:
    return _STAMP.match(line) if len(line.split()) <= _STAMP_WORDS else None


def _of_stamp(word: str) -> Status:
    return Status.DRAFT if word.casefold() in ("draft", "not approved") else Status.OBSOLETE


def _conflict(spoken: dict[str, Status]) -> str:
    parts = [f"{source} says {status.value.replace('_', ' ')}" for source, status in spoken.items()]
    said = ", ".join(parts)
    return f"Sources disagree about its status: {said}. It counts as unknown until this is settled."
