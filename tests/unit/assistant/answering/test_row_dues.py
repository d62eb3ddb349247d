"""What is late, due and open: each log by its own due day, its own sign of being done."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

ACTIONS = """Action,Opened,Subject,Owner,Due,Extended to,Done,State
A-1,2026-02-01,Label stock,Ann Lund,2026-04-01,,2026-03-20,open
A-2,2026-03-01,Bin cards,Tom Ash,2026-05-01,,,open
A-3,2026-03-05,Scale weights,Tom Ash,2026-05-01,2026-12-01,,open
A-4,2026-04-01,Training film,Ann Lund,2026-06-01,,,"open, due to the move"
A-5,2026-04-02,Racking,Ann Lund,2026-06-01,,2026-05-30,closed
A-6,2026-04-09,Signs,Ann Lund,after the move,,,open
"""
COURSES = """Date,Name,Course,Trainer,Next due
2024-05-01,Jane Roe,Forklift,Liftco,2026-05-01
2026-04-20,Jane Roe,Forklift,Liftco,2028-04-20
2024-06-01,Tom Ash,Forklift,Liftco,2026-06-01
2026-06-02,Tom Ash,First aid,Medico,2028-06-02
"""
SHELF = """Lot,Part,Expires,Bin
L-1,Sealant,2026-08-31,B-2
L-2,Primer,2027-01-31,B-4
"""
ORDERS = """Order,Ordered,Customer,Value EUR,Promised,Status
O-1,2026-06-03,Arden Air,310,2026-06-20,shipped
O-2,2026-07-09,Fell Airways,90,2026-08-01,open
O-3,2026-08-12,Arden Air,40,2026-12-20,open
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "Action list.csv": ACTIONS,
            "Training log.csv": COURSES,
            "Shelf life board.csv": SHELF,
            "Sales orders.csv": ORDERS,
        }
    )


def _rows(ask: AnswerQuestion, question: str) -> set[str]:
    outcome = ask(question, as_of=TODAY).outcome
    assert isinstance(outcome, Answered), outcome.text
    return {" ".join(one.quote.split(" | ")[:3]) for one in outcome.citations}


def _first(ask: AnswerQuestion, question: str) -> set[str]:
    return {one.split(" ")[0] for one in _rows(ask, question)}


def test_what_was_done_or_put_off_is_not_overdue_though_its_state_is_open(
    ask: AnswerQuestion,
) -> None:
    assert _first(ask, "which actions are overdue?") == {"A-2", "A-4"}


def test_a_row_whose_day_cannot_be_read_is_said(ask: AnswerQuestion) -> None:
    outcome = ask("which actions are overdue?", as_of=TODAY).outcome

    assert "A-6" in outcome.text
    assert "no day that can be read" in outcome.text


def test_a_state_that_says_more_than_open_is_open(ask: AnswerQuestion) -> None:
    assert _first(ask, "which actions are open?") == {"A-1", "A-2", "A-3", "A-4", "A-6"}


def test_an_order_that_left_is_not_open(ask: AnswerQuestion) -> None:
    assert _first(ask, "open orders") == {"O-2", "O-3"}


def test_a_course_taken_again_takes_the_place_of_the_one_before(ask: AnswerQuestion) -> None:
    assert _rows(ask, "whose training has expired?") == {"2024-06-01 Tom Ash Forklift"}


def test_what_is_overdue_lists_what_falls_due_and_counts_what_ran_out(
    ask: AnswerQuestion,
) -> None:
    outcome = ask("what is overdue?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    told = {one.quote.split(" | ")[0] for one in outcome.citations}
    assert told == {"A-2", "A-4", "2024-06-01", "O-2"}
    assert "not listed: 1 of 2 rows of Shelf life board" in outcome.text


def test_what_has_expired_lists_what_ran_out(ask: AnswerQuestion) -> None:
    assert "L-1" in _first(ask, "what has expired?")


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("which orders came in between 1 June and 31 July?", {"O-1", "O-2"}),
        ("how many orders in June and July", {"O-1", "O-2"}),
        ("orders received from July to August", {"O-2", "O-3"}),
        ("which actions were opened in February or April?", {"A-1", "A-4", "A-5", "A-6"}),
        ("how many orders in the last two months", {"O-3"}),
    ],
)
def test_a_stretch_between_two_days_or_months_is_one(
    ask: AnswerQuestion, question: str, rows: set[str]
) -> None:
    assert _first(ask, question) == rows


