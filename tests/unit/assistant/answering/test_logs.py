"""Questions over whole logs: lists, counts, conditions, the latest and the highest."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered
from tests.unit.assistant.answering.desk import TODAY, desk

GAUGES = """Gauge,Description,Site,Last calibrated,Next due,Status
MG-4,Digital calliper,Leeds,2025-11-02,2026-11-02,In use
MG-7,Micrometer 0-25,Leeds,2025-06-11,2026-06-11,In use
MG-9,Height gauge,Lille,2024-01-15,2025-01-15,Withdrawn
MG-11,Torque tester,Lille,2026-03-03,2027-03-03,In use
"""
SOURCES = """Code,Vendor,Supplies,Grade,Score,Certificate valid until,Status
V-1,Holm Rivets AB,Rivets,A,97,2027-01-31,Approved
V-2,Dray Bearings Ltd,Bearings,B,84,2026-10-12,Approved
V-3,Toller Seals GmbH,Seals,C,71,2026-05-01,Suspended
V-4,Penn Metals Inc,Sheet metal,A,91,2026-12-24,Approved
"""
COMPLAINTS = """No,Received,Customer,What they say,Owner,Justified,Cost,Closed
C-1,2026-02-03,Arden Air,Box short,Jane Roe,yes,120,2026-02-20
C-2,2026-03-09,Fell Airways,Wrong label,Jane Roe,no,0,2026-03-15
C-3,2026-08-21,Arden Air,Late,Tom Ash,yes,640,
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "Gauge register.csv": GAUGES,
            "Approved vendors.csv": SOURCES,
            "Customer complaints.csv": COMPLAINTS,
        }
    )


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("which vendors have a score below 90?", {"V-2", "V-3"}),
        ("how many vendors have a score of at least 91", {"V-1", "V-4"}),
        ("list all grade A vendors", {"V-1", "V-4"}),
        ("which vendor certificates have expired?", {"V-3"}),
        ("which vendor certificates expire before the end of the year?", {"V-2", "V-4"}),
        ("which vendors are not approved?", {"V-3"}),
        ("vendor with the lowest score", {"V-3"}),
        ("which complaints were justified?", {"C-1", "C-3"}),
        ("open complaints", {"C-3"}),
        ("how many complaints were closed in March?", {"C-2"}),
        ("how many complaints did we have from arden air", {"C-1", "C-3"}),
        ("when was the last complaint?", {"C-3"}),
        ("last complaint from Fell Airways", {"C-2"}),
        ("list the complaints owned by J. Roe", {"C-1", "C-2"}),
        ("overdue gauges", {"MG-7"}),
        ("which gauges are in Lille", {"MG-9", "MG-11"}),
        ("how many gauges are due in November", {"MG-4"}),
        ("what is due in the next 90 days?", {"V-2", "V-4", "MG-4"}),
        ("what has expired?", {"V-3", "MG-7"}),
    ],
)
def test_every_row_that_fits_is_listed_and_no_other(
    ask: AnswerQuestion, question: str, rows: set[str]
) -> None:
    outcome = ask(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert {one.quote.split(" | ")[0] for one in outcome.citations} == rows
    assert outcome.answered_by == "records"


def test_the_count_is_of_all_rows_that_fit(ask: AnswerQuestion) -> None:
    outcome = ask("how many vendors are approved", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert outcome.text.startswith("3 of 4 rows of Approved vendors")


SKILLS = """Name,Post,Crane,First aid,Solvents
Jane Roe,Packer,2027-03-01,-,2026-08-01
Tom Ash,Storeman,2026-02-01,2027-05-05,-
Lea Orr,Clerk,-,-,2027-09-09
"""
JOBS = """Job,Opened,Place,Wanted by,Sent,Checked,Points
J-1,2026-02-01,Hall 2,2026-02-10,2026-02-12,Tom Ash,12
J-2,2026-03-01,Hall 21,2026-03-10,2026-03-09,,3
J-3,2026-08-01,Hall 2,2026-12-10,,,15
"""
SALES = """Sale,Day,Customer,Lot no,Pieces
S-1,2026-02-01,Arden Air,L26-07/1,20
S-2,2026-03-01,Fell Airways,L26-07/2,30
S-3,2026-08-01,Arden Air,L26-09,15
"""


@pytest.fixture(scope="module")
def ask_crew() -> AnswerQuestion:
    return desk({"Crew skills.csv": SKILLS, "Jobs.csv": JOBS, "Sales 2026.csv": SALES})


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("who is trained on the crane?", {"Jane Roe"}),
        ("who may use solvents?", {"Lea Orr"}),
        ("whose crane ticket has run out?", {"Tom Ash"}),
        ("which jobs have not been checked?", {"J-2", "J-3"}),
        ("which jobs are unchecked", {"J-2", "J-3"}),
        ("which jobs were sent late?", {"J-1"}),
        ("which jobs are in hall 2?", {"J-1", "J-3"}),
        ("which jobs score 12 or more?", {"J-1", "J-3"}),
        ("who got pieces out of lot L26-07?", {"S-1", "S-2"}),
        ("people with crane training", {"Jane Roe"}),
    ],
)
def test_what_is_undone_late_or_held_is_read_off_the_columns_that_tell(
    ask_crew: AnswerQuestion, question: str, rows: set[str]
) -> None:
    outcome = ask_crew(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert {one.quote.split(" | ")[0] for one in outcome.citations} == rows


def test_a_count_is_not_given_for_rows_that_a_word_of_the_question_may_not_fit(
    ask_crew: AnswerQuestion,
) -> None:
    outcome = ask_crew("how many jobs were justified?", as_of=TODAY).outcome

    assert not (isinstance(outcome, Answered) and outcome.answered_by == "records")
