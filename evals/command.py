"""What `clausewise eval` does: a fresh collection, every case, scores, the baseline beside them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from evals import reporting, runs
from evals.gates import Judged, judge
from evals.metrics.intervals import Measured, difference
from evals.misses import Miss, misses, unshown
from evals.running import Run, generate, of_split
from evals.sample.suite import sample
from evals.scoring import Scores, by_kind, score, tallies
from evals.subject import OpenServices
from evals.suites import Prepared, suite_of
from integrations.bootstrap import build_services
from integrations.cli.screen import FileBar, progress
from integrations.settings import Settings

_SPLITS = ("all", "dev", "test")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run of a suite with everything that is said about it."""

    run: Run
    split: str
    judged: tuple[Judged, ...]
    kinds: Mapping[str, Scores]

    @property
    def failed(self) -> bool:
        """Whether a figure dropped, or a gate is missed."""
        return any(one.verdict.fails for one in self.judged)

    @property
    def misses(self) -> list[Miss]:
        """Questions of the dev split that went wrong, the worst first."""
        return misses(self.run)

    @property
    def unshown(self) -> int:
        """How many of the test split went wrong."""
        return unshown(self.run)

    def as_json(self) -> dict[str, object]:
        """One JSON object: each metric with its value, interval, counts, baseline and verdict."""
        return {
            "suite": self.run.suite.name,
            "split": self.split,
            "failed": self.failed,
            "metrics": {one.metric: _judged(one) for one in self.judged},
            "kinds": {
                kind: {name: asdict(one) for name, one in scores.items()}
                for kind, scores in self.kinds.items()
            },
            "misses": [asdict(one) for one in self.misses],
            "misses_of_test": self.unshown,
        }


def prepared(suite: str, *, today: date) -> Prepared:
    """The suite `sample`, or that of a folder; a folder's cases are asked as of `today`.

    Raises `NothingThere` for neither, `InvalidCases` for faulty gold.
    """
    return sample() if suite == "sample" else suite_of(Path(suite), as_of=today)


def produce(wanted: Prepared, settings: Settings) -> Run:
    """Ingest the suite's documents into a fresh collection and put every case."""
    with TemporaryDirectory(prefix="clausewise-eval-") as temporary:
        folder = Path(temporary)
        documents = wanted.documents(folder)
        fresh = settings.model_copy(
            update={"data": folder / "data", "database_url": "", "chroma_url": ""}
        )
        with build_services(fresh, today=wanted.suite.as_of) as services:
            with progress("Reading") as draw:
                services.ingest([documents], progress=FileBar(draw))
            with progress("Making vectors") as draw:
                services.complete_vectors(draw)
            with progress("Asking") as draw:
                return generate(wanted.suite, OpenServices(services), progress=draw)


def judged(run: Run, wanted: Prepared, split: str) -> Outcome:
    """The run's figures of one split beside the baseline's."""
    part = of_split(run, split)
    before = runs.read_baseline(wanted.baseline, split)
    found = judge(score(tallies(part)), baseline=before, gates=wanted.suite.gates)
    return Outcome(part, split, tuple(found), by_kind(part))


def accept(run: Run, wanted: Prepared) -> Path:
    """Make the run's figures, of every split, the baseline to hold. Returns its file."""
    splits = {split: score(tallies(of_split(run, split))) for split in _SPLITS}
    runs.write_baseline(wanted.baseline, splits)
    return wanted.baseline


def keep(folder: Path, outcome: Outcome, settings: Settings) -> None:
    """Write the run into a folder, to be read or compared."""
    found = tallies(outcome.run)
    runs.keep(folder, outcome.run, found, score(found), config=_config(outcome, settings))
    report = reporting.markdown(outcome.run, outcome.judged, outcome.kinds)
    (folder / "report.md").write_text(report, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two kept runs: the figures of each, and the paired differences."""

    first: Scores
    second: Scores
    differences: Mapping[str, Measured]

    def as_json(self) -> dict[str, object]:
        """One JSON object: each metric with both values and the difference."""
        return {
            "metrics": {
                name: {
                    "first": self.first[name].value,
                    "second": self.second[name].value,
                    "difference": asdict(one),
                }
                for name, one in self.differences.items()
            }
        }


def compare(first: Path, second: Path) -> Comparison:
    """Second minus first, over the cases that both runs hold. Raises `NothingThere`."""
    before, after = runs.read_tallies(first), runs.read_tallies(second)
    found = {
        name: difference(before[name].shares, after[name].shares)
        for name in before
        if name in after
    }
    differences = {name: one for name, one in found.items() if one is not None}
    return Comparison(score(before), score(after), differences)


def _judged(one: Judged) -> dict[str, object]:
    return {
        **(asdict(one.now) if one.now else {}),
        "baseline": one.before and asdict(one.before),
        "gate": one.gate,
        "verdict": one.verdict.value,
    }


def _config(outcome: Outcome, settings: Settings) -> dict[str, object]:
    suite, asked = outcome.run.suite, outcome.run.asked
    searched = asked[0].reply.searched if asked else None
    gold = repr((suite.cases, suite.mappings, suite.coverage))
    return {
        "suite": suite.name,
        "split": outcome.split,
        "as_of": suite.as_of.isoformat(),
        "made": datetime.now().astimezone().isoformat(timespec="seconds"),
        "edition": settings.edition,
        "embedding_model": settings.embedding_model or "built in",
        "model": settings.model or "none: extracts",
        "documents": searched.documents if searched else 0,
        "passages": searched.passages if searched else 0,
        "vectors_ready": searched.vectors_ready if searched else 0.0,
        "gold_sha256": sha256(gold.encode()).hexdigest(),
    }
