"""What a log row says of its own state: is it done with, and which of its days have passed."""

import re
from datetime import date

from assistant.dates import parse_date
from assistant.model.passages import Passage

_TO_BE_DONE = (
    r"due|deadline|target|review\s+by|planned\s+for|promised|by\s+when|"
    r"(?:required|needed|wanted|answer|finish|complete)\s+by"
)
_HOLDS = (
    r"expir(?!ed\b)\w*|valid|until|till|next|use\s+by|renew\w*|runs?\s+out|lapses?|ends?|"
    r"last\s+(?:good\s+)?day|good\s+(?:to|for)|best\s+before"
)
DUE_COLUMN = re.compile(rf"\b(?:{_TO_BE_DONE}|{_HOLDS})\b|^\W*by\W*$", re.IGNORECASE)
"""Headings of columns that hold the day by which something must be done or runs out."""
HOLDS_COLUMN = re.compile(rf"\b(?:{_HOLDS})\b", re.IGNORECASE)
"""Those of a day up to which something holds, and that is renewed: next due, valid until."""
RUNS_OUT_COLUMN = re.compile(
    r"^(?!.*\b(?:next|review)\b).*\b(?:expir(?!ed\b)\w*|valid|until|till|use\s+by|runs?\s+out|lapses?|"
    r"last\s+(?:good\s+)?day|good\s+(?:to|for)|best\s+before)\b",
    re.IGNORECASE,
)
"""Those of the last good day of a thing, which runs out rather than falls due."""
START_COLUMN = re.compile(
    r"\b(?:raised|opened|open|date|received|issued|reported|logged|created)\b", re.IGNORECASE
)
STATE_COLUMN = re.compile(r"\b(?:status|state)\b", re.IGNORECASE)
END_COLUMN = re.compile(
    r"^(?!.*\b(?:last|previous|prior|latest)\b).*\b(?:closed|completed?|closure|done|finished|returned|held\s+on|"
    r"left\s+on|out\s+on|shipped|sent\s+(?:on|out)|des?patched|delivered|answered)\b|^\W*(?:left|sent|out)\W*$",
    re.IGNORECASE,
)
"""Headings of the day something was done with; "last done" is when it was done before."""
_CLOSING_COLUMN = re.compile(r"\bclos(?:ed|ure|ing)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:closed|complete[d]?|done|finished|resolved|cancelled|void(?:ed)?|scrapped|destroyed|"
    r"withdrawn|retired|disposed|superseded|obsolete|removed|sold|shipped|dispatched|despatched|"
    r"delivered)\b",
    re.IGNORECASE,
)
_NOT_CLOSED = re.compile(
    r"^\W*(?:open|re-?opened|in\s+(?:progress|work|hand)|pending|awaiting|waiting)\b"
    r"|\b(?:not|never|to\s+be|part(?:ly|ially)?|half|un)\b\W*(?:yet\W+)?(?:\w+\W+)?$",
    re.IGNORECASE,
)
"""What before a word for the end says that the end has not come."""


TIME_WORDS = frozenset(
    """
    overdu expir laps due late date past pass run day week month year next come calibr shelf
    life beyond older longer since
    """.split()
)
"""Stems of words for days that pass."""
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
    return any(END_COLUMN.search(header) or STATE_COLUMN.search(header) for header, _ in row.cells)


def is_closed(row: Passage) -> bool:
    """Whether a state, or the day in a column of closing, says that the row is done with."""
    states = [text for header, text in row.cells if STATE_COLUMN.search(header) and text.strip()]
    if states:
        return any(map(_says_closed, states))
    closing = [text for header, text in row.cells if _CLOSING_COLUMN.search(header)]
    return any(parse_date(text) is not None for text in closing)


def was_done(row: Passage) -> bool:
    """Whether a column holds the day on which what was to be done was done."""
    ends = [text for header, text in row.cells if END_COLUMN.search(header)]
    return any(parse_date(text) is not None for text in ends)


def is_open(row: Passage) -> bool:
    """Whether nothing in the row says that it is done with; a status column has the last word."""
    if any(STATE_COLUMN.search(header) and text.strip() for header, text in row.cells):
        return not is_closed(row)
    if any(_CLOSING_COLUMN.search(header) for header, _ in row.cells):
        return not is_closed(row)
    return not was_done(row)


def _says_closed(state: str) -> bool:
    match = _CLOSED.search(state)
    return match is not None and not _NOT_CLOSED.search(state[: match.start()])


def passed(row: Passage, as_of: date) -> list[str]:
    """One sentence for each due day of a row not done with that lies before `as_of`."""
    if not row.cells or is_closed(row) or not is_open(row):
        return []
    name = row.cells[0][1]
    due = [(h, day) for h, text in row.cells if DUE_COLUMN.search(h) and (day := parse_date(text))]
    return [
        f"{name}: {header} {day.isoformat()} lies before {as_of.isoformat()}."
        for header, day in due
        if day < as_of and (HOLDS_COLUMN.search(header) or not was_done(row))
    ]
