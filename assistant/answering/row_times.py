"""What a question says of days, as conditions on rows: late, due soon, too old, not done yet."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from assistant.answering.log_books import Log
from assistant.answering.row_dues import due_days, is_late, replaced, unread_day
from assistant.answering.row_states import (
    DUE_COLUMN,
    START_COLUMN,
    TIME_WORDS,
    before,
    came_late,
    can_close,
    can_come_late,
    is_open,
)
from assistant.dates import parse_date
from assistant.language.periods import Period, dated, names_month
from assistant.language.question import Subject
from assistant.model.passages import Passage

LATE = re.compile(
    r"\b(?:overdue|expired|lapsed|out\s+of\s+(?:date|calibration)|past\s+due|past\s+(?:its|their|the)?\s*"
    r"(?:calibration\s+|due\s+|expiry\s+|review\s+|use\s+|best\s+before\s+)?(?:due|expiry|shelf[-\s]life|date)|(?:has|have|had|already)\s+run\s+out|has\s+passed|have\s+passed"
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
    r"\b(?:due|expir\w+|run\w*\s+out|comes?\s+up|coming\s+up|laps\w+|renew\w*|ends|ending|planned|scheduled)\b",
    re.IGNORECASE,
)
"""Words that ask for days to come rather than days gone by."""
STILL_OPEN = re.compile(
    r"\b(?:open|outstanding|unresolved|unclosed|pending|to\s+go)\b|\bstill\s+(?:in|at|on|with|under|held)\b|\b(?:are|is|still)\s+left\b"
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
_JOINS = re.compile(r"\s*(?:\b(?:and|or|in)\b|[&,])+(?:\s*\b(?:in|and|or)\b)*\s*", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Condition:
    """Something rows must meet; `name` is how the answer says it.

    `by_words`: read off the words of cells, rather than off a date or a state. `negated`: met
    by rows that do not say it. `whole`: of cells that hold that word alone. `unread`: tells rows
    that hold something where a day is wanted and no day can be read; None where none is wanted.
    """

    name: str
    holds: Callable[[Passage], bool]
    by_words: bool = False
    negated: bool = False
    whole: bool = False
    unread: Callable[[Passage], bool] | None = None


def meets(period: Period, days: Sequence[date | None]) -> bool:
    """Whether one of the days lies in the period."""
    return any(day is not None and period.start <= day <= period.end for day in days)


def bears(text: str, period: Period) -> bool:
    """Whether a cell bears a day, or a month, of the time."""
    return any(period.meets(one) for one in dated(text))


def alternatives(period: Period, times: Sequence[Period], text: str) -> list[Period]:
    """The times that follow one, joined to it by "and" or "or" alone: March or June."""
    found, last = [], period
    for one in sorted(times, key=lambda one: one.at):
        if one.at >= last.to and _JOINS.fullmatch(text[last.to : one.at]):
            found.append(one)
            last = one
    return found


def is_alternative(period: Period, times: Sequence[Period], text: str) -> bool:
    """Whether a time is one of the alternatives of another before it."""
    before = [one for one in times if one.at < period.at]
    return any(period in alternatives(one, times, text) for one in before)


def spoken(period: Period) -> str:
    """A stretch of time as an answer says it, with its days: no year is left to be guessed."""
    if period.start == period.end:
        return f"on {period.start}"
    if period.end == date.max:
        return f"from {period.start} on"
    if period.start == date.min:
        return f"up to {period.end}"
    return f"from {period.start} to {period.end}"


def of_time(
    text: str,
    log: Log,
    as_of: date,
    *,
    named: str = "",
    columns: re.Pattern[str] = DUE_COLUMN,
) -> Iterator[Condition]:
    """What the question says of days: too old, due soon, overdue, not done yet.

    `named`: the column of due days that the question names, among several; "" for any of
    `columns`.
    """
    column = re.compile(rf"^{re.escape(named)}$") if named else columns
    dated = [header for header in log.headers if column.search(header) and log.is_dated(header)]
    said = dated[0] if len(dated) == 1 else ""
    falls_due = bool(dated)
    due = named or said or "a due date"
    gone = replaced(log) if LATE.search(text) or _COMING.search(text) else frozenset()
    if match := _OLDER.search(text):
        limit = as_of - timedelta(days=_days(match))
        yield Condition(
            f"a date before {limit}, those done with left out",
            lambda row: is_open(row) and before(row, START_COLUMN, limit),
        )
    elif (match := _COMING.search(text)) and falls_due:
        until = as_of + timedelta(days=_days(match))
        yield Condition(
            f"{due} from {as_of} to {until}, those done with left out",
            lambda row: (
                row.id not in gone and any(as_of <= day <= until for day in due_days(row, column))
            ),
            unread=partial(unread_day, log, column),
        )
    elif _CAME_LATE.search(text) and any(map(can_come_late, log.rows)):
        yield Condition("done after the day promised", came_late)
    elif LATE.search(text) and falls_due:
        yield Condition(
            f"{due} before {as_of}, those done with left out",
            lambda row: row.id not in gone and is_late(row, as_of, column),
            unread=partial(unread_day, log, column),
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
