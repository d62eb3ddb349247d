"""A run is recorded as it is made, goes on after a kill, and is scored by the gold of now."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from assistant.errors import StoreUnavailable
from assistant.model.replies import Answered, Choice, Citation, Declined, Reason, Reply
from evals.cases import Case, CoveredClause, Place
from evals.generating import generate
from evals.journal import REPLIES, Journal, read_run
from evals.record_cells import ReadCell
from evals.recorded import Json, reply_json
from evals.running import Proposed, ReadNumber, Suite
from integrations.shapes.restoring import reply_of
from tests.replies import answered, citation, declined

DAY = date(2026, 9, 30)
SUITE = Suite(
    "s",
    DAY,
    (
        Case("a", "kept?", answerable=True, places=(Place(path=citation().path),)),
        Case("b", "and who signs?", answerable=True, turns=("kept?",), stands_for="who signs?"),
        Case("c", "will it pass?", answerable=False),
    ),
    coverage=(CoveredClause("8.6", ()),),
)


class Killed(BaseException):
    """The process ends."""


@dataclass
class Program:
    """A `Subject` that answers everything, until it fails as told."""

    fails: dict[str, BaseException] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def ask(self, question: str, as_of: date, conversation: str | None = None) -> Reply:
        if question in self.fails:
            raise self.fails[question]
        self.asked.append((question, conversation))
        return replace(answered(), question=question, conversation=conversation or "c_new")

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        return [citation(quote="x" * 999)]

    def verdict(self, clause: str, as_of: date) -> tuple[str, str]:
        return "proposed", "stale"

    def verdicts(self, as_of: date) -> dict[str, tuple[str, str]]:
        return {"8.6": ("proposed", "stale"), "8.7": ("none", "current")}

    def record_cells(self, as_of: date) -> list[ReadCell]:
        return []

    def old_numbers(self, as_of: date) -> list[ReadNumber]:
        return [ReadNumber("a.pdf", "7.4.1", "see clause 7.4.1 there", "legacy", ("8.4.1",))]

    def proposed(self, as_of: date) -> list[Proposed]:
        return [Proposed("8.6", "a.pdf", "QP-1", "C", "6.2", None, None)]

    def stands(self, citation: Citation) -> bool:
        return True


def test_what_is_recorded_is_read_as_it_was(tmp_path: Path) -> None:
    program = Program()
    assert generate(SUITE, program, Journal(tmp_path)) == []
    run, problems = read_run(SUITE, tmp_path)
    assert problems == []
    assert [one.case.id for one in run.asked] == ["a", "b", "c"]
    assert run.asked[0].reply == replace(answered(), question="kept?", conversation="c_new")
    assert run.asked[0].hits == (citation(quote="x" * 300),)
    assert run.proposed == tuple(program.proposed(DAY))
    assert [(one.gold.clause, one.verdict) for one in run.where] == [("8.6", ("proposed", "stale"))]


def test_a_declined_reply_is_read_as_it_was() -> None:
    unclear = Declined(
        Reason.OUT_OF_SCOPE, "which?", unclear=True, choices=(Choice("QM-1", "of QM-1?"),)
    )
    for reply in (declined(), replace(declined(), outcome=unclear)):
        assert reply_of(cast(Json, reply_json(reply))) == reply


def test_a_follow_up_is_asked_in_one_conversation_and_alone(tmp_path: Path) -> None:
    program = Program()
    generate(replace(SUITE, cases=SUITE.cases[1:2], coverage=()), program, Journal(tmp_path))
    assert program.asked == [
        ("kept?", None), ("and who signs?", "c_new"), ("who signs?", None)
    ]  # fmt: skip
    run, _ = read_run(replace(SUITE, cases=SUITE.cases[1:2], coverage=()), tmp_path)
    assert run.asked[0].alone is not None
    assert run.asked[0].alone.question == "who signs?"


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        generate(SUITE, Program({"will it pass?": Killed()}), Journal(tmp_path))
    with (tmp_path / REPLIES).open("a", encoding="utf-8") as file:
        file.write('{"case": "c", "rep')
    program = Program()
    assert generate(SUITE, program, Journal(tmp_path)) == []
    assert [question for question, _ in program.asked] == [
        "will it pass?", "Where do we cover clause 8.6?"
    ]  # fmt: skip
    run, problems = read_run(SUITE, tmp_path)
    assert (len(run.asked), problems) == (3, [])


def test_a_case_that_fails_is_a_problem_and_is_asked_again(tmp_path: Path) -> None:
    broken = Program({"will it pass?": StoreUnavailable("The disk is gone.")})
    (problem,) = generate(SUITE, broken, Journal(tmp_path))
    assert (problem.about, problem.message) == ("c", "The disk is gone.")
    assert (problem.stage, problem.fails) == ("generate", True)
    _, unscored = read_run(SUITE, tmp_path)
    assert [(one.about, one.code) for one in unscored] == [("c", "no-reply")]
    program = Program()
    assert generate(SUITE, program, Journal(tmp_path)) == []
    assert program.asked == [("will it pass?", None)]


def test_mended_gold_is_scored_anew_but_not_for_another_question(tmp_path: Path) -> None:
    generate(SUITE, Program(), Journal(tmp_path))
    first, *rest = SUITE.cases
    mended = replace(SUITE, cases=(replace(first, facts=(("10 years",),)), *rest))
    run, problems = read_run(mended, tmp_path)
    assert (run.asked[0].case.facts, problems) == ((("10 years",),), [])
    other = replace(SUITE, cases=(replace(first, question="thrown away?"), *rest))
    run, problems = read_run(other, tmp_path)
    assert [one.case.id for one in run.asked] == ["b", "c"]
    assert [(one.about, one.code) for one in problems] == [("a", "question-changed")]


def test_an_older_record_without_a_later_field_is_still_read(tmp_path: Path) -> None:
    generate(SUITE, Program(), Journal(tmp_path))
    path = tmp_path / REPLIES
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["reply"]["a_later_field"] = {"of": "a later program"}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    run, problems = read_run(SUITE, tmp_path)
    assert (len(run.asked), problems) == (3, [])
    assert isinstance(run.asked[0].reply.outcome, Answered)
