"""Facts are found as people would read them."""

import pytest

from assistant.model.replies import Reason
from evals.cases import Case
from evals.metrics.answers import (
    all_facts_said,
    clauses_named,
    facts_said,
    reason_right,
    says,
)
from tests.replies import answered, declined


def case(*facts: tuple[str, ...], **more: object) -> Case:
    return Case("q", "?", answerable=bool(facts), facts=facts, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "spelling", "said"),
    [
        ("on Tuesdays and Thursdays", "Tuesday", True),
        ("examine 13; above", "13", True),
        ("130 pieces", "13", False),
        ("13.5 mm", "13", False),
        ("L26-0013", "13", False),
        ("1,940 counted", "940", False),
        ("1,940 counted", "1940", True),
        ("Quality manager", "QUALITY MANAGER", True),
        ("18 – 25 °C", "18 - 25 °C", True),
        ("two\nyears", "two years", True),
    ],
)
def test_a_spelling_is_found_from_the_start_of_a_word_or_number(
    text: str, spelling: str, said: bool
) -> None:
    assert says(text, spelling) is said


def test_facts_are_counted_by_group_and_any_spelling_meets_one() -> None:
    reply = answered("Records are kept for ten years [1].").outcome
    asked = case(("10 years", "ten years"), ("Quality Manager",))
    assert facts_said(asked, reply) == 0.5
    assert all_facts_said(asked, reply) == 0.0
    assert all_facts_said(case(("10 years", "ten years")), reply) == 1.0


def test_a_tag_is_not_a_number_of_the_answer() -> None:
    assert facts_said(case(("2",)), answered("Both are kept [2].").outcome) == 0.0


def test_a_declined_reply_says_no_fact_and_a_case_without_facts_is_not_scored() -> None:
    assert facts_said(case(("10 years",)), declined().outcome) == 0.0
    assert facts_said(case(), answered().outcome) is None


def test_clauses_named_is_the_share_of_the_wanted_ones() -> None:
    reply = answered().outcome  # names 8.6
    assert clauses_named(case(("x",), clauses=("8.6", "8.4")), reply) == 0.5
    assert clauses_named(case(("x",)), reply) is None
    assert clauses_named(case(("x",), clauses=("8.6",)), declined().outcome) == 0.0


def test_a_reason_is_scored_where_the_question_is_rightly_declined() -> None:
    opinion = declined(Reason.NEEDS_OPINION).outcome
    assert reason_right(case(reason=("needs_opinion",)), opinion) == 1.0
    assert reason_right(case(reason=("no_evidence",)), opinion) == 0.0
    assert reason_right(case(reason=("no_evidence",)), answered().outcome) is None
    assert reason_right(case(("x",)), opinion) is None
