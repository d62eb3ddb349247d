"""Ranking metrics over gains: 1 for a wanted hit, 0 for any other, best first."""

from collections.abc import Sequence
from math import log2


def recall_at(gains: Sequence[int], wanted: int, k: int) -> float | None:
    """Share of the `wanted` places among the first `k` hits, 0.0 … 1.0; None when none is wanted.

    Any one acceptable place satisfies a question, so callers pass `wanted=1` for alternatives.
    """
    if wanted < 1:
        return None
    return min(1.0, sum(gains[:k]) / wanted)


def ndcg_at(gains: Sequence[int], wanted: int, k: int) -> float | None:
    """Normalised discounted cumulative gain at `k`, 0.0 … 1.0; None when nothing is wanted.

    Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002,
    with binary gains and log2 discount.
    """
    if wanted < 1:
        return None
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(wanted, k) + 1))
    gained = sum(gain / log2(rank + 1) for rank, gain in enumerate(gains[:k], start=1))
    return min(1.0, gained / ideal)