def test_that_none_fits_is_said_with_the_rows_that_come_closest(ask: AnswerQuestion) -> None:
    outcome = ask("how many orders from Arden Air in March?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)
    assert outcome.text.startswith("None of 3 rows of Sales orders")
    assert {one.quote.split(" | ")[0] for one in outcome.near_misses} == {"O-1", "O-3"}


CAGE = """Cage no.,In,Batch,Why,Put in by,Decision,Out on
Q-1,2026-05-12,60322,burrs in the bore,Jenna Oak,return,2026-05-26
Q-2,2026-06-30,60371,marking unclear,Tom Wick,hold for a concession,
Q-3,2026-09-17,60436,no certificate,Tom Wick,,
"""
RISKS = """No,Risk,Likelihood,Harm,Score,Heat,Who
R-1,flood in the hall,2,5,10,warm,Sam Rao
R-2,mixed issues in bins,3,5,15,hot,Cal Ren
R-3,one buyer only,2,3,6,cool,Bron Tea
R-4,lift out of order,2,4,8,warm,Sam Rao
"""
AGES = """Batch,Part,Stuff,Use until,On hand,Unit
60118,PR-14,sealant,2026-08-12,0,tube
60432,PR-14,sealant,2027-05-12,96,tube
60415,PR-14,sealant,2027-04-10,40,tube
60426,EA-93,adhesive,2026-12-30,22,kit
"""
HOUSES = """Nr,House,Light,Paper good until
S-1,Pacific Sealant Co,Green,2026-11-01
S-2,Northgate Stock,Yellow,2026-09-01
"""
PARCELS = """Parcel,Left on,For,Part,Pcs,Promised for
P-1,2026-08-17,Isla Air,PR-14,10,2026-08-18
P-2,2026-09-09,Orbex,PR-14,20,2026-09-07
P-3,2026-09-11,Isla Air,EA-93,2,2026-09-14
"""


RIGHTS = """Name,Depot,Code,Given,Until
Moira Oak,PIK,INS,2025-03-10,2027-03-10
Tom Wick,PIK,DG,2025-02-20,2027-02-20
Hank Dob,ICT,DG,2025-06-02,2027-06-02
Hank Dob,ICT,SPL,2025-06-02,2027-06-02
"""


@pytest.fixture(scope="module")
def ask_depot() -> AnswerQuestion:
    return desk(
        {
            "Cage ledger.csv": CAGE,
            "Risk list.csv": RISKS,
            "Age list.csv": AGES,
            "Supplier roll.csv": HOUSES,
            "Despatch ledger.csv": PARCELS,
            "Authorisations.csv": RIGHTS,
        }
    )


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("what is still in the cage?", {"Q-2", "Q-3"}),
        ("which risks are hot?", {"R-2"}),
        ("highest risk", {"R-2"}),
        ("which risks have a score of 10?", {"R-1"}),
        ("how many risks are not warm?", {"R-2", "R-3"}),
        ("which batches are past their use date?", {"60118"}),
        ("which sealant expires first?", {"60415"}),
        ("whose paper has run out?", {"S-2"}),
        ("first parcel in September", {"P-2"}),
        ("which parcels went late?", {"P-2"}),
        ("who at ICT has a dangerous goods ticket?", {"Hank"}),
        ("which cage entries did Tom Wick put in?", {"Q-2", "Q-3"}),
    ],
)
def test_a_log_of_odd_headings_is_read_by_what_they_mean(
    ask_depot: AnswerQuestion, question: str, rows: set[str]
) -> None:
    assert _first(ask_depot, question) == rows


def test_what_is_on_hand_is_added(ask_depot: AnswerQuestion) -> None:
    outcome = ask_depot("how many tubes of PR-14 are on hand?", as_of=TODAY).outcome

    assert outcome.text.startswith("Sum of On hand (tube) over 3 rows: 136.")


def test_who_goods_are_for_is_the_customer(ask_depot: AnswerQuestion) -> None:
    outcome = ask_depot("which customer got the most parcels?", as_of=TODAY).outcome

    assert "- Isla Air: 2 [1][2]" in outcome.text
    assert "Orbex" not in outcome.text


def test_what_was_sent_on_time_gets_no_warning_of_the_day_promised(
    ask_depot: AnswerQuestion,
) -> None:
    assert not ask_depot("what did we send to Orbex?", as_of=TODAY).outcome.warnings


def test_a_colour_that_no_row_has_is_not_looked_for_in_rules(ask_depot: AnswerQuestion) -> None:
    outcome = ask_depot("which suppliers are black?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)
    assert "nothing in them says 'black'. It holds: Nr, House, Light" in outcome.text


def test_that_something_was_late_is_not_left_out_where_no_day_was_promised() -> None:
    rows = "No,Came,Customer,Answered\nC-1,2026-02-03,Arden Air,2026-02-20\nC-2,2026-03-01,Fell,\n"
    outcome = desk({"Complaints.csv": rows})("which complaints were answered late?", as_of=TODAY)

    assert not (isinstance(outcome.outcome, Answered) and "1 of 2 rows" in outcome.outcome.text)
