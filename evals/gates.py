"""Gates: the baseline's intervals and the suite's least values, and what a run makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from evals.gold_files import InvalidCases
from evals.metrics.intervals import Measured
from evals.scoring import METRICS, Scores

_ROUNDING = 1e-6  # baselines are stored with six digits


class Verdict(StrEnum):
    """What became of one metric."""

    HELD = "held"
    DROPPED = "dropped"  # below the interval of the baseline
    MISSED = "missed"  # below a gate that the baseline reaches, or that has no baseline
    NOT_REACHED = "not reached yet"  # below a gate that the baseline is below as well
    LOST = "lost"  # the baseline has a figure and the run has none

    @property
    def fails(self) -> bool:
        """Whether the run ends with a no."""
        return self in (Verdict.DROPPED, Verdict.MISSED, Verdict.LOST)


@dataclass(frozen=True, slots=True)
class Judged:
    """One metric now, in the baseline, and its least value; None where there is none."""

    metric: str
    now: Measured | None
    before: Measured | None
    gate: float | None

    @property
    def verdict(self) -> Verdict:
        """A drop is said before a missed gate: it is the harder of the two."""
        if self.now is None:
            return Verdict.LOST
        if self.before is not None and self.now.value < self.before.low - _ROUNDING:
            return Verdict.DROPPED
        if self.gate is None or self.now.value >= self.gate:
            return Verdict.HELD
        if self.before is not None and self.before.value < self.gate:
            return Verdict.NOT_REACHED
        return Verdict.MISSED


def judge(scores: Scores, *, baseline: Scores, gates: Mapping[str, float]) -> list[Judged]:
    """Every metric of the run or the baseline, in the order of a report."""
    named = [name for name in METRICS if name in scores or name in baseline]
    return [Judged(name, scores.get(name), baseline.get(name), gates.get(name)) for name in named]


def load_gates(path: Path) -> dict[str, float]:
    """Least values by metric. Raises `InvalidCases` for an unknown metric or no share of 1."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    gates = raw.get("gates") if isinstance(raw, dict) else None
    if not isinstance(gates, dict):
        raise InvalidCases(f"{path.name}:1: metrics below `gates:` are expected")
    faults = [f"{name!r} is no metric" for name in gates if name not in METRICS]
    faults += [
        f"{name!r} must lie between 0 and 1"
        for name, least in gates.items()
        if not isinstance(least, int | float) or not 0 <= least <= 1
    ]
    if faults:
        known = f"The metrics are {', '.join(METRICS)}."
        raise InvalidCases("\n".join(f"{path.name}: {fault}" for fault in faults), hint=known)
    return {str(name): float(least) for name, least in gates.items()}
