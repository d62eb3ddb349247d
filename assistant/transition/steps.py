"""Two editions held side by side: which clauses are new, changed, moved, dropped. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import WrongUse
from assistant.model.clauses import (
    Applicability,
    Clause,
    ClauseNumber,
    Edition,
    LegacyReference,
    Relation,
)
from assistant.standards.succession import speaks_of


class NoWayBetween(WrongUse):
    """The new edition does not say where the clauses of the one in use went."""

    code = "no-crosswalk"
    hint = (
        "Name the edition in use under `editions` in the crosswalk of the new file "
        "(docs/catalogue.md), or choose another one with --edition."
    )

    def __init__(self, new: Edition, current: Edition) -> None:
        replaces = f" It replaces {new.replaces!r}." if new.replaces else ""
        super().__init__(
            f"{new.id!r} does not say where the clauses of {current.id!r} went.{replaces}"
        )


class Change(StrEnum):
    """What becomes of a clause."""

    NEW = "new"  # nothing before it
    CHANGED = "changed"  # asks for more, or puts several clauses together or apart
    MOVED = "moved"  # the same subject under another number, or inside another clause
    DROPPED = "dropped"  # nothing takes it up
    UNCHANGED = "unchanged"
    UNSETTLED = "unsettled"  # the new edition's file does not say


@dataclass(frozen=True, slots=True)
class Origin:
    """A clause of the edition in use that a new clause takes up."""

    clause: Clause
    relation: Relation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A clause on its way: `new` is None for one that ends, `old` is empty for one that begins.

    `told` is False when the file says nothing and only number and title speak for it.
    """

    change: Change
    new: Clause | None
    old: tuple[Origin, ...]
    told: bool = True

    @property
    def number(self) -> ClauseNumber:
        """The new number; the old one for a clause that ends."""
        return self.new.number if self.new else self.old[0].clause.number

    @property
    def title(self) -> str:
        """The new title; the old one for a clause that ends."""
        return self.new.title if self.new else self.old[0].clause.title


def steps(current: Edition, new: Edition) -> list[Step]:
    """Every clause of `new`, and those of `current` that end, in reading order.

    Raises `NoWayBetween` when no entry of the new cross-walk is about `current`.
    """
    entries = [old for old in new.crosswalk if speaks_of(old, current)]
    if not entries:
        raise NoWayBetween(new, current)
    told = {old.number for old in entries}
    found = [_of_new(clause, current, entries, told) for clause in new.clauses]
    found += _endings(current, new, entries, told)
    return sorted(found, key=lambda step: (step.number, step.new is None))


def _of_new(
    clause: Clause, current: Edition, entries: list[LegacyReference], told: set[ClauseNumber]
) -> Step:
    origins = tuple(_origins(clause.number, current, entries))
    if origins:
        return Step(_change(clause, origins, entries), clause, origins)
    same = current.find(clause.number)
    if same is None or same.number in told:
        return Step(Change.NEW, clause, ())
    alike = _plain(same.title) == _plain(clause.title)
    change = Change.UNCHANGED if alike else Change.UNSETTLED
    return Step(change, clause, (Origin(same, Relation.EQUAL),), told=False)


def _origins(
    number: ClauseNumber, current: Edition, entries: Iterable[LegacyReference]
) -> Iterator[Origin]:
    for entry in entries:
        clause = current.find(entry.number)
        if number in entry.current and clause is not None:
            yield Origin(clause, entry.relation, entry.note)


def _change(clause: Clause, origins: tuple[Origin, ...], entries: list[LegacyReference]) -> Change:
    relations = {origin.relation for origin in origins}
    if relations & {Relation.WIDER, Relation.PART} or len(origins) > 1:
        return Change.CHANGED
    if relations == {Relation.MOVED}:
        return Change.MOVED
    [origin] = origins
    return Change.UNCHANGED if origin.clause.number == clause.number else Change.MOVED


def _endings(
    current: Edition, new: Edition, entries: list[LegacyReference], told: set[ClauseNumber]
) -> Iterator[Step]:
    ended = {entry.number: entry for entry in entries if entry.relation is Relation.DROPPED}
    for clause in current.clauses:
        entry = ended.get(clause.number)
        if entry is not None:
            yield Step(Change.DROPPED, None, (Origin(clause, Relation.DROPPED, entry.note),))
        elif clause.number not in told and clause.number not in new:
            silent = clause.applicability is not Applicability.NOT_USED
            change = Change.UNSETTLED if silent else Change.DROPPED
            yield Step(change, None, (Origin(clause, Relation.DROPPED),), told=False)


def _plain(title: str) -> str:
    return " ".join(title.casefold().strip("()").split())
