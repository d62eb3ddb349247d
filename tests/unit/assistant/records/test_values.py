"""Cells as values: days, numbers, states, references; what cannot be read says why."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.dates import DayMonthOrder
from assistant.model.records import DateRole, Standing, Unread
from assistant.records import values
from assistant.records.states import standing_of


@pytest.mark.parametrize(
    ("text", "role", "day"),
    [
        ("2026-05-04", DateRole.EFFECTIVE, date(2026, 5, 4)),
        ("45000", DateRole.EFFECTIVE, date(2023, 3, 15)),
        ("May 2026", DateRole.EFFECTIVE, date(2026, 5, 1)),
        ("May 2026", DateRole.VALID_UNTIL, date(2026, 5, 31)),
        ("3Q24", DateRole.EFFECTIVE, date(2024, 7, 1)),
        ("4Q40", DateRole.VALID_UNTIL, date(2040, 12, 31)),
        ("12 May 2026 (late)", DateRole.CLOSED, date(2026, 5, 12)),
    ],
)
def test_a_day_is_read(text: str, role: DateRole, day: date) -> None:
    assert values.read_date(text, role, None) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4/5/2026", "ambiguous-date"),
        ("see remark", "not-a-date"),
        ("1 May 2026, moved to 3 June 2026", "several-dates"),
    ],
)
def test_a_day_that_cannot_be_read_says_why(text: str, code: str) -> None:
    found = values.read_date(text, DateRole.DUE, None)

    assert isinstance(found, Unread)
    assert found.code == code


def test_the_habit_of_a_column_settles_day_and_month() -> None:
    found = values.read_date("4/5/2026", DateRole.DUE, DayMonthOrder.MONTH_FIRST)

    assert found == date(2026, 4, 5)


@pytest.mark.parametrize("text", ["open", "not yet closed", "unlimited", "ongoing"])
def test_where_there_is_no_day_yet_there_is_no_field(text: str) -> None:
    assert values.read_date(text, DateRole.CLOSED, None) is None


@pytest.mark.parametrize(
    ("text", "comma", "number"),
    [
        ("1,200", None, "1200"),
        ("1.200,50", None, "1200.50"),
        ("1'200", None, "1200"),
        ("30 %", None, "30"),
        ("EUR 1.84", None, "1.84"),
        ("1,5", None, "1.5"),
        ("1.250", True, "1250"),
        ("-4", None, "-4"),
    ],
)
def test_a_number_is_read(text: str, comma: bool | None, number: str) -> None:
    assert values.read_number(text, comma=comma, whole=False) == Decimal(number)


def test_pieces_with_one_point_are_not_guessed() -> None:
    found = values.read_number("1.250", comma=None, whole=True)

    assert isinstance(found, Unread)
    assert found.code == "ambiguous-number"


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("In use", Standing.APPROVED),
        ("not approved", Standing.REJECTED),
        ("Conditionally approved until audit", Standing.CONDITIONAL),
        ("on hold", Standing.SUSPENDED),
        ("nicht freigegeben", Standing.REJECTED),
        ("closed 2026-02-03", Standing.CLOSED),
        ("not closed", Standing.OPEN),
        ("a blue one", None),
    ],
)
def test_a_state_comes_to_a_standing(text: str, standing: Standing | None) -> None:
    assert standing_of(text) is standing


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("NCR-3, CAR-7", ("NCR-3", "CAR-7")),
        ("Q1 to Q4", ("Q1", "Q2", "Q3", "Q4")),
        ("L26-3/A", ("L26-3/A",)),
        ("CoC; test report", ("CoC", "test report")),
    ],
)
def test_several_references_in_a_cell_are_told_apart(
    text: str, references: tuple[str, ...]
) -> None:
    assert values.read_references(text) == references


@pytest.mark.parametrize(
    ("text", "unit", "days"),
    [("12", "months", 365), ("2 years", "", 730), ("annual", "", 365), ("6 Monate", "", 183)],
)
def test_a_length_of_time_is_in_days(text: str, unit: str, days: int) -> None:
    assert values.read_duration(text, unit) == Decimal(days)


def test_a_bare_number_is_no_length_of_time() -> None:
    found = values.read_duration("12", "")

    assert isinstance(found, Unread)
    assert found.code == "no-unit"


@pytest.mark.parametrize(("text", "said"), [("yes, two lots", True), ("none", False), ("3", True)])
def test_yes_and_no_are_read(text: str, said: bool) -> None:
    assert values.read_yes_no(text) is said
