"""Ranking of hits, where any one of the acceptable places satisfies the question."""

from collections.abc import Sequence
from math import log2


def recall_at(is_hit: Sequence[bool], k: int) -> float:
    """1.0 when one of the first `k` hits, best first, stands at an acceptable place, else 0.0."""
    return float(any(is_hit[:k]))


def ndcg_at(is_hit: Sequence[bool], k: int) -> float:
    """1 / log2(rank + 1) of the first acceptable hit within `k`; 0.0 when there is none.

    Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002,
    with binary gains. The places are alternatives, so one is wanted, the ideal is rank 1, and a
    second acceptable hit adds nothing.
    """
    for rank, hit in enumerate(is_hit[:k], start=1):
        if hit:
            return 1 / log2(rank + 1)
    return 0.0
