"""Whether confidences keep their promise: of what is said with 0.8, eight in ten are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.metrics.intervals import wilson

_WIDTH = 0.1


@dataclass(frozen=True, slots=True)
class Judgement:
    """A confidence said, 0.0 … 1.0, and whether it turned out right."""

    said: float
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Judgements of one range of confidence, `low` included and `high` not.

    `said`: their mean confidence; `share`: of them right, with its 95 % range.
    """

    low: float
    high: float
    n: int
    said: float
    share: float
    range: tuple[float, float]


def bands(judgements: Iterable[Judgement]) -> list[Band]:
    """Ten ranges of equal width, those without judgements left out, the lowest first."""
    sorted_in: dict[int, list[Judgement]] = {}
    for one in judgements:
        sorted_in.setdefault(min(9, int(one.said / _WIDTH + 1e-9)), []).append(one)
    return [_band(place, sorted_in[place]) for place in sorted(sorted_in)]


def _band(place: int, ones: Sequence[Judgement]) -> Band:
    n, right = len(ones), sum(one.right for one in ones)
    said = sum(one.said for one in ones) / n
    low, high = round(place * _WIDTH, 1), round((place + 1) * _WIDTH, 1)
    return Band(low, high, n, said, right / n, wilson(right, n))


def expected_calibration_error(judgements: Sequence[Judgement]) -> float | None:
    """Mean distance of said and right over the bands, weighed by n; None of nothing.

    Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
    binning", 2015.
    """
    if not judgements:
        return None
    return sum(one.n * abs(one.said - one.share) for one in bands(judgements)) / len(judgements)
