"""What a row can be tested for: a cell that says so, is filled, lasts, or holds such a number."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from assistant.answering.log_books import cell, is_blank, number
from assistant.answering.row_states import DUE_COLUMN, before
from assistant.dates import parse_date
from assistant.language.amounts import Amount, Limits
from assistant.model.passages import Passage


def cell_is(header: str, test: Callable[[str], bool], row: Passage) -> bool:
    """Whether the cell below a heading passes a test."""
    return test(cell(row, header))


def filled(header: str, row: Passage) -> bool:
    """Whether something stands below a heading."""
    return not is_blank(cell(row, header))


def lasts(header: str, as_of: date, row: Passage) -> bool:
    """Whether the day below a heading has not passed."""
    day = parse_date(cell(row, header))
    return day is not None and day >= as_of


def not_run_out(as_of: date, row: Passage) -> bool:
    """Whether no last good day of the row has passed."""
    return not before(row, DUE_COLUMN, as_of)


def number_in(header: str, wanted: Limits, row: Passage) -> bool:
    """Whether the number below a heading lies within limits."""
    value = number(cell(row, header))
    return value is not None and wanted.hold(Amount(value, wanted.measure, 0, 0))


def has(header: str, values: Collection[str], row: Passage) -> bool:
    """Whether one of the values stands below a heading."""
    return any(h == header and value in values for h, value in row.cells)


def has_any(naming: Mapping[str, Collection[str]], row: Passage) -> bool:
    """Whether one of the values stands below one of the headings."""
    return any(value in naming.get(header, ()) for header, value in row.cells)


def lacks(header: str, values: Collection[str], row: Passage) -> bool:
    """Whether none of the values stands below a heading."""
    return not has(header, values, row)


def in_words(one: Limits) -> str:
    """Limits as the answer says them: "at least 10", "2 to 8"."""
    low, high = f"{one.low:g}", f"{one.high:g}"
    if one.high == float("inf"):
        return f"{'at least' if one.with_low else 'more than'} {low}"
    if one.low == float("-inf"):
        return f"{'at most' if one.with_high else 'less than'} {high}"
    return f"{low} to {high}"
