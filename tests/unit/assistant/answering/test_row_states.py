"""What a log row says of its own state."""

from datetime import date

import pytest

from assistant.answering.row_states import can_close, is_open, passed
from assistant.model.passages import Passage

TODAY = date(2026, 9, 30)


def row(**cells: str) -> Passage:
    named = tuple((name.replace("_", " "), text) for name, text in cells.items())
    text = " | ".join(cell for _, cell in named)
    return Passage("p_1", "d_1", 0, 1, 0, len(text), text, row="Log!2", cells=named)


@pytest.mark.parametrize(
    "cells",
    [
        {"No": "N-1", "Status": "Open"},
        {"No": "N-1", "Closed_on": "-"},
        {"No": "N-1", "Done": "2026-01-02", "Closed": ""},
        {"No": "N-1"},
    ],
)
def test_a_row_is_open_until_something_says_otherwise(cells: dict[str, str]) -> None:
    assert is_open(row(**cells))


@pytest.mark.parametrize(
    "cells",
    [
        {"No": "N-1", "Status": "closed 2026-02-03"},
        {"No": "N-1", "State": "Scrapped"},
        {"No": "N-1", "Closed_on": "2026-02-03"},
    ],
)
def test_a_row_that_is_done_with_is_not_open(cells: dict[str, str]) -> None:
    assert not is_open(row(**cells))
    assert can_close(row(**cells))


def test_a_due_day_that_has_passed_is_said() -> None:
    assert passed(row(Gauge="MG-7", Next_cal="2026-06-11"), TODAY) == [
        "MG-7: Next cal 2026-06-11 lies before 2026-09-30."
    ]


def test_nothing_is_said_of_a_day_to_come_or_of_a_row_done_with() -> None:
    assert passed(row(Gauge="MG-7", Next_cal="2026-12-11"), TODAY) == []
    assert passed(row(Gauge="MG-9", Next_cal="2025-01-15", Status="Withdrawn"), TODAY) == []
