"""What a question asks for, and whether a text holds it."""

import pytest

from assistant.language.answer_types import AnswerType, expected_type, holds
from tests.effort import effort


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How long do we keep certificates?", AnswerType.DURATION),
        ("what is the retention period for drawings", AnswerType.DURATION),
        ("how many days do we have to answer", AnswerType.DURATION),
        ("How often is the scale checked?", AnswerType.FREQUENCY),
        ("who signs the certificate?", AnswerType.PERSON),
        ("name of the management representative", AnswerType.NAME),
        ("when does the buyer call?", AnswerType.TIME),
        ("what year was it built?", AnswerType.DATE),
        ("how many parts are sampled?", AnswerType.QUANTITY),
        ("whats the humidity limit in the store", AnswerType.QUANTITY),
        ("which form do we use for returns?", AnswerType.IDENTIFIER),
        ("where are the stamps kept?", AnswerType.PLACE),
        ("how do I split a lot?", AnswerType.STEPS),
        ("what happens if the fridge fails?", AnswerType.STEPS),
        ("why is clause 8.3 left out?", AnswerType.REASON),
        ("May we sell stock before inspection?", AnswerType.YES_NO),
        ("supplier register", AnswerType.ANY),
    ],
)
def test_the_words_of_a_question_tell_what_would_answer_it(question: str, kind: AnswerType) -> None:
    assert expected_type(question) is kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AnswerType.DURATION, "kept for ten years"),
        (AnswerType.DURATION, "within 2 working days"),
        (AnswerType.DURATION, "kept permanently"),
        (AnswerType.FREQUENCY, "checked every Monday"),
        (AnswerType.PERSON, "released by the Stores Lead"),
        (AnswerType.PERSON, "signed by Anna Keller"),
        (AnswerType.NAME, "The chair is Anna Keller."),
        (AnswerType.QUANTITY, "between 5 and 20 degrees"),
        (AnswerType.DATE, "built in 1978"),
        (AnswerType.ANY, "anything"),
    ],
)
def test_a_text_holds_the_kind(kind: AnswerType, text: str) -> None:
    assert holds(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AnswerType.DURATION, "read and written in the book every morning"),
        (AnswerType.QUANTITY, "The storekeeper reads the book."),
        (AnswerType.NAME, "The Quality Manager is responsible."),
        (AnswerType.PERSON, "The box is blue."),
    ],
)
def test_a_text_does_not_hold_the_kind(kind: AnswerType, text: str) -> None:
    assert not holds(kind, text)


@pytest.mark.parametrize(
    "text", ["a1" + "b" * 5_000 + "é", "a1 " * 2_000 + "é", "R" * 3_000 + "1__"]
)
def test_a_long_run_of_letters_is_read_at_once(text: str) -> None:
    assert effort(lambda: holds(AnswerType.CODE, text)) < 2


@pytest.mark.parametrize("text", ["on form F-12", "lot L26/0019-B", "R1182", "A-7"])
def test_a_code_is_held_however_its_parts_are_joined(text: str) -> None:
    assert holds(AnswerType.CODE, text)


def test_a_number_that_names_a_level_is_no_quantity() -> None:
    assert not holds(AnswerType.QUANTITY, "Each activity (Level 1, 2, or 3) is documented in F-12.")
    assert holds(AnswerType.QUANTITY, "At level 3 at least 5 users take part.")


def test_capitals_in_a_heading_are_nobody() -> None:
    assert not holds(AnswerType.NAME, "Identify Relevant Regulations")
    assert holds(AnswerType.NAME, "The representative is Jane Roe.")
