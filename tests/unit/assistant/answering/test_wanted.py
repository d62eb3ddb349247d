"""What a question wants told by name has to be told: somebody, a thing, an end, a limit."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.answering.somebody import tells_somebody
from assistant.language.words import stems_of
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

GREENHOUSE = """# Climate of the houses

Document No: GH-3
Revision: B
Effective date: 2026-02-01

## 1 Climate

Palm house 18 to 26 C and 60 to 80 % relative humidity. Orchid house 16 to 22 C.
Doors stay shut while the vents are open.
Frost alarms ring at 4 C in the seed room.

## 2 Gloves and ladders

Cotton gloves are worn when cuttings are taken.
The customer's wishes are compared with the planting plan.
The head gardener approves each planting plan before it is laid out.

## 3 Papers

Spray records are kept for 4 years.
The boiler is looked at by an outside firm each year.
Off-cuts under 30 cm go to the compost.
A spraying licence lapses after 36 months.
"""
BOILER = """# Boiler sheet of B-204

Document No: BS-204
Revision: A
Effective date: 2026-03-01

| Boiler: | B-204 |
| Last inspection: | 2026-01-11 |
| Gross weight: | 480 kg |
"""
CLIMATE = """Day,House,Lowest C,Highest C,Humidity %
2026-08-01,Fern house,14,22,71
2026-08-02,Fern house,15,23,69
"""
LICENCES = """Licence,Holder,Granted
L-11,Ines Moor,2024-04-02
L-12,Tom Ashby,2025-09-14
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "GH-3_B.md": GREENHOUSE,
            "BS-204_A.md": BOILER,
            "Climate log.csv": CLIMATE,
            "Licence register.csv": LICENCES,
        }
    )


@pytest.mark.parametrize(
    "question",
    [
        "what brand of gloves do we wear for cuttings?",
        "humidity limits for the orchid house?",
        "what humidity is allowed in the fern house?",  # a log tells what was, not what may be
        "when does licence L-11 expire?",  # the register says when it was granted
        "who took over from Ines Moor?",
        "how long do we keep visitor records?",
        "who compares the wishes with the planting plan?",
        "which firm looks at the boiler?",  # the text says only that it is an outside one
        "at what temperature do frost alarms ring in the potting shed?",
        "what did the licence L-12 cost?",
        "in what year was B-204 built?",  # the sheet has the day of an inspection
    ],
)
def test_what_is_told_of_something_else_is_no_answer(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("what gloves are worn for cuttings?", "Cotton"),
        ("humidity limits for the palm house?", "60 to 80"),
        ("when was licence L-11 granted?", "2024-04-02"),
        ("who approves the planting plan?", "head gardener"),
        ("how long do we keep spray records?", "4 years"),
        ("when does a spraying licence lapse?", "36 months"),
        ("at what temperature do frost alarms ring in the seed room?", "4 C"),
        ("where do offcuts go?", "compost"),
        ("when was the last inspection of B-204?", "2026-01-11"),
    ],
)
def test_what_is_told_of_the_very_thing_is(ask: AnswerQuestion, question: str, fact: str) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert fact in outcome.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The customer's notes are compared with the plan.", "who compares the notes?"),
        ("A supplier is not allowed to deliver.", "who approves a new supplier?"),
        ("Supplier approval is recorded in the register.", "who records the approval?"),
        ("It lists approved suppliers, and consultants.", "who may buy off the list?"),
        ("See the procedure Record Control.", "who signs the minutes?"),
        ("Creation of an Approved Supplier list", "who creates the list?"),
        ("Firms with Probationary Status shall be warned.", "who warns the firms?"),
    ],
)
def test_a_name_that_does_nothing_is_nobody(text: str, question: str) -> None:
    assert not tells_somebody(text, stems_of(question))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The General Manager signs as well.", "who signs for the purchasing manager?"),
        ("It needs the buyer's consent.", "who has to agree?"),
        ("Anybody may open a ticket.", "who can open a ticket?"),
        ("The goods are released by the customer.", "who releases the goods?"),
        ("Suppliers are approved by S. Pell.", "who approves suppliers?"),
    ],
)
def test_a_role_or_a_name_that_acts_is_somebody(text: str, question: str) -> None:
    assert tells_somebody(text, stems_of(question))


def test_a_column_asked_for_by_its_name_tells_who() -> None:
    desk_ = desk({"Pump register.csv": "Pump,Maker,Bought\nP-4,Glenmore,2024-02-01\n"})

    assert "Glenmore" in desk_("who is the maker of pump P-4?", as_of=TODAY).outcome.text
