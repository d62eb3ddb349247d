"""Show scores, and compare them with a baseline."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import NothingThere
from evals.metrics.intervals import Measured
from evals.scoring import Scores

_BASELINES = Path(__file__).parent / "baselines"


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric now and in the baseline; `dropped`: now below the baseline's interval."""

    metric: str
    now: Measured
    before: Measured | None

    @property
    def dropped(self) -> bool:
        """Whether the figure fell further than chance explains."""
        return self.before is not None and self.now.value < self.before.low


def baseline(suite: str) -> Scores:
    """The stored scores of a suite; empty when there are none yet."""
    path = _BASELINES / f"{suite}.json"
    if not path.exists():
        return {}
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {name: Measured(**figure) for name, figure in raw["scores"].items()}


def keep_as_baseline(suite: str, scores: Scores) -> Path:
    """Store the scores as the ones to hold. Returns the file."""
    path = _BASELINES / f"{suite}.json"
    path.parent.mkdir(exist_ok=True)
    rounded = {
        name: {key: round(value, 4) for key, value in asdict(one).items()}
        for name, one in scores.items()
    }
    path.write_text(json.dumps({"scores": rounded}, indent=2) + "\n", encoding="utf-8")
    return path


def compare(scores: Scores, before: Scores) -> list[Compared]:
    """Every metric of either, in the order of `scores`. Raises `NothingThere` for a lost one."""
    lost = [name for name in before if name not in scores]
    if lost:
        raise NothingThere(
            f"The run has no figure for {', '.join(lost)}, which the baseline has.",
            hint="A gold file is missing or empty.",
        )
    return [Compared(name, one, before.get(name)) for name, one in scores.items()]


def table(compared: Iterable[Compared]) -> str:
    """The scores as lines of a table for a terminal or a report."""
    lines = [
        f"{'metric':<20} {'value':>6}  {'95 % interval':<15} {'n':>4} {'skipped':>8}  baseline"
    ]
    for one in compared:
        now = one.now
        before = f"{one.before.value:.3f}" if one.before else "-"
        mark = "  DROPPED" if one.dropped else ""
        lines.append(
            f"{one.metric:<20} {now.value:6.3f}  {f'{now.low:.3f} … {now.high:.3f}':<15} "
            f"{now.n:4d} {now.skipped:8d}  {before}{mark}"
        )
    return "\n".join(lines)
