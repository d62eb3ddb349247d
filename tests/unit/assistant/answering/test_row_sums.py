"""Sums, averages and groups over rows."""

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.answering.row_groups import groups_in
from assistant.answering.row_sums import sum_in
from assistant.model.replies import Answered
from tests.unit.assistant.answering.desk import TODAY, desk

GOODS = """Lot,Received,Supplier,Part,Qty ordered,Qty received,Unit,Result
L-1,2026-01-08,Holm Rivets AB,NAS10-4,500,500,EA,Accept
L-2,2026-02-20,Dray Bearings Ltd,B-62,40,38,EA,Hold
L-3,2026-03-04,Holm Rivets AB,NAS10-4,"1,000","1,000",EA,Accept
L-4,2026-03-30,Toller Seals GmbH,W-22,90,90,M,Accept
L-5,2026-05-12,Holm Rivets AB,NAS10-8,10,not counted,EA,Hold
"""
ORDERS = """Order,Ordered,Customer,Handled by,Value EUR,State
O-1,2026-06-03,Arden Air,Jane Roe,310,shipped
O-2,2026-07-09,Fell Airways,Jane Roe,90,open
O-3,2026-07-12,Arden Air,Tom Ash,40,open
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk({"Goods-in log.csv": GOODS, "Sales orders.csv": ORDERS})


def _text(ask: AnswerQuestion, question: str) -> str:
    outcome = ask(question, as_of=TODAY).outcome
    assert isinstance(outcome, Answered), outcome.text
    assert outcome.answered_by == "records"
    return outcome.text


def test_pieces_are_added_in_the_column_of_what_is_asked(ask: AnswerQuestion) -> None:
    text = _text(ask, "how many pieces of NAS10-4 were received in total?")

    assert "Sum of Qty received (EA) over 2 rows: 1,500." in text


def test_a_total_is_taken_over_the_rows_that_fit(ask: AnswerQuestion) -> None:
    assert "Sum of Value EUR over 2 rows: 350." in _text(ask, "total value of orders of Arden Air")


def test_an_average_is_one(ask: AnswerQuestion) -> None:
    text = _text(ask, "what is the average value of the orders?")

    assert "Average of Value EUR over 3 rows: 146.67." in text


def test_a_cell_that_holds_no_number_is_said(ask: AnswerQuestion) -> None:
    text = _text(ask, "how many pieces did we receive from Holm Rivets?")

    assert "over 2 rows: 1,500." in text
    assert "no number under Qty received: L-5 ('not counted')" in text


def test_units_are_not_added_to_each_other(ask: AnswerQuestion) -> None:
    text = _text(ask, "how many pieces were received in March?")

    assert "Sum of Qty received (EA) over 1 row: 1,000." in text
    assert "Sum of Qty received (M) over 1 row: 90." in text


def test_rows_are_counted_for_each_value_of_a_column(ask: AnswerQuestion) -> None:
    text = _text(ask, "how many orders per customer?")

    assert "counted by Customer" in text
    assert "- Arden Air: 2 [1][2]" in text
    assert "- Fell Airways: 1 [3]" in text


def test_the_value_with_most_rows_is_found(ask: AnswerQuestion) -> None:
    text = _text(ask, "which supplier has the most lots on hold?")

    assert "Holm Rivets AB: 1" in text
    assert "Dray Bearings Ltd: 1" in text


def test_months_are_counted_in_their_order(ask: AnswerQuestion) -> None:
    lines = _text(ask, "how many orders per month?").splitlines()

    assert [line.split(":")[0] for line in lines[1:]] == ["- 2026-06", "- 2026-07"]


def test_rows_are_counted_by_a_column_in_few_words(ask: AnswerQuestion) -> None:
    assert "- open: 2 [1][2]" in _text(ask, "orders by state")


@pytest.mark.parametrize(
    "question",
    ["which lots were split by Roe", "how many orders came by phone", "how many are there"],
)
def test_a_deed_done_by_somebody_asks_for_no_groups(question: str) -> None:
    assert groups_in(question) is None
    assert sum_in(question) is None


def test_a_name_in_two_columns_is_looked_for_where_the_question_says() -> None:
    splits = "Date,Lot,Split by,Second person\n" + "".join(
        f"2026-0{n}-11,L-{n},{one},{two}\n"
        for n, (one, two) in enumerate(
            [("Jane Roe", "Tom Ash"), ("Tom Ash", "Jane Roe"), ("Jane Roe", "Jane Roe")], start=1
        )
    )
    outcome = desk({"Split log.csv": splits})(
        "which lots were split by Jane Roe?", as_of=TODAY
    ).outcome

    assert isinstance(outcome, Answered)
    assert {one.quote.split(" | ")[1] for one in outcome.citations} == {"L-1", "L-3"}


def test_what_is_not_shown_is_counted() -> None:
    rows = "".join(f"J-{n},2026-03-{n % 28 + 1:02},Hall 2\n" for n in range(1, 76))
    outcome = desk({"Job list.csv": "Job,Date,Place\n" + rows})(
        "which jobs are in hall 2?", as_of=TODAY
    ).outcome

    assert isinstance(outcome, Answered)
    assert outcome.text.startswith("75 of 75 rows")
    assert outcome.text.endswith("Only the first 60 are shown; 15 more fit.")


CLIMATE = """Date,Place,Lowest C,Highest C,Humidity %
2026-08-12,Main store,19,24,50
2026-08-12,Paint store,15,22,57
2026-08-13,Paint store,16,27,41
2026-09-01,Paint store,12,21,66
"""
CASES = """No,Received,Customer,About,Answered,Closed
C-1,2026-02-03,Arden Air,box short,2026-02-10,2026-02-20
C-2,2026-09-09,Fell Airways,wrong label,,
"""


@pytest.fixture(scope="module")
def ask_quality() -> AnswerQuestion:
    return desk({"Climate log.csv": CLIMATE, "Complaints.csv": CASES})


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("on which days was the paint store above 25 C?", {"2026-08-13"}),
        ("how many readings in the paint store were below 14 C?", {"2026-09-01"}),
        ("highest temperature in the paint store in August", {"2026-08-13"}),
        ("what was the highest humidity in the paint store?", {"2026-09-01"}),
    ],
)
def test_a_unit_in_a_heading_says_what_is_measured(
    ask_quality: AnswerQuestion, question: str, days: set[str]
) -> None:
    outcome = ask_quality(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered), outcome.text
    assert {one.quote.split(" | ")[0] for one in outcome.citations} == days


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how long did C-1 take to answer?", "C-1: 7 days from Received 2026-02-03 to Answered"),
        ("how many days was C-1 open?", "C-1: 17 days from Received 2026-02-03 to Closed"),
        ("how long has C-2 been open?", "C-2: 21 days from Received 2026-09-09 to 2026-09-30"),
    ],
)
def test_how_long_it_took_is_reckoned(
    ask_quality: AnswerQuestion, question: str, told: str
) -> None:
    outcome = ask_quality(question, as_of=TODAY).outcome

    assert isinstance(outcome, Answered), outcome.text
    assert outcome.text.startswith(told)
