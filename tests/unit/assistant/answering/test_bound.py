"""Who, when, where and how many: answered only by a sentence that says it of that very act."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

BAKERY = """# Bread and ovens

Document No: BK-2
Revision: A
Effective date: 2026-01-05

## 1 Dough book

The head baker writes the dough book. The dough book is sent to the shop managers, who tell the
sales staff. The bakery shall establish and maintain a procedure for the storage of flour.

## 2 Ovens

The oven log is closed when the last batch has left the oven. The shift leader is told when an oven
is to be repaired. Once the temperature probe is calibrated, the fitter puts a label on the oven.
Thermometers shall be checked by the maintenance engineer before each shift.

## 3 Leaving dough

Dough left over is weighed and noted. The scales are checked every Monday.
Signed oven logs are filed in the grey cabinet.

## 4 Grades of flour

Flour is sorted into one of the following grades:

Fine
Coarse

A bag of flour can be opened by two cooks if the first 3 hours of the shift are over.

## 5 Shop Manager Responsibilities

- Orders the paper bags.
- Responsible for cleaning the shop window.

## 6 Words

Proving time: the time dough rests before it goes into the oven.
"""
TEMPLATE = """# Harvest plan

Document No: BK-3
Revision: A
Effective date: 2026-01-05

## Example of a harvest plan

The vineyard inspection is led by <NAME OF THE HEAD> on the first day of the harvest.
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk({"BK-2_A.md": BAKERY, "BK-3_A.md": TEMPLATE})


@pytest.mark.parametrize(
    "question",
    [
        "who maintains the dough book?",  # it is sent to somebody; another thing is maintained
        "who repairs the oven?",  # somebody is told of it
        "when is the oven repaired?",  # who is told of it, and then
        "when is the temperature probe calibrated?",  # what follows once it is
        "who closes the oven log?",  # when, not by whom
        "who weighs the dough left over?",  # it is weighed; by whom nobody says
        "how many bags of flour are opened in a shift?",  # cooks and hours are counted
        "who is the head of the laboratory?",
        "who leads the vineyard inspection?",  # a template leaves the name open
        "where is the dough book kept?",
    ],
)
def test_a_sentence_that_only_names_it_all_is_no_answer(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("who writes the dough book?", "head baker"),
        ("who checks the thermometers?", "maintenance engineer"),
        ("when is the oven log closed?", "last batch"),
        ("when are thermometers checked?", "before each shift"),
        ("when are the scales checked?", "every Monday"),
        ("where are the signed oven logs filed?", "grey cabinet"),
        ("how many grades of flour are there?", "Fine"),
        ("how many grades of flour are there?", "Coarse"),
        ("who orders the paper bags?", "Shop Manager"),
        ("who is responsible for cleaning the shop window?", "Shop Manager"),
        ("what is proving time?", "the time dough rests"),
    ],
)
def test_a_sentence_that_says_it_of_that_very_act_is_the_answer(
    ask: AnswerQuestion, question: str, fact: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert fact in outcome.text
