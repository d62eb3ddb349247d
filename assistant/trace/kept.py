"""Whether something that is not here is missing, or simply kept elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.trace.graph import NodeId
from assistant.trace.numbers import series_of

MAJORITY = 0.5
"""More than this share of what rows name must be held before the rest counts as missing."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A thing that rows name and nothing is kept of.

    `held` of `named` such things are here; `before` when its number comes before the first one
    held, or belongs to a series of which none is.
    """

    id: NodeId
    held: int
    named: int
    before: bool

    @property
    def elsewhere(self) -> bool:
        """Whether it may well be kept where nobody looked."""
        return self.before or self.held <= MAJORITY * self.named


def absent(named: Iterable[NodeId], held: Iterable[NodeId]) -> list[Absent]:
    """Those of `named` that are not among `held`, in the order given.

    Where a company's orders live in another system, none of them is here, and forty breaks
    would say what one sentence says. Where forty of forty-one are here, the last is missing.
    """
    here = set(held)
    wanted = list(dict.fromkeys(named))
    firsts = _firsts(here)
    early = {id_ for id_ in wanted if id_ not in here and _before(id_, firsts)}
    counted = [id_ for id_ in wanted if id_ not in early]
    there = sum(id_ in here for id_ in counted)
    return [Absent(id_, there, len(counted), id_ in early) for id_ in wanted if id_ not in here]


def _firsts(here: Iterable[NodeId]) -> dict[str, int]:
    firsts: dict[str, int] = {}
    for _, number in here:
        series, count = series_of(number)
        firsts[series] = min(count, firsts.get(series, count))
    return firsts


def _before(id_: NodeId, firsts: dict[str, int]) -> bool:
    series, count = series_of(id_[1])
    return bool(firsts) and (series not in firsts or count < firsts[series])
