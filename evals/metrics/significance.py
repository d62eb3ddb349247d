"""How likely chance alone gives a difference between two runs over the same cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from evals.metrics.intervals import Share, ratio

ROUNDS = 10_000
_SEED = 20_260_930
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Chance:
    """A two-sided p-value, 0.0 … 1.0, the test that gave it, and the cases that tell the two apart.

    `better`, `worse`: cases on which the second run does so; None for a precision or a recall,
    to which a case may add nothing at all.
    """

    p: float
    test: str  # McNemar | permutation
    better: int | None = None
    worse: int | None = None


def chance(first: Mapping[str, Share], second: Mapping[str, Share]) -> Chance:
    """The test of second against first over the cases that both hold.

    McNemar's exact test where every case is a yes or a no, else a paired permutation test.
    """
    pairs = [(first[name], second[name]) for name in first if name in second]
    if any(one.whole != 1.0 for pair in pairs for one in pair):
        return Chance(permutation(pairs), "permutation")
    better, worse = (_apart(pairs, sign) for sign in (1, -1))
    if all(one.part in (0.0, 1.0) for pair in pairs for one in pair):
        return Chance(mcnemar(better, worse), "McNemar", better, worse)
    return Chance(permutation(pairs), "permutation", better, worse)


def mcnemar(better: int, worse: int) -> float:
    """Two-sided exact p of `better` against `worse` discordant cases; 1.0 when there are none.

    Source: McNemar 1947, with the binomial distribution in place of the approximation.
    """
    n = better + worse
    tail: float = sum(comb(n, k) for k in range(min(better, worse) + 1)) / 2**n
    return min(1.0, 2 * tail)


def permutation(pairs: Sequence[tuple[Share, Share]], *, rounds: int = ROUNDS) -> float:
    """Two-sided p of the difference of the two ratios when each case's sides may be swapped.

    Source: Fisher 1935, by `rounds` random swaps with a fixed seed; (1 + as far or farther) /
    (1 + rounds), so it is never 0. 1.0 when either side has nothing scored.
    """
    was, now = ratio([one for one, _ in pairs]), ratio([one for _, one in pairs])
    if was is None or now is None:
        return 1.0
    table = np.array(pairs, dtype=np.float64)  # case x side x (part, whole)
    swapped = np.random.default_rng(_SEED).random((rounds, len(pairs))) < 0.5
    there = np.where(swapped[:, :, None], table[None, :, 0], table[None, :, 1]).sum(axis=1)
    total = table.sum(axis=(0, 1))
    here = total[None, :] - there
    with np.errstate(invalid="ignore", divide="ignore"):
        moved = np.abs(there[:, 0] / there[:, 1] - here[:, 0] / here[:, 1])
    farther = int((moved >= abs(now - was) - _ROUNDING).sum())
    return (1 + farther) / (1 + rounds)


def _apart(pairs: Sequence[tuple[Share, Share]], sign: int) -> int:
    return sum(sign * (after.part - before.part) > _ROUNDING for before, after in pairs)
