"""What a document and its place say about its standing, and whether they agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model.documents import BlockKind, ReadDocument, Status
from ingest.identity.fields import Statement, frame_rows, head_blocks, top_rows
from ingest.identity.filename import status_in_name, status_of_folder
from ingest.identity.labels import Role
from ingest.identity.stamps import across_page, in_margin, is_stamp, stamp_in, status_of

_WORDS: tuple[tuple[Status, str], ...] = (
    (Status.FUTURE, r"not yet (?:effective|in force)|pending release|future"),
    (
        Status.DRAFT,
        r"draft|(?:in|for|under)\s+(?:review|approval|comment)"
        r"|(?:awaiting|pending)\s+(?:review|approval|comment|sign-?\s?off|signature|release|issue)"
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
_HEAD = 8  # blocks from the top that may be a stamp beside the title


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
    fields = [one for one in said if one.role is Role.STATUS]
    field = next((one for one in fields if one.rank == 0), None)
    if field and (status := status_from_words(field.value)):
        yield "its header", status
    for rank, place in ((1, "its revision"), (2, "its approval")):
        if word := next((one.value for one in fields if one.rank == rank), ""):
            yield place, status_of(word)
    if any(one.role is Role.SUPERSEDED_BY for one in said):
        yield 'its field "superseded by"', Status.OBSOLETE
    if stamped := _stamp(read):
        yield "a stamp on its pages", stamped
    if named := status_in_name(path):
        yield "its file name", named
    if placed := status_of_folder(path):
        yield "its folder", placed


def _stamp(read: ReadDocument) -> Status | None:
    """The status stamped on margins, beside the title or across the pages."""
    margins = [line for page in read.pages for line in page.furniture]
    head = [
        line
        for block in head_blocks(read)[:_HEAD]
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        for line in block.text.splitlines()
        if block.kind is BlockKind.PARAGRAPH or line.upper() == line or not is_stamp(line)
    ]  # "Draft" as a heading in small letters heads the list of drafts
    framed = bool(frame_rows(read))
    cells = [
        cell.text
        for block in top_rows(read)
        for cell in block.cells
        if is_stamp(cell.text) and (framed or cell.text.upper() == cell.text)
    ]
    words = (
        *map(stamp_in, cells),
        *(in_margin(line) for line in margins),
        *(stamp_in(line) for line in head),
        _watermark(read),
    )
    found = next(filter(None, words), "")
    return status_of(found) if found else None


def _watermark(read: ReadDocument) -> str:
    """The stamp that every page bears as a line of its own, wherever it stands."""
    stamps = [
        next((word for block in page.blocks if (word := across_page(block))), "")
        for page in read.pages
        if page.blocks
    ]
    return stamps[0] if stamps and all(stamps) else ""


def _conflict(spoken: dict[str, Status]) -> str:
    parts = [f"{source} says {status.value.replace('_', ' ')}" for source, status in spoken.items()]
    said = ", ".join(parts)
    return f"Sources disagree about its status: {said}. It counts as unknown until this is settled."
