"""Refusal as a decision: precision and recall of "declined" over all questions."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Of one question: whether it should be declined, and whether it was."""

    wanted: bool
    declined: bool


def precision(refusals: Sequence[Refusal]) -> float | None:
    """Share of the declined that should be, 0.0 … 1.0; None when none was declined."""
    declined = [one for one in refusals if one.declined]
    return sum(one.wanted for one in declined) / len(declined) if declined else None


def recall(refusals: Sequence[Refusal]) -> float | None:
    """Share of those to decline that were, 0.0 … 1.0; None when none is to be declined."""
    wanted = [one for one in refusals if one.wanted]
    return sum(one.declined for one in wanted) / len(wanted) if wanted else None
