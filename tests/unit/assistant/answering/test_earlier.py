"""Questions of issues that are no longer in force, or not yet."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.documents import Status
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

_HEAD = "Document: {number}\nTitle: {title}\nRevision: {rev}\nEffective: {day}\n\n# {title}\n\n"


def _paper(number: str, title: str, rev: str, day: str, text: str) -> str:
    return _HEAD.format(number=number, title=title, rev=rev, day=day) + text


FILES = {
    "WP-7_B.md": _paper(
        "WP-7",
        "Picking and packing",
        "B",
        "2024-02-01",
        "## 1 Boxes\n\nBoxes are sealed with paper tape. Packers weigh boxes above 20 kg.\n",
    ),
    "WP-7_C.md": _paper(
        "WP-7",
        "Picking and packing",
        "C",
        "2026-04-01",
        "## 1 Boxes\n\nBoxes are sealed with steel straps. Packers weigh boxes above 12 kg.\n",
    ),
    "WP-9_A.md": _paper(
        "WP-9",
        "Keeping old papers",
        "A",
        "2024-02-01",
        "## 1 Old issues\n\nOld issues of a procedure are kept for 6 years.\n",
    ),
}


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(FILES)


@pytest.mark.parametrize(
    "question",
    [
        "what did issue B of the packing procedure say boxes are sealed with?",
        "what were boxes sealed with in the old packing procedure?",
        "what were boxes sealed with before April 2026?",
        "WP-7 rev B: what are boxes sealed with?",
    ],
)
def test_the_issue_meant_answers_and_its_standing_is_told(
    ask: AnswerQuestion, question: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "paper tape" in outcome.text
    assert "steel" not in outcome.text
    assert {one.status for one in outcome.citations} == {Status.OBSOLETE}
    assert "WP-7 rev B is obsolete, not in force." in outcome.warnings


def test_what_the_old_issue_does_not_say_is_not_taken_from_the_new_one(
    ask: AnswerQuestion,
) -> None:
    outcome = ask("what did issue B of the packing procedure say about steel straps?", as_of=TODAY)

    assert isinstance(outcome.outcome, Declined) or "strap" not in outcome.outcome.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what are boxes sealed with?", "steel straps"),
        ("how long do we keep old issues of a procedure?", "6 years"),
    ],
)
def test_a_question_of_today_is_answered_from_what_is_in_force(
    ask: AnswerQuestion, question: str, said: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert said in outcome.text


def test_a_comparison_with_today_is_answered_from_both_issues(ask: AnswerQuestion) -> None:
    asked = "what are boxes sealed with in issue B of the packing procedure, and what now?"
    outcome = ask(asked, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert {one.revision for one in outcome.citations} == {"B", "C"}


def test_what_was_in_force_on_a_day_gone_by_is_told_as_of_that_day(ask: AnswerQuestion) -> None:
    outcome = ask("which revision of WP-7 was in force in March 2025?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "revision B, in force" in outcome.text
    assert "revision C, in force" not in outcome.text
