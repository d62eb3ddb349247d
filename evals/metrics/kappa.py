"""How far two judges agree beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.metrics.intervals import ROUNDS, Measured

_SEED = 20_260_930
FEWEST = 30
"""Pairs below which a kappa says too little to lean on."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two judges on the same cases, each a yes or a no; `kappa` None where chance explains all."""

    both_yes: int
    both_no: int
    only_first: int
    only_second: int
    kappa: Measured | None

    @property
    def n(self) -> int:
        """Cases both judged."""
        return self.both_yes + self.both_no + self.only_first + self.only_second

    @property
    def share(self) -> float:
        """How often they say the same, 0.0 … 1.0; 0.0 of none."""
        return (self.both_yes + self.both_no) / self.n if self.n else 0.0


def agreement(pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """Counts and Cohen's kappa in [-1, 1] with its 95 % bootstrap interval.

    Source: Cohen, "A coefficient of agreement for nominal scales", 1960. Resamples in which one
    judge says the same of all leave kappa undefined and are left out.
    """
    table = np.array(pairs, dtype=bool).reshape(-1, 2)
    first, second = table[:, 0], table[:, 1]
    return Agreement(
        both_yes=int((first & second).sum()),
        both_no=int((~first & ~second).sum()),
        only_first=int((first & ~second).sum()),
        only_second=int((~first & second).sum()),
        kappa=_measured(table),
    )


def _measured(table: NDArray[np.bool_]) -> Measured | None:
    value = _kappa(table[None, :, :])
    if not len(table) or np.isnan(value[0]):
        return None
    draws = np.random.default_rng(_SEED).integers(0, len(table), size=(ROUNDS, len(table)))
    low, high = np.nanquantile(_kappa(table[draws]), (0.025, 0.975))
    return Measured(float(value[0]), float(low), float(high), len(table))


def _kappa(tables: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Of each of shape (rounds, n, 2); NaN where chance alone makes them agree."""
    if not tables.shape[1]:
        return np.full(len(tables), np.nan)
    same = (tables[:, :, 0] == tables[:, :, 1]).mean(axis=1)
    yes = tables.mean(axis=1)
    chance = yes[:, 0] * yes[:, 1] + (1 - yes[:, 0]) * (1 - yes[:, 1])
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(chance < 1, (same - chance) / (1 - chance), np.nan)
    return np.asarray(found, dtype=np.float64)
