"""Clause mapping of sections: precision, recall and F1 over (section, clause) pairs."""

from collections.abc import Collection
from dataclasses import dataclass

from evals.metrics.intervals import Share


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs of one section found right, proposed wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> Share:
        """Of the proposed pairs, the right ones."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """Of the wanted pairs, those proposed."""
        return Share(self.right, self.right + self.missed)

    @property
    def f1(self) -> Share:
        """Harmonic mean of precision and recall: 2 right / (2 right + wrong + missed)."""
        return Share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def count(
    wanted: Collection[str], proposed: Collection[str], *, acceptable: Collection[str] = ()
) -> Counts:
    """One section's pairs. Acceptable clauses, and parents of either, are not wrong: 8.4 for 8.4.1.

    They are not right either: who asks for 8.4.1 and gets 8.4 alone misses it.
    """
    asked, got = set(wanted), set(proposed)
    fine = asked | set(acceptable)
    return Counts(
        right=len(asked & got), wrong=len(got - fine - _parents(fine)), missed=len(asked - got)
    )


def _parents(clauses: Collection[str]) -> set[str]:
    return {
        ".".join(parts[:end])
        for parts in (clause.split(".") for clause in clauses)
        for end in range(1, len(parts))
    }
