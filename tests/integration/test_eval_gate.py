"""The sample company is measured whole, and no figure may fall below the baseline's interval."""

import os
from pathlib import Path

import pytest

from evals import command, reporting
from evals.gates import Verdict
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
def outcome(settings: Settings) -> command.Outcome:
    """Every case of the sample, asked of a collection made for it."""
    wanted = sample()
    return command.judged(command.produce(wanted, settings), wanted, "all")


def test_nothing_of_the_sample_falls_below_the_baselines_interval(
    outcome: command.Outcome,
) -> None:
    fallen = [
        one.metric for one in outcome.judged if one.verdict in (Verdict.DROPPED, Verdict.LOST)
    ]
    rows = "\n".join("  ".join(row) for row in reporting.metric_rows(outcome.judged))
    assert fallen == [], rows


def test_the_baseline_of_the_sample_is_there_and_knows_every_metric(
    outcome: command.Outcome,
) -> None:
    assert BASELINE.is_file()
    assert [one.metric for one in outcome.judged if one.before is None] == []


def test_every_document_of_the_sample_is_searched_with_all_vectors(
    outcome: command.Outcome,
) -> None:
    searched = outcome.run.asked[0].reply.searched
    assert searched.documents > 60
    assert searched.vectors_ready == 1.0


def test_a_kept_run_of_the_sample_differs_from_itself_by_nothing(
    outcome: command.Outcome, settings: Settings, tmp_path: Path
) -> None:
    command.keep(tmp_path, outcome, settings)
    assert {path.name for path in tmp_path.iterdir()} == {
        "config.json", "replies.jsonl", "scores.json", "report.md"
    }  # fmt: skip
    found = command.compare(tmp_path, tmp_path)
    assert {one.value for one in found.differences.values()} == {0.0}
