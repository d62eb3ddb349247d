"""What a question says of days, as conditions on rows: late, due soon, too old, not done yet."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answering.log_books import Log
from assistant.answering.row_states import (
    DUE_COLUMN,
    START_COLUMN,
    before,
    came_late,
    can_close,
    can_come_late,
    days_in,
    is_open,
)
from assistant.dates import parse_date
from assistant.language.periods import Period, dated, names_month
from assistant.language.question import Subject
from assistant.model.passages import Passage

LATE = re.compile(
    r"\b(?:overdue|expired|lapsed|out\s+of\s+(?:date|calibration)|past\s+due|past\s+(?:its|their|the)?\s*"
    r"(?:calibration\s+|due\s+|expiry\s+|review\s+)?(?:due|expiry|shelf[-\s]life|date)|(?:has|have|had|already)\s+run\s+out|has\s+passed|have\s+passed"
    r"|passed\s+(?:its|their)|late)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:due|expir\w+|fall\w*\s+due|run\w*\s+out|comes?\s+up|coming\s+up|lapse\w*)\b.{0,40}"
    r"\b(?:in|within|over|during)\s+(?:the\s+)?(?:next\s+|coming\s+)?(?P<n>\d+)\s+"
    r"(?P<unit>days?|weeks?|months?)",
    re.IGNORECASE,
)
FALLS_DUE = re.compile(
    r"\b(?:due|expir\w+|run\w*\s+out|comes?\s+up|coming\s+up|laps\w+|renew\w*|planned|scheduled)\b",
    re.IGNORECASE,
)
"""Words that ask for days to come rather than days gone by."""
STILL_OPEN = re.compile(
    r"\b(?:open|outstanding|unresolved|unclosed|pending|to\s+go)\b|\b(?:are|is|still)\s+left\b"
    r"|\b(?:still|yet)\s+to\s+be\b"
    r"|\b(?:not|never|\w+n['’]?t|without|nothing)\b.{0,25}\b(?:closed?|done|finished|completed?"
    r"|answered|performed|returned|closure)\b",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"\b(?:beyond|older\s+than|more\s+than|over|for\s+longer\s+than|longer\s+than)\s+"
    r"(?P<n>\d+)\s+(?P<unit>days?|weeks?|months?)",
    re.IGNORECASE,
)
_CAME_LATE = re.compile(
    r"\b(?:went|were|was|left|sent|shipped|dispatched|delivered|arrived|received|closed|completed|done|"
    r"finished|returned|answered|came|held)\b(?:\s+\w+){0,3}?\s+(?:late|after\s+(?:the|its|their)\s+"
    r"(?:due|promised|target)\b)|\bmissed\s+(?:the|its|their)\s+(?:due|promised|target|deadline)",
    re.IGNORECASE,
)
TIME_WORDS = frozenset(
    """
    overdu expir laps due late date past pass run day week month year next come calibr shelf
    life beyond older longer since
    """.split()
)
_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Condition:
    """Something rows must meet; `name` is how the answer says it.

    `by_words`: read off the words of cells, rather than off a date or a state. `negated`: met
    by rows that do not say it.
    """

    name: str
    holds: Callable[[Passage], bool]
    by_words: bool = False
    negated: bool = False


def meets(period: Period, days: Sequence[date | None]) -> bool:
    """Whether one of the days lies in the period."""
    return any(day is not None and period.start <= day <= period.end for day in days)


def of_time(text: str, log: Log, as_of: date, *, named: str = "") -> Iterator[Condition]:
    """What the question says of days: too old, due soon, overdue, not done yet.

    `named`: the column of due days that the question names, among several; "" for any.
    """
    column = re.compile(rf"^{re.escape(named)}$") if named else DUE_COLUMN
    due = named or "a due date"
    if match := _OLDER.search(text):
        limit = as_of - timedelta(days=_days(match))
        yield Condition(
            f"a date before {limit}, those done with left out",
            lambda row: is_open(row) and before(row, START_COLUMN, limit),
        )
    elif match := _COMING.search(text):
        until = as_of + timedelta(days=_days(match))
        yield Condition(
            f"{due} from {as_of} to {until}, those done with left out",
            lambda row: is_open(row) and any(as_of <= day <= until for day in days_in(row, column)),
        )
    elif _CAME_LATE.search(text) and any(map(can_come_late, log.rows)):
        yield Condition("done after the day promised", came_late)
    elif LATE.search(text):
        yield Condition(
            f"{due} before {as_of}, those done with left out",
            lambda row: is_open(row) and before(row, column, as_of),
        )
    elif STILL_OPEN.search(text) and any(can_close(row) for row in log.rows):
        yield Condition("nothing that says it is closed", is_open)


def runs_out(log: Log, header: str, as_of: date) -> bool:
    """Whether a column holds the last good day: by its name, or with days that are yet to come.

    What was done cannot lie ahead; so a date to come tells that a column says how long it holds.
    """
    if not log.is_dated(header):
        return False
    days = [day for value in log.values(header) if (day := parse_date(value))]
    return bool(DUE_COLUMN.search(header)) or any(day > as_of for day in days)


def of_time_named(row: Passage, period: Period) -> bool:
    """Whether the row's first date lies in the period, or it names the month without a year."""
    dates = dated(row.text)[:1]
    return any(period.meets(one) for one in dates) or (
        names_month(row.text, period) and not any(one.start > period.end for one in dates)
    )


def only_of_time(subjects: Sequence[Subject]) -> bool:
    """Whether a question is about days and nothing else: "what is due in the next 30 days"."""
    return all(
        one.period or one.amount or all(s in TIME_WORDS or s.isdigit() for s in one.stems)
        for one in subjects
    )


def _days(match: re.Match[str]) -> int:
    return int(match["n"]) * _DAYS[match["unit"].casefold().rstrip("s")]
