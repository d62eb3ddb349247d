"""Clause mapping of sections: precision, recall and F1 over (section, clause) pairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionResult:
    """One section: clauses wanted, others that are fine too, and clauses proposed."""

    wanted: frozenset[str]
    acceptable: frozenset[str]
    proposed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs found right, proposed wrongly, and missed. Acceptable ones count neither way."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of the proposed pairs that are right; None when none was proposed."""
        total = self.right + self.wrong
        return self.right / total if total else None

    @property
    def recall(self) -> float | None:
        """Share of the wanted pairs that were proposed; None when none is wanted."""
        total = self.right + self.missed
        return self.right / total if total else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when either is."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None or not precision + recall:
            return None
        return 2 * precision * recall / (precision + recall)


def count(sections: Sequence[SectionResult]) -> Counts:
    """Add the sections up. A parent of a wanted clause counts as acceptable: 8.4 for 8.4.1."""
    right = wrong = missed = 0
    for one in sections:
        right += len(one.wanted & one.proposed)
        missed += len(one.wanted - one.proposed)
        fine = one.wanted | one.acceptable | _parents(one.wanted | one.acceptable)
        wrong += len(one.proposed - fine)
    return Counts(right, wrong, missed)


def _parents(clauses: Collection[str]) -> frozenset[str]:
    return frozenset(
        ".".join(parts[:end])
        for parts in (clause.split(".") for clause in clauses)
        for end in range(1, len(parts))
    )
