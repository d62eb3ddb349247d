from datetime import date

import pytest

from assistant.dates import DayMonthOrder, Precision, find_dates, habit, parse_date

FIRST_OF_MARCH = date(2025, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "01 Mar 2025",
        "1st March 2025",
        "1 of March 2025",
        "March 1, 2025",
        "March 1st, 2025",
        "Mar. 1, 2025",
        "2025-03-01",
        "2025/03/01",
        "2025-03-01 00:00:00",
        "2025-03-01T09:30:00Z",
        "01-Mar-25",
        "1-MAR-2025",
        "01.03.2025",
        "1. März 2025",
        "1er mars 2025",
        "1 de marzo de 2025",
        "2025-Mar-01",
        "1 Mar 25",
    ],
)
def test_every_usual_spelling_names_the_same_day(written: str) -> None:
    text = f"Effective {written}, approved."
    found = find_dates(text)
    assert [each.value for each in found] == [FIRST_OF_MARCH]
    assert text[found[0].start : found[0].end] == written
    assert not found[0].ambiguous


def test_a_numeric_date_is_flagged_until_the_order_is_known() -> None:
    assert find_dates("03/04/2025")[0].ambiguous
    day_first = find_dates("03/04/2025", order=DayMonthOrder.DAY_FIRST)[0]
    month_first = find_dates("03/04/2025", order=DayMonthOrder.MONTH_FIRST)[0]
    assert (day_first.value, day_first.ambiguous) == (date(2025, 4, 3), False)
    assert (month_first.value, month_first.ambiguous) == (date(2025, 3, 4), False)


def test_a_day_above_twelve_settles_its_own_date_whatever_the_habit() -> None:
    assert parse_date("13/04/2025", DayMonthOrder.MONTH_FIRST) == date(2025, 4, 13)
    assert parse_date("04/13/2025", DayMonthOrder.DAY_FIRST) == date(2025, 4, 13)
    assert not find_dates("04/04/2025")[0].ambiguous


def test_the_habit_of_a_document_comes_from_its_unambiguous_dates() -> None:
    assert habit(["03/04/2025", "seen 25/12/2024"]) is DayMonthOrder.DAY_FIRST
    assert habit(["03/04/2025", "seen 12/25/2024"]) is DayMonthOrder.MONTH_FIRST
    assert habit(["03/04/2025"]) is None
    assert habit(["25/12/2024 and 12/25/2024"]) is None


@pytest.mark.parametrize("written", ["31 Feb 2025", "2025-13-01", "00/01/2025", "32/01/2025"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "text",
    [
        "see clause 8.4.10 and 8.5.2",
        "LOT-2025-03-01-7",
        "AC 00-56 and form 8130-3",
        "part 123-04-2025-9",
        "section 10.2.15",
        "may 10 people attend",
        "version 1.2.24",
    ],
)
def test_numbers_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Mar 2025", FIRST_OF_MARCH, Precision.MONTH),
        ("March, 2025", FIRST_OF_MARCH, Precision.MONTH),
        ("03/2025", FIRST_OF_MARCH, Precision.MONTH),
        ("2025-03", FIRST_OF_MARCH, Precision.MONTH),
        ("Mar-25", FIRST_OF_MARCH, Precision.MONTH),
        ("Q3 2026", date(2026, 7, 1), Precision.QUARTER),
        ("2026 Q3", date(2026, 7, 1), Precision.QUARTER),
    ],
)
def test_months_and_quarters_give_their_first_day_and_say_so(
    text: str, value: date, precision: Precision
) -> None:
    found = find_dates(text)
    assert [(each.value, each.precision) for each in found] == [(value, precision)]


def test_several_dates_are_found_in_reading_order() -> None:
    found = find_dates("from 1 Jan 2024 to 31 December 2024; review 2025-06-30")
    assert [each.value for each in found] == [
        date(2024, 1, 1),
        date(2024, 12, 31),
        date(2025, 6, 30),
    ]
    assert parse_date("from 1 Jan 2024 to 31 December 2024") is None
