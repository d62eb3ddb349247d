"""What `clausewise eval` does: a fresh collection, every case, scores, the baseline beside them."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.errors import NothingThere
from evals import reporting
from evals.metrics.intervals import Measured
from evals.running import generate, of_split
from evals.scoring import Scores, score
from evals.subject import OpenServices
from evals.suites import prepared
from integrations.bootstrap import build_services
from integrations.settings import Settings

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of one run beside the baseline's."""

    suite: str
    compared: tuple[reporting.Compared, ...]

    def as_json(self) -> dict[str, Any]:
        """One JSON object: each metric with its value, interval, counts and baseline."""
        figures = {
            one.metric: asdict(one.now)
            | {"baseline": one.before and one.before.value, "dropped": one.dropped}
            for one in self.compared
        }
        return {"suite": self.suite, "metrics": figures}


def run(
    suite: str, settings: Settings, *, split: str | None, keep: bool, on_progress: OnProgress
) -> Outcome:
    """Ingest the suite's documents anew and put every case. `keep` makes a new baseline.

    Raises `NothingThere` for an unknown suite.
    """
    wanted = prepared(suite)
    with TemporaryDirectory(prefix="clausewise-eval-") as folder:
        documents = Path(folder) / "documents"
        wanted.make_documents(documents)
        fresh = settings.model_copy(update={"data": Path(folder) / "data", "database_url": ""})
        with build_services(fresh, today=wanted.suite.as_of) as services:
            services.ingest([documents])
            services.complete_vectors()
            done = generate(wanted.suite, OpenServices(services), progress=on_progress)
    scores = score(of_split(done, split))
    before = reporting.baseline(suite)
    if keep:
        reporting.keep_as_baseline(suite, scores)
    _last(settings, suite).write_text(
        json.dumps({name: asdict(one) for name, one in scores.items()}), encoding="utf-8"
    )
    return Outcome(suite, tuple(reporting.compare(scores, before)))


def compare_last(suite: str, settings: Settings) -> Outcome:
    """The last run of this data directory beside the baseline. Raises `NothingThere`."""
    path = _last(settings, suite)
    if not path.exists():
        raise NothingThere(
            f"Suite {suite!r} has not been run here.", hint=f"Run `clausewise eval run {suite}`."
        )
    raw = json.loads(path.read_text(encoding="utf-8"))
    scores: Scores = {name: Measured(**figure) for name, figure in raw.items()}
    return Outcome(suite, tuple(reporting.compare(scores, reporting.baseline(suite))))


def _last(settings: Settings, suite: str) -> Path:
    settings.data.mkdir(parents=True, exist_ok=True)
    return settings.data / f"eval-{suite}.json"
