"""A standard edition as values: its clauses, terms, legacy numbers and record types.

Every text here is our own wording. The standard itself is copyrighted and is not reproduced.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from assistant.errors import ClausewiseError

if TYPE_CHECKING:
    from assistant.model.bridges import Bridge

_CLAUSE_NUMBER = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,4}")


class InvalidClauseNumber(ClausewiseError):
    """The text is not a clause number, e.g. `8.4.` or `eight`."""

    code = "invalid-clause-number"
    hint = "Write a clause as numbers joined by dots, for example 8.4.1."

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a clause number.")


class UnknownClause(ClausewiseError):
    """The number is well formed, but the edition has no such clause."""

    code = "unknown-clause"
    hint = "Run `clausewise coverage` to see every clause of the edition."

    def __init__(self, number: "ClauseNumber", edition: str) -> None:
        super().__init__(f"Clause {number} does not exist in edition {edition!r}.")


@dataclass(frozen=True, slots=True, order=True)
class ClauseNumber:
    """A clause number such as `8.4.1`. Sorts as auditors read: 8.4.2 before 8.4.10."""

    parts: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `8.4.1`; raise `InvalidClauseNumber` for anything else, `8.4.` included."""
        if not _CLAUSE_NUMBER.fullmatch(text):
            raise InvalidClauseNumber(text)
        return cls(tuple(int(part) for part in text.split(".")))

    @property
    def depth(self) -> int:
        """How many numbers it is made of: 1 for `8`, 3 for `8.4.1`."""
        return len(self.parts)

    @property
    def parent(self) -> Self | None:
        """The clause one level up (8.4 for 8.4.1); None for a chapter such as `8`."""
        return type(self)(self.parts[:-1]) if self.depth > 1 else None

    def ancestors(self) -> tuple[Self, ...]:
        """Every clause above it, nearest first: 8.4 and 8 for 8.4.1; empty for a chapter."""
        return tuple(type(self)(self.parts[:end]) for end in range(self.depth - 1, 0, -1))

    def contains(self, other: Self) -> bool:
        """Whether `other` is this clause or sits below it: 8.4 contains 8.4.3."""
        return other.parts[: len(self.parts)] == self.parts

    def __str__(self) -> str:
        return ".".join(str(part) for part in self.parts)


class Applicability(StrEnum):
    """Whether a clause can be audited at a distributor."""

    ACTIVE = "active"
    NOT_USED = "not_used"  # the number is kept without a requirement
    NOT_APPLICABLE = "not_applicable"  # a requirement, normally declared not applicable
    UNCERTAIN = "uncertain"  # open sources do not settle it; the note says why


class Confidence(StrEnum):
    """How sure we are of a catalogue entry; a bought copy of the standard settles any doubt."""

    SEEN = "A"  # seen in a public source, or plain ISO 9001 structure
    LIKELY = "B"  # known content of the family, not shown by a public source for this edition
    UNCERTAIN = "U"  # open; do not quote without checking


class RequirementKind(StrEnum):
    """What a clause demands in documents: kept up to date, kept as proof, or nothing named."""

    MAINTAIN = "maintain"
    RETAIN = "retain"
    NONE_EXPLICIT = "none_explicit"


