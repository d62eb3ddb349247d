"""The cross-walk: an old clause number, today's clauses and the next edition's, both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.model.clauses import Clause, ClauseNumber, Edition, LegacyReference
from assistant.standards.succession import speaks_of


@dataclass(frozen=True, slots=True)
class CurrentClause:
    """A current clause by number; `title` is empty when the edition does not have it."""

    number: ClauseNumber
    title: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """An old clause with the current clauses that took its subject over."""

    old: LegacyReference
    current: tuple[CurrentClause, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """Where clauses of this edition went in the next one, or came from in the one before."""

    edition: str  # id
    name: str
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """One number read both ways.

    `legacy` is what it meant in old editions, `clause` what it is today (None: no such
    clause), `took_over` the old clauses behind it. `ambiguous`: the two differ in subject, so
    somebody has to say which is meant. `onward` leads from the clauses of today, both readings,
    to newer editions; `before` from the old clauses to those before them.
    """

    edition: str
    number: ClauseNumber
    legacy: tuple[Crossing, ...]
    clause: Clause | None
    took_over: tuple[Crossing, ...]
    ambiguous: bool
    onward: tuple[Onward, ...] = ()
    before: tuple[Onward, ...] = ()


def cross(
    edition: Edition,
    number: ClauseNumber,
    *,
    newer: Sequence[Edition] = (),
    older: Edition | None = None,
) -> Crosswalk:
    """The number as an old one and as a current one; both may be empty.

    `newer` are editions whose cross-walks speak of this one, `older` is the one it replaces.
    """
    clause = edition.find(number)
    legacy = tuple(_crossing(edition, old) for old in edition.legacy(number))
    old = edition.to_legacy(number) if clause is not None else ()
    today = dict.fromkeys(one.number for crossing in legacy for one in crossing.current)
    if clause is not None:
        today[number] = None
    return Crosswalk(
        edition=edition.id,
        number=number,
        legacy=legacy,
        clause=clause,
        took_over=tuple(_crossing(edition, one) for one in old),
        ambiguous=number in edition.collisions,
        onward=tuple(found for one in newer if (found := _onward(edition, today, one))),
        before=tuple(_before(older, old)) if older is not None else (),
    )


def titled(edition: Edition, number: ClauseNumber) -> CurrentClause:
    """The number with its title in the edition."""
    clause = edition.find(number)
    return CurrentClause(number, clause.title if clause else "")


def _crossing(edition: Edition, old: LegacyReference) -> Crossing:
    return Crossing(old, tuple(titled(edition, number) for number in old.current))


def _onward(edition: Edition, today: Iterable[ClauseNumber], newer: Edition) -> Onward | None:
    wanted = set(today)
    told = [old for old in newer.crosswalk if old.number in wanted and speaks_of(old, edition)]
    crossings = tuple(_crossing(newer, old) for old in told)
    return Onward(newer.id, newer.name, crossings) if crossings else None


def _before(older: Edition, took_over: Iterable[LegacyReference]) -> Iterable[Onward]:
    numbers = {old.number for old in took_over if speaks_of(old, older)}
    roots = [root for root in older.crosswalk if numbers & set(root.current)]
    if roots:
        yield Onward(older.id, older.name, tuple(_crossing(older, root) for root in roots))
