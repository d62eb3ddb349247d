"""Questions about clauses, told from questions that only hold a number."""

import pytest

from assistant.answering.clause_questions import (
    ClauseIntent,
    clause_numbers,
    clause_question,
    in_our_words,
    legacy_in_words,
)
from assistant.model.clauses import ClauseNumber
from assistant.standards.loader import EditionLibrary

EDITION = EditionLibrary(None).get("as9120b")


@pytest.mark.parametrize(
    ("question", "intent", "numbers"),
    [
        ("where do we cover clause 8.5?", ClauseIntent.WHERE, ["8.5"]),
        ("which procedures cover 8.4.1 and 8.4.2", ClauseIntent.WHERE, ["8.4.1", "8.4.2"]),
        ("evidence for 9.2?", ClauseIntent.WHERE, ["9.2"]),
        ("do we do 8.3?", ClauseIntent.WHERE, ["8.3"]),
        ("do we actually carry out 9.2", ClauseIntent.WHERE, ["9.2"]),
        ("does clause 8.4 apply to us?", ClauseIntent.ASKS, ["8.4"]),
        ("what does 8.4.1 ask for?", ClauseIntent.ASKS, ["8.4.1"]),
        ("is 8.1.1 used in AS9120B?", ClauseIntent.ASKS, ["8.1.1"]),
        ("8.4.3", ClauseIntent.ASKS, ["8.4.3"]),
        ("what was clause 7.4.1 in the old edition", ClauseIntent.LEGACY, ["7.4.1"]),
        ("which current clause is 7.4.1?", ClauseIntent.LEGACY, ["7.4.1"]),
    ],
)
def test_the_intent_is_read(question: str, intent: ClauseIntent, numbers: list[str]) -> None:
    found = clause_question(question, EDITION)

    assert found is not None
    assert found.intent is intent
    assert [str(number) for number in found.numbers] == numbers


@pytest.mark.parametrize(
    "question",
    [
        "what does section 8.5 of the manual say?",
        "may the store be warmer than 8.5 °C?",
        "how many parts are in lot 8.5-2?",
        "who signs the order?",
        "what is in 8.2 of QP-12?",
    ],
)
def test_other_numbers_are_no_clauses(question: str) -> None:
    assert clause_question(question, EDITION) is None


def test_a_number_is_named_once() -> None:
    assert clause_numbers("clause 8.5.2 (8.5.2)") == [ClauseNumber.parse("8.5.2")]


def test_a_number_without_a_requirement_is_said_to_be_unused() -> None:
    assert "not used" in in_our_words(EDITION.clause("8.1.1"), EDITION)


def test_a_number_with_two_meanings_is_flagged() -> None:
    assert "also a current number" in legacy_in_words(ClauseNumber.parse("8.2.2"), EDITION)