class Relation(StrEnum):
    """How the old clause relates to its current ones."""

    EQUAL = "equal"  # the same subject under another or the same number
    PART = "part"  # the old clause is spread over several current ones
    WIDER = "wider"  # the current clause asks for more than the old one did
    MOVED = "moved"  # the subject now sits inside a clause with another purpose
    DROPPED = "dropped"  # nothing in this edition takes it up
    OUTSIDE = "outside"  # introductory text, the same place in both, never a requirement


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause, in our own words.

    `title` of a clause that the standard leaves untitled is a short title of ours in brackets.
    `flag` tells where the text comes from: `ISO` (unchanged base), `ISO+` (base with additions)
    or the family's own number, e.g. `9120`. `freshness` and `freshness_months` are what auditors
    customarily expect, not text of the standard; `freshness_months` is None when the custom is
    no fixed interval. `phrases` are words people use when they mean this clause; `examples` are
    sentences as a procedure about it would say them; `twins` are clauses that a text about this
    one usually serves too.
    """

    number: ClauseNumber
    title: str
    asks: str
    flag: str = ""
    applicability: Applicability = Applicability.ACTIVE
    confidence: Confidence = Confidence.SEEN
    adds: str = ""
    maintain: tuple[str, ...] = ()
    retain: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    freshness_months: int | None = None
    freshness: str = ""
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    twins: tuple[ClauseNumber, ...] = ()
    note: str = ""
    justification: str = ""  # the organisation's own, where it says that this does not apply
    owner: str = ""  # who answers for it in the organisation; "" when nobody was named

    @property
    def documented(self) -> tuple["DocumentedRequirement", ...]:
        """What must be documented here: one entry per document and record, never empty."""
        kinds = [(RequirementKind.MAINTAIN, what) for what in self.maintain]
        kinds += [(RequirementKind.RETAIN, what) for what in self.retain]
        return tuple(
            DocumentedRequirement(
                self.number, kind, what, self.records, self.freshness_months, self.freshness
            )
            for kind, what in kinds or [(RequirementKind.NONE_EXPLICIT, _NONE_EXPLICIT)]
        )


_NONE_EXPLICIT = "No document is demanded by name; auditors still ask to see that it happens."


@dataclass(frozen=True, slots=True)
class DocumentedRequirement:
    """A document to maintain or a record to retain, with the records a distributor shows for it.

    `freshness` and `freshness_months` are custom, not text of the standard.
    """

    clause: ClauseNumber
    kind: RequirementKind
    what: str
    records: tuple[str, ...]
    freshness_months: int | None
    freshness: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term in our own words; `where` says which standard or trade defines it."""

    term: str
    meaning: str
    aliases: tuple[str, ...] = ()
    where: str = ""
    confidence: Confidence = Confidence.SEEN


