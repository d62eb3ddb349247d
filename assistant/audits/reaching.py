"""Which passages an audit of a scope is about: mapped to it, at home in it, or naming it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.audits.sorting import shares_out
from assistant.audits.subjects import subject_of
from assistant.evidence import DOCUMENTS, is_suspect
from assistant.model.clauses import ClauseNumber
from assistant.model.documents import Kind, Revision
from assistant.model.mappings import Decision
from assistant.model.obligations import Reach
from assistant.model.passages import Passage
from assistant.ports import MappedPassage
from assistant.quotes import quotable

_AT_HOME = 0.5  # share of the mapped passages of a document from which all of it is read
_PERIOD = re.compile(r"\b(?:\d+|one|two|three|five|seven|ten)\s*(?:years?|yrs?|months?)\b", re.I)
_KEPT = re.compile(r"\b(?:retention|retain|retained|kept|keep|how long|hold for|held)\b", re.I)
_WORKING = frozenset({Kind.PROCEDURE, Kind.WORK_INSTRUCTION, Kind.OTHER})
"""Kinds whose single sentences bind a process that the document is not about."""
_RECORDS = ClauseNumber.parse("7.5.3")


@dataclass(frozen=True, slots=True)
class InScope:
    """A passage of a document in force and the clauses of the scope that it is asked under.

    `suspect`: a person confirmed one of these mappings and the text changed afterwards.
    """

    passage: Passage
    revision: Revision
    clauses: tuple[ClauseNumber, ...]
    suspect: bool = False
    reach: Reach = Reach.MAPPED
    home: frozenset[str] = frozenset()  # numbers of the documents that are of the scope


class Passages(Protocol):
    """Where passages are read (`Library`)."""

    def passages_of(self, revision: str) -> list[Passage]:
        """All passages of a revision, in reading order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read for a scope: its clauses, and the numbers of documents that it names.

    Where documents are named only they are read, and `home` is the clause for what of them is
    mapped to none.
    """

    clauses: frozenset[ClauseNumber]
    documents: frozenset[str]
    home: ClauseNumber


def in_scope(
    library: Passages,
    revisions: Iterable[Revision],
    mapped: Iterable[MappedPassage],
    reading: Reading,
) -> list[InScope]:
    """The passages in reading order, documents by their path, each once.

    One that a person rejected for a clause of the scope comes only with a document named for it.
    """
    by_revision: dict[str, dict[str, _Mapped]] = {}
    for one in mapped:
        held = by_revision.setdefault(one.revision.id, {})
        held[one.passage.id] = held.get(one.passage.id, _Mapped()).with_one(one, reading.clauses)
    ordered = sorted(revisions, key=lambda one: one.path)
    documents = [one for one in ordered if _is_read(library, one)]
    home = frozenset(
        one.number.casefold()
        for one in documents
        if _is_whole(one, by_revision.get(one.id, {}), reading)
    )
    found: list[InScope] = []
    for revision in ordered:
        known = by_revision.get(revision.id, {})
        if revision in documents:
            found += _of_document(library, revision, known, reading, home)
        elif revision.identity.kind is Kind.RECORD and any(
            _RECORDS.contains(clause) for one in known.values() for clause in one.every
        ):
            found += _of_schedule(library.passages_of(revision.id), revision, known, reading)
    return found


_SENTENCE = re.compile(r"^(?:\S+ ){5,}\S+[.]$")
_FEWEST_SENTENCES = 8


def _is_read(library: Passages, revision: Revision) -> bool:
    """Whether it is a document, or bears the number of a form and is written as a procedure."""
    if revision.identity.kind is not Kind.FORM or not revision.identity.label:
        return revision.identity.kind in DOCUMENTS
    said = [
        one
        for passage in library.passages_of(revision.id)
        for one in quotable(passage)
        if " | " not in one
    ]
    whole = sum(bool(_SENTENCE.match(one)) for one in said)
    return whole >= _FEWEST_SENTENCES and whole * 2 > len(said)


def _is_whole(revision: Revision, known: Mapping[str, "_Mapped"], reading: Reading) -> bool:
    """Whether a document is of the scope as a whole: named for it, or mostly mapped to it."""
    if reading.documents:
        return revision.number.casefold() in reading.documents
    mapped = sum(bool(one.every) for one in known.values())
    return sum(bool(one.clauses) for one in known.values()) > _AT_HOME * mapped


@dataclass(frozen=True, slots=True)
class _Mapped:
    """Clauses of the scope, and all clauses, that a passage is mapped to."""

    clauses: tuple[ClauseNumber, ...] = ()
    every: tuple[ClauseNumber, ...] = ()
    suspect: bool = False
    rejected: bool = False  # for a clause of the scope

    def with_one(self, one: MappedPassage, wanted: Collection[ClauseNumber]) -> "_Mapped":
        number = one.mapping.proposal.clause
        inside = number in wanted
        if one.mapping.decision is Decision.REJECTED:
            return replace(self, rejected=self.rejected or inside)
        return _Mapped(
            (*self.clauses, number) if inside else self.clauses,
            (*self.every, number),
            self.suspect or (inside and is_suspect(one.mapping)),
            self.rejected,
        )


def _of_document(
    library: Passages,
    revision: Revision,
    known: Mapping[str, _Mapped],
    reading: Reading,
    home: frozenset[str],
) -> Iterator[InScope]:
    whole = revision.number.casefold() in home
    if reading.documents and not whole:
        return
    inside = [clause for one in known.values() for clause in one.clauses[:1]]
    before = inside[0] if inside and not reading.documents else reading.home
    for passage in library.passages_of(revision.id):
        one = known.get(passage.id, _Mapped())
        if one.clauses:
            before = one.clauses[0]
            yield InScope(passage, revision, one.clauses, one.suspect)
        elif whole and (reading.documents or not one.rejected):
            yield InScope(passage, revision, (before,), reach=Reach.WHOLE)
        elif not one.rejected:
            yield from _by_name(passage, revision, reading, home)


def _by_name(
    passage: Passage, revision: Revision, reading: Reading, home: frozenset[str]
) -> Iterator[InScope]:
    """A passage of another matter whose heading or whose sentences name that of the scope."""
    works = revision.identity.kind in _WORKING and lays_down(revision)
    titled = subject_of(passage.section_title or "", reading.clauses) if works else None
    if titled is not None:
        yield InScope(passage, revision, (titled,), reach=Reach.WHOLE)
        return
    if not works and not shares_out(passage.text):
        return
    subject = subject_of(passage.text, reading.clauses)
    if subject is None and works and names_any(passage.text, home):
        subject = reading.home
    if subject is not None:
        yield InScope(passage, revision, (subject,), reach=Reach.NAMED, home=home)


def lays_down(revision: Revision) -> bool:
    """Whether a document rules the work: one of a kind that does, or one kept by its issue.

    Houses call their procedures leaves or cards; a note has no issue.
    """
    return revision.identity.kind is not Kind.OTHER or bool(revision.identity.label)


def names_any(text: str, numbers: Collection[str]) -> bool:
    """Whether a text names a document by its number."""
    folded = text.casefold()
    return any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", folded) for one in numbers)


def _of_schedule(
    passages: Sequence[Passage],
    revision: Revision,
    known: Mapping[str, _Mapped],
    reading: Reading,
) -> Iterator[InScope]:
    """The rows of a list of retention periods: it lays down, though it looks like a log."""
    rows = [one for one in passages if one.row]
    if not rows or sum(map(_keeps, rows)) * 2 < len(rows):
        return
    for one in passages:
        clauses = known.get(one.id, _Mapped()).clauses
        if not clauses:
            subject = subject_of(one.text, reading.clauses)
            clauses = (subject,) if subject is not None else ()
        if clauses:
            yield InScope(one, revision, clauses, reach=Reach.SCHEDULE)


def _keeps(row: Passage) -> bool:
    return any(_KEPT.search(head) and _PERIOD.search(text) for head, text in row.cells)
