"""What `clausewise eval` does: a fresh collection, every case, scores, the baseline beside them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evals import html_report, reporting, runs
from evals.configuration import gold_fingerprint
from evals.gates import Judged, judge
from evals.journal import read_run
from evals.misses import Miss, misses, unshown
from evals.problems import Problem, read_problems, write_problems
from evals.running import Run, of_split
from evals.sample.suite import sample
from evals.scoring import Scores, by_kind, score, tallies
from evals.suites import Prepared, suite_of

_SPLITS = ("all", "dev", "test")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run of a suite with everything that is said about it."""

    run: Run
    split: str
    judged: tuple[Judged, ...]
    kinds: Mapping[str, Scores]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a figure dropped, a gate is missed, or a case has no figure."""
        return any(one.verdict.fails for one in self.judged) or any(
            one.fails for one in self.problems
        )

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
            "problems": [asdict(one) for one in self.problems],
        }


def prepared(suite: str, *, today: date) -> Prepared:
    """The suite `sample`, or that of a folder; a folder's cases are asked as of `today`.

    Raises `NothingThere` for neither, `InvalidCases` for faulty gold.
    """
    return sample() if suite == "sample" else suite_of(Path(suite), as_of=today)


def prepared_again(folder: Path) -> Prepared:
    """The suite that a run's folder was made of, as its gold stands now. Raises like `prepared`."""
    config = runs.read_config(folder)
    return prepared(str(config["named"]), today=date.fromisoformat(str(config["as_of"])))


def scored(folder: Path, wanted: Prepared, split: str) -> Outcome:
    """Score what a run's folder holds, beside the baseline, and write figures and reports into it.

    The gold of now counts: mended gold needs no new run as long as the questions are the same.
    """
    run, unscored = read_run(wanted.suite, folder)
    kept = [one for one in read_problems(folder) if one.stage != "score"]
    told = {one.about for one in kept if one.stage == "generate"}
    problems = [*kept, *(one for one in unscored if one.about not in told)]
    write_problems(folder, problems)
    found = tallies(run)
    runs.write_scores(folder, found, score(found))
    outcome = judged(run, wanted, split, problems)
    _write_reports(folder, outcome)
    return outcome


def judged(run: Run, wanted: Prepared, split: str, problems: list[Problem]) -> Outcome:
    """The run's figures of one split beside the baseline's."""
    part = of_split(run, split)
    before = runs.read_baseline(wanted.baseline, split)
    found = judge(score(tallies(part)), baseline=before, gates=wanted.suite.gates)
    return Outcome(part, split, tuple(found), by_kind(part), tuple(problems))


def accept(folder: Path, wanted: Prepared) -> Path:
    """Make a run's figures, of every split, the baseline to hold. Returns its file."""
    run, _ = read_run(wanted.suite, folder)
    splits = {split: score(tallies(of_split(run, split))) for split in _SPLITS}
    runs.write_baseline(wanted.baseline, splits)
    return wanted.baseline


def gold_changed(folder: Path, wanted: Prepared) -> bool:
    """Whether the gold is another one than when the run was made."""
    return runs.read_config(folder)["gold_sha256"] != gold_fingerprint(wanted.suite)


def _write_reports(folder: Path, outcome: Outcome) -> None:
    report = reporting.markdown(outcome.run, outcome.judged, outcome.kinds, outcome.problems)
    (folder / "report.md").write_text(report, encoding="utf-8")
    page = html_report.page(
        outcome.run, outcome.judged, outcome.kinds, outcome.problems, runs.read_config(folder)
    )
    (folder / "report.html").write_text(page, encoding="utf-8")


def _judged(one: Judged) -> dict[str, object]:
    return {
        **(asdict(one.now) if one.now else {}),
        "baseline": one.before and asdict(one.before),
        "gate": one.gate,
        "verdict": one.verdict.value,
    }
