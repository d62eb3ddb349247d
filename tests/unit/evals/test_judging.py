"""A judge model beside people's labels: recorded, pinned, resumable, and never more than that."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import LanguageModelUnavailable, ModelFault, NothingThere, WrongUse
from assistant.model.replies import Answered, Reply
from evals.cases import Case
from evals.judging import JUDGED, judge_name, judge_run, read_verdicts, rendered, report
from evals.judging_cli import sentences
from evals.labels import Label, Labelled, fingerprint_of, read_sheet, write_sheet
from evals.metrics.kappa import agreement
from evals.running import Asked
from prompts.library import load
from tests.fakes.language_model import ScriptedModel
from tests.replies import answered, declined

PROMPT = load("judge_answer")
DOWN = LanguageModelUnavailable("gone", fault=ModelFault.DOWN)


def asked(case: str, reply: Reply | None = None) -> Asked:
    gold = Case(id=case, question=f"what of {case}?", answerable=True, facts=(("10 years",),))
    return Asked(gold, reply or answered(), (), (True,), None)


def reworded(reply: Reply, text: str) -> Reply:
    assert isinstance(reply.outcome, Answered)
    return replace(reply, outcome=replace(reply.outcome, text=text))


def test_kappa_of_a_worked_example() -> None:
    """50 cases, 20 and 15 alike: agreement .70, by chance .50, kappa .40."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10
    found = agreement(pairs + [(False, False)] * 15)
    assert (found.n, found.share, found.only_first, found.only_second) == (50, 0.7, 5, 10)
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.4)
    assert found.kappa.low < 0.4 < found.kappa.high


def test_a_judge_that_always_says_the_same_agrees_by_chance_alone() -> None:
    found = agreement([(True, True), (False, True)])
    assert found.kappa is not None
    assert found.kappa.value == 0.0


@pytest.mark.parametrize("pairs", [[], [(True, True)] * 9])
def test_kappa_is_not_known_where_chance_explains_all(pairs: list[tuple[bool, bool]]) -> None:
    assert agreement(pairs).kappa is None


def test_verdicts_are_kept_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    cases = [asked("a"), asked("b"), asked("c", declined())]
    with pytest.raises(LanguageModelUnavailable):
        judge_run(tmp_path, cases, ScriptedModel(["RIGHT", DOWN]), PROMPT)
    model = ScriptedModel(["It is wrong."])
    verdicts = judge_run(tmp_path, cases, model, PROMPT)
    assert [(one.case, one.label) for one in verdicts] == [
        ("a", Label.RIGHT),
        ("b", Label.WRONG),
    ]
    assert len(model.asked) == 1


def test_another_judge_or_another_answer_is_judged_anew(tmp_path: Path) -> None:
    judge_run(tmp_path, [asked("a")], ScriptedModel(["RIGHT"]), PROMPT)
    other = ScriptedModel(["WRONG"], name="other:model")
    judge_run(tmp_path, [asked("a")], other, PROMPT)
    changed = asked("a", reworded(answered(), "Something else [1]."))
    judge_run(tmp_path, [changed], ScriptedModel(["WRONG"]), PROMPT)
    assert [one.label for one in read_verdicts(tmp_path)] == [
        Label.RIGHT,
        Label.WRONG,
        Label.WRONG,
    ]


def test_a_torn_line_is_dropped_and_judged_again(tmp_path: Path) -> None:
    judge_run(tmp_path, [asked("a")], ScriptedModel(["RIGHT"]), PROMPT)
    path = tmp_path / JUDGED
    path.write_text(path.read_text() + '{"case": "b", "re')
    judge_run(tmp_path, [asked("a"), asked("b")], ScriptedModel(["WRONG"]), PROMPT)
    assert [one.case for one in read_verdicts(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("said", ["", "I cannot tell", "RIGHT or WRONG"])
def test_a_judge_without_a_clear_word_is_counted_as_that(tmp_path: Path, said: str) -> None:
    (verdict,) = judge_run(tmp_path, [asked("a")], ScriptedModel([said]), PROMPT)
    found = report(verdict.judge, [verdict], {})
    assert (verdict.label, found.unclear, found.right) == (None, 1, 0)


def test_an_answer_that_takes_too_long_is_passed_over(tmp_path: Path) -> None:
    slow = LanguageModelUnavailable("slow", fault=ModelFault.SLOW)
    verdicts = judge_run(tmp_path, [asked("a"), asked("b")], ScriptedModel([slow, "RIGHT"]), PROMPT)
    assert [one.label for one in verdicts] == [None, Label.RIGHT]


def test_labels_of_another_answer_are_not_compared(tmp_path: Path) -> None:
    one = asked("a")
    model = ScriptedModel(["RIGHT"])
    verdicts = judge_run(tmp_path, [one], model, PROMPT)
    labels = {
        "a": Labelled(Label.WRONG, "Ann", "another"),
        "gone": Labelled(Label.RIGHT, "Ann", fingerprint_of(one)),
    }
    found = report(judge_name(model, PROMPT), verdicts, labels)
    assert (found.with_people.n, found.stale) == (0, ("a", "gone"))
    assert any("2 labels are of another answer" in line for line in sentences(found))


def test_few_labels_are_said_to_be_few(tmp_path: Path) -> None:
    verdicts = judge_run(tmp_path, [asked("a")], ScriptedModel(["RIGHT"]), PROMPT)
    labels = {"a": Labelled(Label.RIGHT, "Ann", fingerprint_of(asked("a")))}
    assert "Fewer than 30 labels" in sentences(report("j", verdicts, labels))[-1]


def test_the_judge_reads_answer_facts_and_quotes_without_tags() -> None:
    text = rendered(asked("a"), PROMPT).user
    reply = answered()
    assert isinstance(reply.outcome, Answered)
    assert "Expected facts: 10 years" in text
    assert reply.outcome.citations[0].quote in text
    assert "[1]" not in text


def test_a_sheet_goes_out_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    risky = reworded(answered(), "=cmd() [1].")
    assert write_sheet(path, [asked("a"), asked("b", risky), asked("c", declined())]) == 2
    assert "'=cmd()" in path.read_text(encoding="utf-8-sig")
    assert read_sheet(path) == {}
    filled = path.read_text(encoding="utf-8-sig").replace(",,,,", ",Right,Ann Lee,,", 1)
    path.write_text(filled, encoding="utf-8")
    assert read_sheet(path) == {"a": Labelled(Label.RIGHT, "Ann Lee", fingerprint_of(asked("a")))}


def test_labels_are_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("mine")
    with pytest.raises(WrongUse, match="there already"):
        write_sheet(path, [asked("a")])
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a,good,Ann,1", "line 2: “good” is no label"),
        ("a,right,,1", "line 2: nobody is named"),
        ("a,right,Ann,1\na,wrong,Bob,1", "line 3: a stands there twice"),
    ],
)
def test_a_bad_sheet_names_its_lines(tmp_path: Path, rows: str, fault: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(f"case,label,by,reply\n{rows}\n")
    with pytest.raises(WrongUse, match=fault):
        read_sheet(path)


def test_semicolons_are_read_and_missing_columns_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("case;label;by;reply\na;wrong;Ann;1\n")
    assert read_sheet(path)["a"].label is Label.WRONG
    path.write_text("case,label\na,wrong\n")
    with pytest.raises(WrongUse, match="no column by, reply"):
        read_sheet(path)
    with pytest.raises(NothingThere):
        read_sheet(tmp_path / "none.csv")
