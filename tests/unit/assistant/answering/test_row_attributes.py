"""What no column can hold is declined, with the row and the columns there are."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

STAMPS = """Stamp,Holder,Kind,Issued,Signature,Remark
ST-3,Jane Roe,Release,2021-06-14,yes,-
ST-4,Tom Ash,Inspection,2015-08-10,yes,left the company
"""
GAUGES = """Gauge,Sort,Sits at,Last done,Due,Done by
MG-4,caliper,bench 1,2026-02-10,2027-02-10,Tayside Calibration
MG-5,micrometer,bench 2,2026-02-11,2027-02-11,Tayside Calibration
"""
CLIMATE = """Date,Place,Lowest C,Highest C,Humidity %
2026-08-12,Main store,19,24,50
2026-08-12,Paint store,15,22,57
"""
COURSES = """Name,Job,Authorised for,Authorised on,Valid until
Jane Roe,Inspector,R,2025-10-06,2027-10-06
Tom Ash,Storekeeper,S,2025-06-16,2027-06-16
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "Stamp register.csv": STAMPS,
            "Gauge list.csv": GAUGES,
            "Climate log.csv": CLIMATE,
            "Authorisations.csv": COURSES,
        }
    )


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("when does stamp ST-3 expire?", "when that runs out"),
        ("what did the calibration of MG-4 cost?", "what that cost"),
        ("what humidity is allowed in the paint store?", "what is allowed"),
        ("who took over from Tom Ash?", "who did that"),
    ],
)
def test_a_row_is_no_answer_to_what_none_of_its_columns_can_hold(
    ask: AnswerQuestion, question: str, missing: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Declined), outcome.text
    assert f"has no column for {missing}; it holds: " in outcome.text
    assert outcome.near_misses


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("whose stamp is ST-3?", "Jane Roe"),
        ("when is MG-4 due?", "2027-02-10"),
        ("until when is the authorisation of Tom Ash valid?", "2027-06-16"),
        ("what was the humidity in the paint store?", "57"),
    ],
)
def test_what_a_column_holds_is_told(ask: AnswerQuestion, question: str, told: str) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered), outcome.text
    assert told in outcome.text