@dataclass(frozen=True, slots=True)
class LegacyReference:
    """An old clause number and the clauses that took its subject over.

    `editions` are those whose numbering it belongs to, e.g. `iso9001:2008`. `current` is empty
    only when the relation is `dropped` or `outside`.
    """

    number: ClauseNumber
    title: str
    current: tuple[ClauseNumber, ...]
    relation: Relation
    editions: tuple[str, ...] = ()
    note: str = ""
    confidence: Confidence = Confidence.SEEN


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record or log, known by its title or its column headings.

    `synonyms` are other titles a file or sheet carries; `columns` are headings met in such a
    log; `clauses` are those it is evidence for, the main one first. `freshness_months` is the
    customary longest time without a new entry; None when there is no such custom.
    """

    id: str
    name: str
    clauses: tuple[ClauseNumber, ...]
    synonyms: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    freshness_months: int | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A published change to the edition, in our own words; `published` is an ISO date."""

    name: str
    published: str
    clauses: tuple[ClauseNumber, ...]
    change: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a standard. Clauses stand in reading order.

    `replaces` is the id of the edition before it, "" when none is named; its cross-walk then
    says where the clauses of that edition went. `bridges` lead to editions beside it.
    """

    id: str
    name: str
    clauses: tuple[Clause, ...]
    publisher: str = ""
    published: str = ""
    status: str = ""
    language: str = "en"
    base: str = ""
    note: str = ""
    terms: tuple[Term, ...] = ()
    crosswalk: tuple[LegacyReference, ...] = ()
    record_types: tuple[RecordType, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    replaces: str = ""
    bridges: tuple["Bridge", ...] = ()
    _by_number: dict[ClauseNumber, Clause] = field(init=False, repr=False, compare=False)
    _parents: frozenset[ClauseNumber] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_number = {clause.number: clause for clause in self.clauses}
        parents = frozenset(number.parent for number in by_number if number.parent is not None)
        object.__setattr__(self, "_by_number", by_number)
        object.__setattr__(self, "_parents", parents)

    def __contains__(self, number: object) -> bool:
        return number in self._by_number

    def find(self, number: ClauseNumber | str) -> Clause | None:
        """The clause, or None when the edition has none. Raises `InvalidClauseNumber`."""
        return self._by_number.get(_as_number(number))

    def clause(self, number: ClauseNumber | str) -> Clause:
        """The clause. Raises `UnknownClause`, or `InvalidClauseNumber` for a malformed text."""
        wanted = _as_number(number)
        found = self._by_number.get(wanted)
        if found is None:
            raise UnknownClause(wanted, self.id)
        return found

    def children(self, number: ClauseNumber | str) -> tuple[Clause, ...]:
        """Clauses one level below; empty for a leaf. Raises `UnknownClause`."""
        above = self.clause(number).number
        return tuple(clause for clause in self.clauses if clause.number.parent == above)

    def within(self, number: ClauseNumber | str) -> tuple[Clause, ...]:
        """The clause and all below it, in reading order. Raises `UnknownClause`."""
        top = self.clause(number).number
        return tuple(clause for clause in self.clauses if top.contains(clause.number))

    def twins(self, number: ClauseNumber | str) -> tuple[ClauseNumber, ...]:
        """Clauses that name it or that it names as twins. Raises `UnknownClause`."""
        one = self.clause(number)
        return tuple(
            other.number
            for other in self.clauses
            if other.number in one.twins or one.number in other.twins
        )

    def is_leaf(self, number: ClauseNumber | str) -> bool:
        """Whether nothing sits below the clause. Raises `UnknownClause`."""
        return self.clause(number).number not in self._parents

    @property
    def leaves(self) -> tuple[Clause, ...]:
        """Clauses with nothing below them, whatever their applicability."""
        return tuple(clause for clause in self.clauses if clause.number not in self._parents)

    @property
    def auditable(self) -> tuple[Clause, ...]:
        """Active clauses that carry a requirement of their own.

        These are the active leaves, and active parents that name a document or a record.
        """
        return tuple(
            clause
            for clause in self.clauses
            if clause.applicability is Applicability.ACTIVE
            and (clause.number not in self._parents or clause.maintain or clause.retain)
        )

    @property
    def documented(self) -> tuple[DocumentedRequirement, ...]:
        """What must be documented: of every leaf, and of parents that name a document."""
        return tuple(
            requirement
            for clause in self.clauses
            if clause.number not in self._parents or clause.maintain or clause.retain
            for requirement in clause.documented
        )

    def legacy(self, number: ClauseNumber | str) -> tuple[LegacyReference, ...]:
        """What an old number stood for; several when editions used it differently, or empty."""
        wanted = _as_number(number)
        return tuple(reference for reference in self.crosswalk if reference.number == wanted)

    def to_legacy(self, number: ClauseNumber | str) -> tuple[LegacyReference, ...]:
        """The old clauses whose subject this one took over; empty when it is new."""
        wanted = _as_number(number)
        return tuple(old for old in self.crosswalk if wanted in old.current)

    @property
    def collisions(self) -> tuple[ClauseNumber, ...]:
        """Numbers that mean one thing here and another in an old edition, in reading order.

        A bare `7.4` or `8.2.2` in a document is then ambiguous: read its title or date first.
        `7.4.1` is not among them: it exists in the old numbering alone.
        """
        numbers = {old.number for old in self.crosswalk if self._collides(old)}
        return tuple(sorted(numbers))

    def _collides(self, old: LegacyReference) -> bool:
        return (
            old.number in self._by_number
            and old.relation is not Relation.OUTSIDE
            and old.number not in old.current
        )

    def term(self, name: str) -> Term | None:
        """The term with this name or alias, letter case aside; None when there is none."""
        wanted = name.casefold()
        for term in self.terms:
            if wanted in (known.casefold() for known in (term.term, *term.aliases)):
                return term
        return None

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)


def _as_number(number: ClauseNumber | str) -> ClauseNumber:
    return ClauseNumber.parse(number) if isinstance(number, str) else number
