"""The cross-walk: what an old clause number is today, and what a current one took over."""

from dataclasses import dataclass

from assistant.model.clauses import Clause, ClauseNumber, Edition, LegacyReference


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
class Crosswalk:
    """One number read both ways.

    `legacy` is what it meant in old editions, `clause` what it is today (None: no such
    clause), `took_over` the old clauses behind it. `ambiguous`: the two differ in subject.
    """

    edition: str
    number: ClauseNumber
    legacy: tuple[Crossing, ...]
    clause: Clause | None
    took_over: tuple[Crossing, ...]
    ambiguous: bool


def cross(edition: Edition, number: ClauseNumber) -> Crosswalk:
    """The number as an old one and as a current one; both may be empty."""
    clause = edition.find(number)
    return Crosswalk(
        edition=edition.id,
        number=number,
        legacy=tuple(_crossing(edition, old) for old in edition.legacy(number)),
        clause=clause,
        took_over=tuple(_crossing(edition, old) for old in edition.to_legacy(number))
        if clause is not None
        else (),
        ambiguous=number in edition.collisions,
    )


def titled(edition: Edition, number: ClauseNumber) -> CurrentClause:
    """The number with its title in the edition."""
    clause = edition.find(number)
    return CurrentClause(number, clause.title if clause else "")


def _crossing(edition: Edition, old: LegacyReference) -> Crossing:
    return Crossing(old, tuple(titled(edition, number) for number in old.current))
