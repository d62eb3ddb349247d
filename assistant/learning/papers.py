"""The documents in force that tell people how to work, read sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.audits.sorting import why_left_out
from assistant.citations import cite
from assistant.evidence import DOCUMENTS
from assistant.in_force import in_force
from assistant.model.documents import Kind, Revision, Status
from assistant.model.passages import Passage
from assistant.model.replies import Citation
from assistant.ports import Holdings
from assistant.quotes import quotable
from assistant.rejoining import joined

CELLS = " | "
_HEAD = re.compile(
    r"^(?:owner|approved|approver|issued|prepared|author|document|revision|rev|issue|date|title"
    r"|effective|status|next review)\b[^.]{0,30}[:|]",
    re.IGNORECASE,
)
"""The head of a document, written as lines."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in force and its passages, in reading order."""

    revision: Revision
    passages: tuple[Passage, ...]


def papers_in_force(library: Holdings, as_of: date) -> list[Paper]:
    """The documents that say how the organisation works, on a day.

    Of papers of no known kind only those with an issue or an owner: a letter or a licence lays
    nothing down.
    """
    return [
        Paper(revision, tuple(library.passages_of(revision.id)))
        for revision in in_force(library.revisions(), as_of)
        if _lays_down(revision)
    ]


def _lays_down(revision: Revision) -> bool:
    identity = revision.identity
    if identity.kind not in DOCUMENTS:
        return False
    return identity.kind is not Kind.OTHER or bool(identity.label or identity.owner)


def sentences_of(paper: Paper, passage: Passage) -> Iterator[str]:
    """The sentences of a passage that lay something down, verbatim; rows of tables left out."""
    heading = heading_of(passage)
    for sentence in joined(quotable(passage)):
        if CELLS in sentence or passage.row is not None or _HEAD.match(sentence):
            continue
        if why_left_out(sentence, heading, paper.revision.number) is None:
            yield sentence


def heading_of(passage: Passage) -> str:
    """All headings above a passage."""
    return " › ".join(passage.heading_path) or passage.section_title or ""


def cited(paper: Paper, passage: Passage, quote: str) -> Citation:
    """A quote of a passage, checked. Raises `QuoteNotFound`."""
    return cite(passage, paper.revision, quote=quote, tag=1, status=Status.IN_FORCE)


def rows_of(passage: Passage) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The rows of the tables of a passage: the row verbatim, and its cells by their headings."""
    if passage.cells:
        yield " ".join(passage.text.split()), passage.cells
        return
    lines = [line.strip() for line in passage.text.split("\n")]
    head: tuple[str, ...] = ()
    for line in lines:
        parts = tuple(part.strip() for part in line.split(CELLS.strip()))
        if len(parts) < 2:
            head = ()
        elif len(parts) != len(head):
            head = parts
        else:
            yield line, tuple(zip(head, parts, strict=True))
