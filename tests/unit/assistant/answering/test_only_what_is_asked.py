"""Counts, acts and fields of forms answer only what they say; a record's head names its thing."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

GARDEN = """# Guides and visitors

Document No: GV-2
Revision: C
Effective date: 2026-02-01

## 1 Guides

New garden guides walk with an old guide for 3 days before they lead a tour.
A tour group has at most 12 visitors.

## 2 Wishes of visitors

A wish of a visitor is written into the book within 2 days.
The carts for visitors are washed every month.
"""
OLD_RULES = """# Rules of the house

Document No: RH-1
Revision: {revision}
Effective date: {day}

## 1 Offices

{who} is the bee officer.
"""
FIELDS = {
    "Cart:": "Hay cart",
    "Second driver present:": "No",
    "Licence:": "Flight instructor",
    "Total injuries:": "1 minor",
    "Damage:": "",
    "Wheels:": "",
    "Speed:": "8 km/h",
}
ACCIDENT = (
    "<html><body><h1>Report on accident ZX-4471</h1><table>"
    + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in FIELDS.items())
    + "</table></body></html>"
)
SCALE = """Brenner Weights

# Certificate of weighing WK-88

Item: Potting scale

## Remarks

The reading as found was 2.3 kg; the pointer was bent back.
The lamp of the bench was dusty.
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "GV-2_C.md": GARDEN,
            "RH-1_A.md": OLD_RULES.format(revision="A", day="2023-01-01", who="Ines Moor"),
            "RH-1_B.md": OLD_RULES.format(revision="B", day="2026-01-01", who="Tom Ashby"),
            "records/ZX-4471.html": ACCIDENT,
            "records/WK-88 certificate.md": SCALE,
        }
    )


@pytest.mark.parametrize(
    "question",
    [
        "how many garden guides do we have?",  # the text counts days
        "when is a wish of a visitor acknowledged?",  # it tells when the wish is written down
        "how often are the carts for visitors painted?",
        "who was the driver in ZX-4471?",
        "were there any deaths in accident ZX-4471?",
        "what weight of visitors is allowed in a group?",  # a number, but of heads
    ],
)
def test_something_beside_what_is_asked_is_no_answer(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how many visitors are in a tour group?", "12 visitors"),
        ("how often are the carts for visitors washed?", "every month"),
        ("how many people were injured in accident ZX-4471?", "1 minor"),
        ("what was the speed in ZX-4471?", "8 km/h"),
        ("who was the bee officer in May 2024?", "Ines Moor"),
        ("who is the bee officer?", "Tom Ashby"),
        ("what was the reading of the potting scale of Brenner as found?", "2.3 kg"),
    ],
)
def test_the_very_thing_is_told(ask: AnswerQuestion, question: str, fact: str) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert fact in outcome.text


def test_a_document_held_is_not_called_unknown(ask: AnswerQuestion) -> None:
    outcome = ask("were there any deaths in accident ZX-4471?", as_of=TODAY).outcome

    assert "no record of" not in outcome.text


def test_a_word_of_another_meaning_is_no_slip_for_one_spelled_like_it(ask: AnswerQuestion) -> None:
    outcome = ask("what visitation of wishes is there?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)


@pytest.mark.parametrize(
    "question",
    [
        "who is the water protection officer?",  # the house has a bee officer
        "what is the budget for tours?",
        "how old is the hay cart?",
    ],
)
def test_another_office_amount_or_age_is_no_answer(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)


def test_what_a_paper_contains_is_told_by_the_sentence_that_says_so() -> None:
    tours = (
        "# Tours\n\nDocument No: TO-1\nRevision: A\nEffective date: 2026-01-05\n\n"
        "## 1 Tour report\n\n"
        "An example of a tour report is included in the annex.\n\n"
        "The tour report shall state the weather, the guide and the number of visitors.\n"
    )

    outcome = desk({"TO-1_A.md": tours})("what does a tour report include?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "the weather" in outcome.citations[0].quote


def test_shorthand_is_read_as_the_words_it_stands_for(ask: AnswerQuestion) -> None:
    outcome = ask("hw often r the carts for visitors washed b4 they go out", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "every month" in outcome.text
