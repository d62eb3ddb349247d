"""The sample company is measured whole, and no figure may fall below the baseline's interval.

One test, so that tests side by side do not measure it twice.
"""

import os
from pathlib import Path

import pytest

from evals import command, comparing, reporting
from evals.gates import Verdict
from evals.producing import produce
from evals.sample.suite import BASELINE, sample
from integrations.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings without any of the machine's, in a data directory of their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith("CLAUSEWISE_"):
                patch.delenv(name)
        return Settings.load(data=tmp_path_factory.mktemp("evaluation"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run is."""
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="session")
def outcome(settings: Settings, folder: Path) -> command.Outcome:
    """Every case of the sample, asked of a collection made for it."""
    wanted = sample()
    produce(wanted, settings, folder, named="sample")
    return command.scored(folder, wanted, "all")


def test_nothing_of_the_sample_falls_below_the_baselines_interval(
    outcome: command.Outcome, folder: Path
) -> None:
    _is_whole(outcome)
    _is_kept_and_differs_from_itself_by_nothing(outcome, folder)
    fallen = [
        one.metric for one in outcome.judged if one.verdict in (Verdict.DROPPED, Verdict.LOST)
    ]
    rows = "\n".join("  ".join(row) for row in reporting.metric_rows(outcome.judged))
    assert fallen == [], rows


def _is_whole(outcome: command.Outcome) -> None:
    """Every document was searched with all vectors, and the baseline knows every metric."""
    searched = outcome.run.asked[0].reply.searched
    assert searched.documents > 60
    assert searched.vectors_ready == 1.0
    assert BASELINE.is_file()
    assert [one.metric for one in outcome.judged if one.before is None] == []


def _is_kept_and_differs_from_itself_by_nothing(outcome: command.Outcome, folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        *("config.json", "replies.jsonl", "proposed.jsonl", "problems.jsonl"),
        *("old_numbers.jsonl", "record_cells.jsonl", "verdicts.jsonl"),
        *("scores.json", "report.md", "report.html"),
    }
    found = comparing.compare(folder, folder)
    assert {(one.change.value, one.chance.p) for one in found.differences.values()} == {(0.0, 1.0)}
    assert len(found.differences) == len(outcome.judged)
