"""Bootstrap intervals: how far a figure could move with other questions of the same kind."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % bootstrap interval; `n` cases scored, `skipped` not scored."""

    value: float
    low: float
    high: float
    n: int
    skipped: int = 0


def measured(
    items: Sequence[Item],
    figure: Callable[[Sequence[Item]], float | None],
    *,
    skipped: int = 0,
    rounds: int = 1_000,
    seed: int = 20_260_930,
) -> Measured | None:
    """`figure` of the items with its percentile interval; None when it cannot be scored.

    Source: Efron, "Bootstrap methods: another look at the jackknife", 1979; percentile method,
    `rounds` resamples with a fixed seed, so that two runs on one set agree.
    """
    value = figure(items)
    if value is None:
        return None
    draw = random.Random(seed)
    drawn = [figure(draw.choices(items, k=len(items))) for _ in range(rounds)]
    scored = sorted(one for one in drawn if one is not None)
    low = scored[int(0.025 * len(scored))]
    high = scored[min(len(scored) - 1, int(0.975 * len(scored)))]
    return Measured(value, low, high, len(items), skipped)


def mean(values: Sequence[float]) -> float | None:
    """Arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None
