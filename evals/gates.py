"""Gates: the baseline's intervals and the suite's least values, and what a run makes of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from evals.gold_files import InvalidCases, compose
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
    """Least values by metric. Raises `InvalidCases` naming each faulty line."""
    faults: list[str] = []
    gates: dict[str, float] = {}
    for name, value in _pairs(path):
        line = f"{path.name}:{name.start_mark.line + 1 if name.start_mark else 1}"
        if name.value not in METRICS:
            faults.append(f"{line}: {name.value!r} is no metric")
        elif not isinstance(value, yaml.ScalarNode) or not _SHARE.fullmatch(value.value):
            faults.append(f"{line}: {name.value!r} must lie between 0 and 1, such as 0.85")
        else:
            gates[str(name.value)] = float(value.value)
    if faults:
        known = f"The metrics are {', '.join(METRICS)}."
        raise InvalidCases("\n".join(faults), hint=known)
    return gates


_SHARE = re.compile(r"0|1|[01]\.0*|0?\.\d+")


def _pairs(path: Path) -> list[tuple[yaml.Node, yaml.Node]]:
    root = compose(path)
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value == "gates" and isinstance(value, yaml.MappingNode):
            return list(value.value)
    raise InvalidCases(f"{path.name}:1: metrics below `gates:` are expected")
