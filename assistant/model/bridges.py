"""How the clauses of two editions that stand side by side relate, so that mappings are shared."""

from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber, Relation


@dataclass(frozen=True, slots=True)
class Crossover:
    """A clause of one edition with the clauses of another that it answers to.

    `relation` is read from this edition: `equal`, `wider` (this clause asks for more than the
    other), `part` (this clause is a part of the other).
    """

    number: ClauseNumber
    other: tuple[ClauseNumber, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Bridge:
    """From an edition to another one in force beside it.

    `by_flag` gives the relation of the clauses with the same number by the flag they carry;
    `clauses` are those that differ from it. A clause without either has no counterpart.
    """

    edition: str
    by_flag: tuple[tuple[str, Relation], ...]
    clauses: tuple[Crossover, ...] = ()
