"""Ranking of hits, by ir-measures; what counts as relevant is ours to say."""

from collections.abc import Collection, Mapping, Sequence

from ir_measures import AP, Measure, R, Success, iter_calc, nDCG
from ir_measures import Qrel as Judged
from ir_measures import ScoredDoc as Ranked

_THE_PLACE = "place"


def of_first_hit(is_hit: Mapping[str, Sequence[bool]]) -> dict[str, tuple[float, float]]:
    """For each question, (Success@5, nDCG@10) where any one acceptable place satisfies it.

    `is_hit`: whether each hit, best first, stands at an acceptable place. The places are
    alternatives, so one is wanted, the ideal is rank 1, and a second acceptable hit adds nothing:
    nDCG@10 is 1 / log2(rank + 1) of the first one (Järvelin and Kekäläinen 2002, binary gains).
    """
    rankings = {name: _first_named(hits) for name, hits in is_hit.items()}
    gold = dict.fromkeys(is_hit, (_THE_PLACE,))
    found = _calculated((Success @ 5, nDCG @ 10), rankings, gold)
    return {name: (one[0], one[1]) for name, one in found.items()}


def recall_and_precision(
    rankings: Mapping[str, Sequence[str]], gold: Mapping[str, Collection[str]]
) -> dict[str, tuple[float, float]]:
    """For each question, (Recall@10, average precision@10) of its ranking, best first."""
    found = _calculated((R @ 10, AP @ 10), rankings, gold)
    return {name: (one[0], one[1]) for name, one in found.items()}


def _calculated(
    measures: Sequence[Measure],
    rankings: Mapping[str, Sequence[str]],
    gold: Mapping[str, Collection[str]],
) -> dict[str, list[float]]:
    judged = [Judged(name, one, 1) for name, wanted in gold.items() for one in wanted]
    ranked = [
        Ranked(name, one, float(-rank))
        for name, ranking in rankings.items()
        for rank, one in enumerate(ranking)
    ]
    found = {name: [0.0] * len(measures) for name in gold}
    column = {str(measure): number for number, measure in enumerate(measures)}
    for one in iter_calc(measures, judged, ranked):
        found[one.query_id][column[str(one.measure)]] = float(one.value)
    return found


def _first_named(is_hit: Sequence[bool]) -> list[str]:
    """Names for the hits: the first acceptable one is the place, all others are none."""
    names = [f"hit {rank}" for rank in range(len(is_hit))]
    if True in is_hit:
        names[list(is_hit).index(True)] = _THE_PLACE
    return names
