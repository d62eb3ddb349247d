"""What is near the question but does not answer it: declined rather than given."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

COURSES = """# Courses

Document No: HR-5
Revision: A
Effective date: 2026-01-05

## 1 Courses that come again

Fire drill: the course comes again every 24 months for the whole staff.

## 2 Laboratory

Once a year the inspector sends a sample piece to Halvorsen Labs for a hardness test.
Halvorsen Labs was audited by the buyer in March 2026.
"""
STAMPS = """Stamp,Holder,Kind,Issued
ST-4,Rosa Lind,Inspection,2024-02-01
ST-5,Piet Maas,Release,2025-06-11
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk({"HR-5_A.md": COURSES, "Stamp register.csv": STAMPS})


@pytest.mark.parametrize(
    "question",
    [
        "how many hours does the fire drill course take",  # the text has months
        "what discount does Halvorsen Labs grant",
        "who audited Halvorsen Labs in 2023?",
    ],
)
def test_an_attribute_nobody_wrote_down_is_declined(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how many months until the fire drill comes again?", "24 months"),
        ("who audited Halvorsen Labs in 2026?", "buyer"),
        ("who holds stamp ST-4", "Rosa Lind"),
    ],
)
def test_what_was_written_down_is_still_answered(
    ask: AnswerQuestion, question: str, fact: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert fact in outcome.text


KEEPING = """# Training

Document No: HR-7
Revision: A
Effective date: 2026-01-05

## 1 Abbreviations

PRB: Parts Review Board

## 2 Courses

Training of an auditor takes 16 hours and ends with a training record.

## 3 Files

Training records are kept in the personnel file for 9 years.
"""


def test_how_long_something_is_kept_is_told_by_the_sentence_of_keeping() -> None:
    outcome = desk({"HR-7_A.md": KEEPING})("how long do we keep training records?", as_of=TODAY)

    assert isinstance(outcome.outcome, Answered)
    assert "9 years" in outcome.outcome.text
    assert "16 hours" not in outcome.outcome.text


def test_what_an_abbreviation_means_is_not_who_does_it() -> None:
    outcome = desk({"HR-7_A.md": KEEPING})("who chairs the PRB?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)


FILES = """# Files

Document No: QF-3
Revision: A
Effective date: 2026-01-05

## 1 Design file

Records of a file of designs are kept 5 years after sales of the unit have ended.

## 2 Plan file

Records of a file of plans are kept 8 years after sales of the unit have ended.

## 3 Test file

Its records are kept 6 years after sales of the unit.

## 4 Tool file

Records of a file of tools or of a test are kept 7 years after sales of the unit have ended.
"""


def test_a_question_of_one_value_is_answered_from_two_places_at_most() -> None:
    asked = "how many years are the records of a file kept after sales of the unit have ended?"

    outcome = desk({"QF-3_A.md": FILES})(asked, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert len(outcome.citations) <= 2


def test_the_section_headed_as_the_question_says_comes_first() -> None:
    asked = "how many years after sales of the unit have ended are test file records kept?"

    outcome = desk({"QF-3_A.md": FILES})(asked, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "6 years" in outcome.citations[0].quote
