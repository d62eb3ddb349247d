"""When a row is late: by its own last day, unless it was done or a later row took its place."""

import re
from datetime import date

from assistant.answering.log_books import Log, cell, is_blank
from assistant.answering.row_states import (
    DUE_COLUMN,
    HOLDS_COLUMN,
    days_in,
    is_closed,
    was_done,
)
from assistant.dates import parse_date
from assistant.model.passages import Passage

_MOVED = re.compile(
    r"\b(?:extended|extension|moved|postponed|revised|new\s+(?:date|due|target))\b", re.IGNORECASE
)
"""Headings of a later day that was agreed on in place of the first."""
_MATTER = re.compile(
    r"\b(?:course|training|topic|subject|skill|qualification|certificate|licen[cs]e|test|check|task|"
    r"job|work|kind|type|what|service)\b",
    re.IGNORECASE,
)
"""Headings of what is done again and again to, or by, what the row is about."""


def due_days(row: Passage, column: re.Pattern[str] = DUE_COLUMN) -> list[date]:
    """The last days of a row that still count: none that was kept or done with, the later agreed.

    A day until which something holds comes back after it was renewed: that it was done once does
    not end it. A day for doing something once is over when it was done.
    """
    if is_closed(row):
        return []
    moved = days_in(row, _MOVED)
    found = []
    for header, text in row.cells:
        day = parse_date(text) if column.search(header) else None
        if day is None or _MOVED.search(header) or is_blank(text):
            continue
        if HOLDS_COLUMN.search(header):
            found.append(day)
        elif not was_done(row):
            found.append(max([day, *moved]))
    return found


def is_late(row: Passage, as_of: date, column: re.Pattern[str] = DUE_COLUMN) -> bool:
    """Whether such a day has passed."""
    return any(day < as_of for day in due_days(row, column))


def replaced(log: Log) -> frozenset[str]:
    """Passages of rows that a later row of the same thing and matter took the place of.

    Only in logs of what comes back: a training given again, a gauge calibrated again.
    """
    first = next((h for h in log.headers if not log.is_dated(h)), "")
    days = [h for h in log.headers if log.is_dated(h)]
    if not first or not any(map(HOLDS_COLUMN.search, days)):
        return frozenset()
    keys = [first, *(h for h in log.headers if h != first and _MATTER.search(h) and h not in days)]
    latest: dict[tuple[str, ...], tuple[date, str]] = {}
    gone: set[str] = set()
    for row in log.rows:
        key = tuple(cell(row, header).casefold() for header in keys)
        held = [day for header in days if (day := parse_date(cell(row, header)))]
        if not all(key) or not held:
            continue
        known = latest.get(key)
        if known is None or max(held) >= known[0]:
            gone |= {known[1]} if known and max(held) > known[0] else set()
            latest[key] = (max(held), row.id)
        else:
            gone.add(row.id)
    return frozenset(gone)


def unread_day(log: Log, column: re.Pattern[str], row: Passage) -> bool:
    """Whether a column of days holds words in this row that name no day, nothing being done."""
    return not is_closed(row) and any(
        column.search(header)
        and not is_blank(text)
        and parse_date(text) is None
        and log.is_dated(header)
        for header, text in row.cells
    )
