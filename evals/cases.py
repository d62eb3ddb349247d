"""Gold: questions with what a right reply holds, sections with their clauses, clauses with places.

The same files serve the sample and an organisation's own cases; docs/evaluation.md shows them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from assistant.coverage import Documented, Practised
from assistant.model.replies import Reason
from assistant.standards.entries import Source
from evals.gold_files import GoldEntry, read_gold

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

    A follow-up has `turns`, the questions asked before it in one conversation, and `stands_for`,
    the question it means when it stands alone; `understood` are groups of spellings that the
    program's understanding of it must have. Cases of one `group` ask the same in other words.
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
    turns: tuple[str, ...] = ()
    stands_for: str = ""
    understood: tuple[tuple[str, ...], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class MappedSection:
    """The clauses that one section serves. `acceptable` ones are neither asked for nor wrong."""

    place: Place
    clauses: frozenset[str]
    acceptable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CoveredClause:
    """Every place where one clause, sub-clauses included, is documented.

    `documented`, `practised`: the accepted verdicts of the coverage; empty: not judged.
    """

    clause: str
    places: tuple[Place, ...]
    documented: tuple[str, ...] = ()
    practised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """The accepted verdicts of the coverage for one clause, each layer at least one."""

    clause: str
    documented: tuple[str, ...]
    practised: tuple[str, ...]


def load_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file, in order. Raises `InvalidCases` naming every fault's line."""
    return _load(path, "questions", _case, key=lambda case: case.id)


def load_mappings(path: Path) -> tuple[MappedSection, ...]:
    """The mapped sections of a file. Raises `InvalidCases`."""
    return _load(path, "mappings", _section, key=lambda one: one.place)


def load_coverage(path: Path) -> tuple[CoveredClause, ...]:
    """The clauses of a file with all their places. Raises `InvalidCases`."""
    return _load(path, "coverage", _covered, key=lambda one: one.clause)


def load_statuses(path: Path) -> tuple[ClauseStatus, ...]:
    """How each clause stands, by a file. Raises `InvalidCases`."""
    return _load(path, "status", _status, key=lambda one: one.clause)


def _load(
    path: Path,
    under: str,
    make: Callable[[Source, yaml.Node], tuple[Made, GoldEntry]],
    *,
    key: Callable[[Made], object],
) -> tuple[Made, ...]:
    gold = read_gold(path, under)
    made: list[Made] = []
    met: set[object] = set()
    for node in gold.nodes:
        one, entry = make(gold.source, node)
        made.append(one)
        if key(one) in met:
            entry.fault("stands there before")
        met.add(key(one))
    gold.check()
    return tuple(made)


_CASE = (
    *("id", "question", "answerable", "split", "kind", "facts", "places", "clauses", "reason"),
    *("near_miss", "absent", "asked_by", "as_of", "note"),
    *("turns", "stands_for", "understood", "group"),
)
_PLACE = ("document", "path", "revision", "section", "row", "note")


def _case(source: Source, node: yaml.Node) -> tuple[Case, GoldEntry]:
    entry = GoldEntry(source, node, "question", _CASE, identity="id")
    case = Case(
        id=entry.text("id", needed=True),
        question=entry.text("question", needed=True),
        answerable=entry.flag("answerable"),
        split=entry.among("split", SPLITS),
        kind=entry.text("kind") or "fact",
        facts=entry.groups("facts"),
        places=_places(source, entry),
        clauses=entry.clauses("clauses"),
        reason=entry.texts("reason"),
        near_miss=entry.flag("near_miss"),
        absent=entry.texts("absent"),
        asked_by=entry.text("asked_by"),
        as_of=entry.day("as_of"),
        turns=entry.texts("turns"),
        stands_for=entry.text("stands_for"),
        understood=entry.groups("understood"),
        group=entry.text("group"),
    )
    _check(case, entry)
    return case, entry


def _check(case: Case, entry: GoldEntry) -> None:
    if not entry.has("answerable"):
        entry.fault("'answerable' is missing")
    for one in sorted(set(case.reason) - {reason.value for reason in Reason}):
        entry.fault(f"{one!r} is no reason to decline; there are {', '.join(Reason)}")
    if case.answerable and case.reason:
        entry.fault("an answerable question has no reason to decline")
    if not case.answerable and (case.facts or case.places):
        entry.fault("a question that cannot be answered has no facts and no places")
    if any(not spelling for fact in case.facts for spelling in fact):
        entry.fault("a fact has an empty spelling")
    if bool(case.turns) != bool(case.stands_for):
        entry.fault("a follow-up has both 'turns' and 'stands_for'")
    if case.understood and not case.turns:
        entry.fault("'understood' is for follow-ups, which have 'turns'")


def _section(source: Source, node: yaml.Node) -> tuple[MappedSection, GoldEntry]:
    keys = (*_PLACE, "clauses", "acceptable")
    entry = GoldEntry(source, node, "mapping", keys, identity="document")
    if not entry.has("clauses"):
        entry.fault("'clauses' is missing; [] when the section serves none")
    if entry.optional("section") is None:
        entry.fault("'section' is missing")
    clauses, acceptable = entry.clauses("clauses"), entry.clauses("acceptable")
    return MappedSection(_place(entry), frozenset(clauses), frozenset(acceptable)), entry


def _covered(source: Source, node: yaml.Node) -> tuple[CoveredClause, GoldEntry]:
    keys = ("clause", "places", "documented", "practised", "note")
    entry = GoldEntry(source, node, "clause", keys, identity="clause")
    covered = CoveredClause(
        clause=entry.text("clause", needed=True),
        places=_places(source, entry),
        documented=entry.texts("documented"),
        practised=entry.texts("practised"),
    )
    _check_verdicts(covered, entry)
    return covered, entry


def _status(source: Source, node: yaml.Node) -> tuple[ClauseStatus, GoldEntry]:
    keys = ("clause", *_VERDICTS, "note")
    entry = GoldEntry(source, node, "clause", keys, identity="clause")
    status = ClauseStatus(
        clause=entry.text("clause", needed=True),
        documented=entry.texts("documented"),
        practised=entry.texts("practised"),
    )
    for key in _VERDICTS:
        if not entry.texts(key):
            entry.fault(f"{key!r} is missing")
    _check_verdicts(status, entry)
    return status, entry


_VERDICTS = {"documented": tuple(Documented), "practised": tuple(Practised)}


def _check_verdicts(gold: CoveredClause | ClauseStatus, entry: GoldEntry) -> None:
    for key, values in _VERDICTS.items():
        for one in sorted({*getattr(gold, key)} - {value.value for value in values}):
            entry.fault(f"{key!r} must list some of {', '.join(values)}, found {one!r}")


def _places(source: Source, entry: GoldEntry) -> tuple[Place, ...]:
    nodes = entry.items("places")
    return tuple(_place(GoldEntry(source, node, "place", _PLACE)) for node in nodes)


def _place(entry: GoldEntry) -> Place:
    place = Place(
        document=entry.text("document"),
        path=entry.text("path"),
        revision=entry.optional("revision"),
        section=entry.optional("section"),
        row=entry.optional("row"),
    )
    if not place.document and not place.path:
        entry.fault("a place needs 'path' or 'document'")
    if place.row and not re.fullmatch(r".+!\d+", place.row):
        entry.fault(f"'row' must be a sheet and a row such as 'Register!12', found {place.row!r}")
    if place.section and place.row:
        entry.fault("a place has a section or a row, not both")
    return place
