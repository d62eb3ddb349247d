"""Gold: questions with what a right reply holds, sections with their clauses, clauses with places.

The same files serve the sample and an organisation's own cases; docs/evaluation.md shows them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.model.replies import Reason
from evals.gold_files import Entry, read_gold

SPLITS = ("dev", "test")
"""`dev` is looked at while building; of `test` only the score is."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands.

    `path` is the file below the folder of documents; when it is given, it alone says which
    document is meant, and `document` is for people. `section` is the heading's number, or its
    words when it has none; `row` is `Sheet!row`. Both None: the document as a whole.
    `revision` None: any.
    """

    document: str = ""
    path: str = ""
    revision: str | None = None
    section: str | None = None
    row: str | None = None

    def __str__(self) -> str:
        name = f"{self.document} rev {self.revision}" if self.revision else self.document
        where = self.row or (f"section {self.section}" if self.section else "")
        return " ".join(part for part in (name or self.path, where) if part)


@dataclass(frozen=True, slots=True)
class Case:
    """One question.

    `facts`: groups of spellings; each group is met when the answer has any one of them.
    `places`: a citation hits at any one. `clauses`: what the reply must name. `reason`: accepted
    reasons to decline, empty for any. `near_miss`: the topic is in the documents and this fact
    is not; `absent` words stand nowhere. `as_of` None: the day of the suite.
    """

    id: str
    question: str
    answerable: bool
    split: str = "dev"
    kind: str = "fact"
    facts: tuple[tuple[str, ...], ...] = ()
    places: tuple[Place, ...] = ()
    clauses: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    near_miss: bool = False
    absent: tuple[str, ...] = ()
    asked_by: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class MappedSection:
    """The clauses that one section serves. `acceptable` ones are neither asked for nor wrong."""

    place: Place
    clauses: frozenset[str]
    acceptable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CoveredClause:
    """Every place where one clause, sub-clauses included, is documented."""

    clause: str
    places: tuple[Place, ...]


def load_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file, in order. Raises `InvalidCases` naming every fault's line."""
    return _load(path, "questions", _case, key=lambda case: case.id)


def load_mappings(path: Path) -> tuple[MappedSection, ...]:
    """The mapped sections of a file. Raises `InvalidCases`."""
    return _load(path, "mappings", _section, key=lambda one: one.place)


def load_coverage(path: Path) -> tuple[CoveredClause, ...]:
    """The clauses of a file with all their places. Raises `InvalidCases`."""
    return _load(path, "coverage", _covered, key=lambda one: one.clause)


def _load(
    path: Path, under: str, make: Callable[[Entry], Made], *, key: Callable[[Made], object]
) -> tuple[Made, ...]:
    gold = read_gold(path, under)
    made, met = [], set()
    for entry in gold.entries:
        one = make(entry)
        made.append(one)
        if key(one) in met:
            entry.fault(f"{str(key(one))!r} stands there before")
        met.add(key(one))
    gold.check()
    return tuple(made)


_CASE = frozenset(
    "id question answerable split kind facts places clauses reason near_miss absent "
    "asked_by as_of note".split()
)


def _case(entry: Entry) -> Case:
    entry.expect(_CASE, ("id", "question", "answerable"))
    case = Case(
        id=entry.text("id"),
        question=entry.text("question"),
        answerable=entry.flag("answerable"),
        split=entry.choice("split", SPLITS, "dev"),
        kind=entry.text("kind", "fact"),
        facts=entry.groups("facts"),
        places=tuple(map(_place, entry.entries("places"))),
        clauses=entry.texts("clauses"),
        reason=entry.texts("reason"),
        near_miss=entry.flag("near_miss"),
        absent=entry.texts("absent"),
        asked_by=entry.text("asked_by"),
        as_of=entry.day("as_of"),
    )
    _check(case, entry)
    return case


def _check(case: Case, entry: Entry) -> None:
    unknown = set(case.reason) - {reason.value for reason in Reason}
    for one in sorted(unknown):
        entry.fault(f"{one!r} is no reason to decline; there are {', '.join(Reason)}", "reason")
    if case.answerable and case.reason:
        entry.fault("an answerable question has no reason to decline", "reason")
    if not case.answerable and (case.facts or case.places):
        entry.fault("a question that cannot be answered has no facts and no places")
    if any(not spelling for fact in case.facts for spelling in fact):
        entry.fault("a fact has an empty spelling", "facts")


_PLACE = frozenset("document path revision section row note".split())


def _section(entry: Entry) -> MappedSection:
    place = _place(entry, {"clauses", "acceptable"})
    if "clauses" not in entry.fields:
        entry.fault("'clauses' is missing; [] when the section serves none")
    if place.section is None:
        entry.fault("'section' is missing")
    return MappedSection(
        place, frozenset(entry.texts("clauses")), frozenset(entry.texts("acceptable"))
    )


def _covered(entry: Entry) -> CoveredClause:
    entry.expect(("clause", "places", "note"), ("clause", "places"))
    return CoveredClause(entry.text("clause"), tuple(map(_place, entry.entries("places"))))


def _place(entry: Entry, more: Collection[str] = ()) -> Place:
    entry.expect(_PLACE.union(more), ())
    if not {"document", "path"}.intersection(entry.fields):
        entry.fault("a place needs 'path' or 'document'")
    if entry.optional("section") and entry.optional("row"):
        entry.fault("a place has a section or a row, not both")
    return Place(
        document=entry.text("document"),
        path=entry.text("path"),
        revision=entry.optional("revision"),
        section=entry.optional("section"),
        row=entry.optional("row"),
    )
