"""Stretches of time, as a question names them."""

from datetime import date

import pytest

from assistant.language.periods import Period, dated, periods

TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("complaints in April", date(2026, 4, 1), date(2026, 4, 30)),
        ("readings of November", date(2025, 11, 1), date(2025, 11, 30)),
        ("the reading on 22 September", date(2026, 9, 22), date(2026, 9, 22)),
        ("the reading on December 24th", date(2025, 12, 24), date(2025, 12, 24)),
        ("deliveries of March 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("scores for Q2 26", date(2026, 4, 1), date(2026, 6, 30)),
        ("shipped in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("alerts this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("audits last quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("lots last month", date(2026, 8, 1), date(2026, 8, 31)),
        ("receipts last week", date(2026, 9, 21), date(2026, 9, 27)),
        ("closed since March", date(2026, 3, 1), date.max),
        ("opened before 2025", date.min, date(2024, 12, 31)),
        ("receipt of 3 May 2025", date(2025, 5, 3), date(2025, 5, 3)),
    ],
)
def test_a_stretch_of_time_is_read(text: str, start: date, end: date) -> None:
    [found] = periods(text, TODAY)

    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "who has keys for the Q3 cage?",
        "may we sell it?",
        "part MS20470AD4-6 of lot L26-0031",
        "clause 8.4.1",
        "31 parts",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert periods(text, TODAY) == []


def test_a_day_that_does_not_exist_is_no_time() -> None:
    assert periods("on 31 February", TODAY) == []


def test_stored_dates_meet_the_month_they_lie_in() -> None:
    [april] = periods("in April 2026", TODAY)

    assert any(april.meets(one) for one in dated("R-9 | 2026-04-21 | open"))
    assert not any(april.meets(one) for one in dated("R-9 | 2026-05-01 | open"))


def test_two_stretches_meet_in_one_common_day() -> None:
    first = Period(date(2026, 1, 1), date(2026, 1, 31), 0, 1)
    second = Period(date(2026, 1, 31), date(2026, 2, 2), 0, 1)

    assert first.meets(second)
    assert second.meets(first)
