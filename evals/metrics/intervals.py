"""Figures as ratios of sums, with bootstrap intervals: how far could they move with other cases?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROUNDS = 2_000
_SEED = 20_260_930
_TAILS = (0.025, 0.975)


class Share(NamedTuple):
    """What one case adds to a figure: `part` to the upper sum, `whole` to the lower one.

    A mean is the ratio of shares whose whole is 1; precision and recall are ratios too.
    """

    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % bootstrap interval; `n` cases scored, `skipped` not scored."""

    value: float
    low: float
    high: float
    n: int
    skipped: int = 0


def ratio(shares: Sequence[Share]) -> float | None:
    """Sum of the parts over sum of the wholes; None when nothing is scored."""
    whole = sum(share.whole for share in shares)
    return sum(share.part for share in shares) / whole if whole else None


def measured(shares: Sequence[Share], *, skipped: int = 0, rounds: int = ROUNDS) -> Measured | None:
    """The ratio of the shares with its percentile interval; None when nothing is scored.

    Source: Efron, "Bootstrap methods: another look at the jackknife", 1979; percentile method,
    `rounds` resamples of the cases with a fixed seed, so that two runs on one set agree.
    """
    value = ratio(shares)
    if value is None:
        return None
    low, high = _tails(_resampled(shares, _draws(len(shares), rounds)))
    return Measured(value, low, high, sum(1 for share in shares if share.whole), skipped)


def measured_mean(values: Sequence[float], *, rounds: int = ROUNDS) -> Measured | None:
    """The arithmetic mean with its interval; None of nothing."""
    return measured([Share(value, 1.0) for value in values], rounds=rounds)


def difference(
    first: Mapping[str, Share], second: Mapping[str, Share], *, rounds: int = ROUNDS
) -> Measured | None:
    """Figure of `second` minus figure of `first` over the cases that both hold, by name.

    Paired: each resample draws the same cases on both sides, so that what is hard for both
    does not widen the interval. None when either has nothing scored on the common cases.
    """
    common = [name for name in first if name in second]
    before, after = ([side[name] for name in common] for side in (first, second))
    was, now = ratio(before), ratio(after)
    if was is None or now is None:
        return None
    draws = _draws(len(common), rounds)
    low, high = _tails(_resampled(after, draws) - _resampled(before, draws))
    return Measured(now - was, low, high, len(common))


def wilson(passed: int, of: int) -> tuple[float, float]:
    """The 95 % range of a share of few cases, 0.0 … 1.0; `of` at least 1.

    Source: Wilson 1927. A bootstrap of cases that all passed would have no width at all.
    """
    share, z = passed / of, 1.959964
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _draws(cases: int, rounds: int) -> NDArray[np.int64]:
    return np.random.default_rng(_SEED).integers(0, cases, size=(rounds, cases))


def _resampled(shares: Sequence[Share], draws: NDArray[np.int64]) -> NDArray[np.float64]:
    """The ratio of each resample; NaN for one with nothing scored."""
    table = np.array(shares, dtype=np.float64)
    parts, wholes = table[:, 0][draws].sum(axis=1), table[:, 1][draws].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(wholes > 0, parts / wholes, np.nan), dtype=np.float64)


def _tails(figures: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.nanquantile(figures, _TAILS)
    return float(low), float(high)
