"""Cells of records are scored by table: field and value both have to be right."""

import pytest

from evals.metrics.intervals import Share
from evals.record_cells import NO_FIELD, UNREAD, GoldCell, ReadCell, missed, shares

PATH = "logs/gauges.csv"


def gold(field: str, value: str, heading: str = "Next") -> GoldCell:
    return GoldCell("gauges", PATH, "gauge", "gauges!2", heading, field, value)


def read(field: str, value: str, heading: str = "Next", type_id: str = "gauge") -> ReadCell:
    return ReadCell(PATH, type_id, "gauges!2", 1, heading, field, value, value)


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (gold("calibration_due", "2026-05-04"), read("calibration_due", "2026-05-04"), 1),
        (gold("calibration_due", "2026-05-04"), read("calibration_due", "2026-04-05"), 0),
        (gold("calibration_due", "2026-05-04"), read("calibrated", "2026-05-04"), 0),
        (gold("calibration_due", UNREAD), read("calibration_due", UNREAD), 1),
        (gold("interval", "365"), read("interval", "365.0"), 1),
        (gold("serial", "7"), read("serial", "7", type_id="lot"), 0),
        (gold(NO_FIELD, "red"), read("location", "red"), 0),
        (gold(NO_FIELD, "red"), read("location", "red", heading="Other"), 1),
    ],
)
def test_a_cell_counts_when_its_field_and_value_are_right(
    wanted: GoldCell, found: ReadCell, right: int
) -> None:
    assert shares([wanted], [found]) == {"gauges": Share(right, 1)}


def test_a_missed_cell_is_told_with_what_was_read_instead() -> None:
    wanted, found = gold("calibration_due", "2026-05-04"), read("calibrated", "2026-05-04")

    assert missed([wanted], [found]) == [(wanted, "gauge.calibrated=2026-05-04")]
