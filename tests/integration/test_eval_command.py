"""`clausewise eval` on a suite of one's own, from its folder to figures and exit code."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from integrations.cli.main import run

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

Cli = Callable[..., tuple[int, str, str]]

PROCEDURE = """\
# QP-90 Receiving

Document No: QP-90
Revision: B
Effective date: 2025-03-01

## 4 Checks

The storekeeper counts every delivery against the purchase order.

## 6 Records

Receiving inspection records are retained for 12 years.
"""

QUESTIONS = """\
questions:
  - id: keep
    question: how long are receiving inspection records retained?
    answerable: true
    facts: [["12 years"]]
    places: [{path: QP-90.md, section: "6"}]
  - id: pass
    question: will our supplier pass its next audit?
    answerable: false
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "QP-90.md").write_text(PROCEDURE, encoding="utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    return folder


@pytest.fixture
def cli(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run `clausewise eval …`; gives exit code, output and messages."""
    for name in os.environ:
        if name.startswith("CLAUSEWISE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["--as-of", "2026-09-30", "--data", str(tmp_path / "data"), "eval", *arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call


def test_ones_own_suite_is_measured_and_kept(suite: Path, cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("run", str(suite), "--keep", str(tmp_path / "run"), "--json")
    told = json.loads(out)
    assert (code, told["failed"], told["suite"]) == (0, False, "ours")
    assert told["metrics"]["citation hit"]["value"] == 1.0
    assert told["metrics"]["answer facts"]["n"] == 1
    assert told["misses"] == []
    config = json.loads((tmp_path / "run" / "config.json").read_text(encoding="utf-8"))
    assert (config["as_of"], config["documents"]) == ("2026-09-30", 1)
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "Evaluation of suite ours" in page


def test_generate_and_score_are_two_steps_and_a_complete_run_is_left_alone(
    suite: Path, cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    assert cli("generate", str(suite), "-o", str(folder))[0] == 0
    assert not (folder / "scores.json").exists()
    assert not (folder / ".collection").exists()
    before = (folder / "replies.jsonl").stat().st_mtime_ns
    assert cli("generate", str(suite), "-o", str(folder))[0] == 0
    assert (folder / "replies.jsonl").stat().st_mtime_ns == before

    better = QUESTIONS.replace('[["12 years"]]', '[["12 years", "twelve"], ["retained"]]')
    (suite / "questions.yaml").write_text(better, encoding="utf-8")
    code, out, said = cli("score", str(folder), "--json")
    assert (code, "gold was changed" in said) == (0, True)
    assert json.loads(out)["metrics"]["answer facts"]["value"] == 1.0


def test_a_run_made_with_something_else_is_not_written_over(
    suite: Path, cli: Cli, tmp_path: Path
) -> None:
    folder = str(tmp_path / "run")
    cli("generate", str(suite), "-o", folder)
    (suite / "questions.yaml").write_text(QUESTIONS.replace("how long", "for how long"), "utf-8")
    code, _, said = cli("generate", str(suite), "-o", folder)
    assert (code, "made with other gold_sha256, questions_sha256" in said) == (2, True)
    assert cli("generate", str(suite), "-o", folder, "--anew")[0] == 0


def test_a_case_without_a_reply_ends_with_a_no(suite: Path, cli: Cli, tmp_path: Path) -> None:
    folder = str(tmp_path / "run")
    cli("generate", str(suite), "-o", folder)
    (suite / "questions.yaml").write_text(QUESTIONS.replace("how long", "for how long"), "utf-8")
    code, out, _ = cli("score", folder)
    assert code == 1
    assert "keep: The question was another one when the run was made." in out


def test_a_drop_below_the_accepted_baseline_ends_with_a_no(suite: Path, cli: Cli) -> None:
    code, _, said = cli("run", str(suite), "--accept")
    assert (code, "baseline.json" in said) == (0, True)
    assert cli("run", str(suite))[0] == 0

    worse = QUESTIONS.replace('section: "6"', 'section: "4"')
    (suite / "questions.yaml").write_text(worse, encoding="utf-8")
    code, out, _ = cli("run", str(suite))
    assert code == 1
    assert (
        "citation hit, citation precision: fell below the interval of the baseline. This fails."
        in out
    )
    assert "keep wrong place: how long are receiving inspection records retained?" in out


def test_a_gate_that_nothing_excuses_ends_with_a_no(suite: Path, cli: Cli) -> None:
    worse = QUESTIONS.replace("12 years", "15 years")
    (suite / "questions.yaml").write_text(worse, encoding="utf-8")
    (suite / "gates.yaml").write_text("gates:\n  answer facts: 0.85\n", encoding="utf-8")
    code, out, _ = cli("run", str(suite))
    assert code == 1
    assert "answer facts: below a gate" in out
    assert cli("run", str(suite), "--accept")[0] == 0
    code, out, _ = cli("run", str(suite))
    assert (code, "not reached yet" in out) == (0, True)


def test_two_kept_runs_are_compared(suite: Path, cli: Cli, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    cli("run", str(suite), "--keep", str(first))
    worse = QUESTIONS.replace('section: "6"', 'section: "4"')
    (suite / "questions.yaml").write_text(worse, encoding="utf-8")
    cli("run", str(suite), "--keep", str(second))

    code, out, _ = cli("compare", str(first), str(second), "--json")
    told = json.loads(out)["metrics"]["citation hit"]
    assert code == 0
    assert (told["first"], told["second"], told["difference"]["value"]) == (1.0, 0.0, -1.0)
    assert (told["test"], told["better"], told["worse"], told["p"]) == ("McNemar", 0, 1, 1.0)
    code, out, _ = cli("compare", str(first), str(second))
    assert (code, "McNemar" in out) == (0, True)


@pytest.mark.parametrize("name", ["no-such-suite", "."])
def test_what_is_no_suite_is_said_in_two_lines(
    name: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, said = cli("run", name)
    assert (code, out) == (2, "")
    assert "is no suite" in said
    assert "hint: A suite is `sample`" in said


def test_faulty_gold_is_named_with_its_line(suite: Path, cli: Cli) -> None:
    (suite / "questions.yaml").write_text(QUESTIONS + "  - {id: x}\n", encoding="utf-8")
    code, _, said = cli("run", str(suite))
    assert code == 2
    assert "questions.yaml:10: question x: 'question' is missing" in said


def test_the_validation_file_tells_of_a_kept_run_and_feedback_is_written_as_cases(
    suite: Path, cli: Cli, tmp_path: Path
) -> None:
    folder = str(tmp_path / "run")
    cli("generate", str(suite), "-o", folder)
    file = tmp_path / "validation.md"
    assert cli("validation-file", "--run", folder, "-o", str(file))[0] == 0
    assert "## 8 Decision" in file.read_text(encoding="utf-8")
    assert cli("validation-file", "-o", str(tmp_path / "v.pdf"))[0] == 2
    code, _, said = cli("cases-from-feedback", "-o", str(tmp_path / "said.yaml"))
    assert (code, "0 cases from 0 words" in said) == (0, True)
