"""What a log row says of its own state: is it done with, and which of its days have passed."""

import re
from datetime import date

from assistant.dates import parse_date
from assistant.model.passages import Passage

DUE_COLUMN = re.compile(
    r"\b(?:due|expir(?!ed\b)\w*|valid|until|till|next|deadline|target|review\s+by|use\s+by|renew\w*|"
    r"runs?\s+out|lapses?|ends?|last\s+(?:good\s+)?day|good\s+(?:to|for)|best\s+before)\b",
    re.IGNORECASE,
)
"""Headings of columns that hold the day by which something must be done or runs out."""
START_COLUMN = re.compile(
    r"\b(?:raised|opened|open|date|received|issued|reported|logged|created)\b", re.IGNORECASE
)
STATE_COLUMN = re.compile(r"\b(?:status|state)\b", re.IGNORECASE)
_END_COLUMN = re.compile(
    r"^(?!.*\b(?:last|previous|prior|latest)\b).*\b(?:closed|completed?|closure|done|finished|returned|held\s+on)\b",
    re.IGNORECASE,
)
"""Headings of the day something was done with; "last done" is when it was done before."""
_CLOSING_COLUMN = re.compile(r"\bclos(?:ed|ure|ing)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:closed|complete[d]?|done|cancelled|scrapped|withdrawn|retired|disposed)\b", re.IGNORECASE
)


_PROMISED = re.compile(
    r"\b(?:promised|due|deadline|target|wanted|required|needed)\b", re.IGNORECASE
)
_DELIVERED = re.compile(
    r"\b(?:left|sent|shipped|dispatched|despatched|delivered|arrived|received|closed|completed?|done|"
    r"finished|returned|answered|held|out)\b",
    re.IGNORECASE,
)


def came_late(row: Passage) -> bool:
    """Whether what was promised for one day was done on a later one."""
    promised, done = days_in(row, _PROMISED), days_in(row, _DELIVERED)
    return bool(promised and done) and max(done) > max(promised)


def can_come_late(row: Passage) -> bool:
    """Whether a row holds both the day promised and the day it was done."""
    return bool(days_in(row, _PROMISED) and days_in(row, _DELIVERED))


def days_in(row: Passage, column: re.Pattern[str]) -> list[date]:
    """The days in the columns whose heading fits."""
    found = [parse_date(text) for header, text in row.cells if column.search(header)]
    return [day for day in found if day is not None]


def before(row: Passage, column: re.Pattern[str], limit: date) -> bool:
    """Whether such a column holds a day before `limit`."""
    return any(day < limit for day in days_in(row, column))


def can_close(row: Passage) -> bool:
    """Whether the log has a column that tells what is done with."""
    return any(_END_COLUMN.search(header) or STATE_COLUMN.search(header) for header, _ in row.cells)


def is_open(row: Passage) -> bool:
    """Whether nothing in the row says that it is done with; a status column has the last word."""
    states = [text for header, text in row.cells if STATE_COLUMN.search(header)]
    if states:
        return not any(_CLOSED.search(text) for text in states)
    closing = [text for header, text in row.cells if _CLOSING_COLUMN.search(header)]
    ends = closing or [text for header, text in row.cells if _END_COLUMN.search(header)]
    return not any(parse_date(text) is not None for text in ends)


def passed(row: Passage, as_of: date) -> list[str]:
    """One sentence for each due day of a row not done with that lies before `as_of`."""
    if not row.cells or not is_open(row):
        return []
    name = row.cells[0][1]
    due = [(h, day) for h, text in row.cells if DUE_COLUMN.search(h) and (day := parse_date(text))]
    return [
        f"{name}: {header} {day.isoformat()} lies before {as_of.isoformat()}."
        for header, day in due
        if day < as_of
    ]
