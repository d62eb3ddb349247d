"""How a thing or a person stands: its rows, the sheet they stand on, what its last days come to."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

TOOLS = """Tag,What,Kept at,Last done,Good until
TL-3,Bore gauge,Cage 1,2026-01-10,2027-01-10
TL-5,Torque wrench,Cage 2,2025-03-02,2026-03-02
TL-8,Bore gauge,Cage 2,2026-08-02,2027-08-02
"""
VENDORS = """Code,Vendor,Supplies,Status,Certificate valid until
V-1,Holm Rivets AB,Rivets,Approved,2027-01-31
V-3,Toller Seals GmbH,Seals,Suspended,2026-05-01
V-4,Tollerman Springs AG,Springs,Approved,2027-05-01
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk({"Tool register.csv": TOOLS, "Vendor list.csv": VENDORS})


@pytest.mark.parametrize(
    ("question", "row", "told"),
    [
        ("is TL-3 in date?", "TL-3", "Good until 2027-01-10 has not passed on 2026-09-30"),
        ("is TL-5 still good?", "TL-5", "Good until 2026-03-02 lies before 2026-09-30"),
        ("is TL-5 overdue", "TL-5", "Good until 2026-03-02 lies before 2026-09-30"),
        ("Is Holm approved?", "V-1", "Status: Approved"),
        ("is Toller an approved vendor", "V-3", "Status: Suspended"),
    ],
)
def test_the_row_of_the_thing_named_tells_and_its_last_day_is_worked_out(
    ask: AnswerQuestion, question: str, row: str, told: str
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert [one.quote.split(" | ")[0] for one in outcome.citations] == [row]
    assert told in outcome.text


@pytest.mark.parametrize("question", ["is TL-9 in date?", "is Holmgren approved?"])
def test_a_thing_that_no_row_names_has_no_standing(ask: AnswerQuestion, question: str) -> None:
    assert isinstance(ask(question, as_of=TODAY).outcome, Declined)
