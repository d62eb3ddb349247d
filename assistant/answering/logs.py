"""Questions over whole logs: "which gauges are overdue?", "how many NCRs are open?". Complete.

A log is the rows of one sheet. A question is answered here only when every one of its subjects
is accounted for: by what the log is about, by a value of a column, or by a condition on a date.
Anything left over means we did not understand, and the question goes to the passages instead.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from assistant.answering.phrasing import Tagged, sentence
from assistant.answering.row_states import (
    DUE_COLUMN,
    START_COLUMN,
    STATE_COLUMN,
    before,
    can_close,
    days_in,
    is_open,
)
from assistant.answering.shelf import Shelf
from assistant.answering.units import Unit
from assistant.citations import cite
from assistant.language.periods import Period, dated, names_month
from assistant.language.question import Question, Subject, take_apart
from assistant.language.words import STOP_WORDS, Keys, Thesaurus
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Declined, Outcome, Reason
from assistant.ports import Library

_COUNTS = re.compile(
    r"\bhow\s+many\b(?!\s+(?:days?|weeks?|months?|years?|hours?|minutes?|times|copies|people|persons"
    r"|signatures)\b)|\b(?:the|total)\s+number\s+of\b|^\W*(?:number|count)\s+(?:of|the|all)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"^\W*(?:(?:can|could)\s+you\s+)?(?:list|show|give\s+me|name)\b"
    r"|\bare\s+there\s+any\b|\bdo\s+we\s+have\s+any\b|\bany\s+\w+s\b|\ball\s+(?:the\s+|our\s+)?\w+s\b"
    r"|\bwhich\s+of\b|\bwhat(?:'s|\s+is)?\s+(?:over)?due\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what)\s+((?:[\w-]+\s+){0,4}?)([\w-]+s)\b", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:overdue|expired|lapsed|out\s+of\s+(?:date|calibration)|past\s+(?:its|their|the)?\s*(?:due|expiry|shelf[-\s]life|date)|run\s+out|has\s+passed|have\s+passed|passed\s+(?:its|their)|late)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:due|expir\w+|fall\w*\s+due|run\w*\s+out|comes?\s+up|coming\s+up)\b.{0,40}\b(?:in|within|over|during)\s+(?:the\s+)?(?:next\s+|coming\s+)?(?P<n>\d+)\s+(?P<unit>days?|weeks?|months?)",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"\b(?:open|outstanding|unresolved|unclosed|pending|to\s+go)\b"
    r"|\b(?:still|yet)\s+to\s+be\b"
    r"|\b(?:not|never|\w+n['’]?t|without|nothing)\b.{0,25}\b(?:closed?|done|finished|completed?|answered|"
    r"performed|returned|closure)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|\w+n['’]t|arent|isnt|dont|doesnt|hasnt|havent|without|except|no\s+longer)\b",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"\b(?:beyond|older\s+than|more\s+than|over|for\s+longer\s+than|longer\s+than)\s+(?P<n>\d+)\s+(?P<unit>days?|weeks?|months?)",
    re.IGNORECASE,
)
_TIME_WORDS = frozenset(
    """
    overdu expir laps due late date past pass run day week month year next come calibr shelf
    life beyond older longer since
    """.split()
)
_DONE_WORDS = frozenset(
    "close closed closur done finish complet answer perform return arent isnt still".split()
)
_DAYS = {"day": 1, "week": 7, "month": 30}
_MOST_CITED = 60
_MOST_LOGS = 12  # tried for one question, those whose name or columns fit best first
_FEW_VALUES = 15
_LIGHT = 0.5  # weight of a word so common that it may stand for nothing in the log


@dataclass(frozen=True, slots=True)
class Log:
    """The rows of one sheet of one revision in force."""

    revision: Revision
    sheet: str
    rows: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """Title of the document and, when it says more, of the sheet."""
        title = self.revision.identity.title
        return title if self.sheet.casefold() in title.casefold() else f"{title}, {self.sheet}"


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


_UNSAID = Declined(
    Reason.NOT_IN_EVIDENCE,
    "That asks for what is not so, and the rows of the logs only say what is.",
)


class AskLogs:
    """Answer questions over all rows of a log."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library, self._thesaurus = library, thesaurus

    def __call__(self, text: str, shelf: Shelf) -> Outcome | None:
        """The complete answer; None when the question is not one over a log."""
        counts = bool(_COUNTS.search(text))
        if not counts and not _asks_for_several(text):
            return None
        question = take_apart(text, self._thesaurus, today=shelf.as_of)
        negated = bool(_NEGATED.search(text)) and not _STILL_OPEN.search(text)
        for log, left in self._about(question, self._logs(shelf)):
            conditions = self._conditions(text, left, log, shelf.as_of)
            if not conditions and not (conditions == [] and counts):
                continue
            if negated and not any(condition.negated for condition in conditions):
                continue
            if answer := self._answer(log, conditions, shelf):
                return answer
        return _UNSAID if negated else None

    def rows_of_time(self, question: Question, shelf: Shelf) -> list[tuple[Passage, Revision]]:
        """Rows of the logs the question is about that bear a date of the time it names."""
        named = [subject.period for subject in question.subjects if subject.period]
        return [
            (row, log.revision)
            for log, _ in self._about(question, self._logs(shelf))
            for row in log.rows
            if any(_of_time_named(row, period) for period in named)
        ][:_MOST_CITED]

    def _logs(self, shelf: Shelf) -> list[Log]:
        logs: list[Log] = []
        for revision in shelf.in_force:
            if not revision.records:
                continue
            sheets: defaultdict[str, list[Passage]] = defaultdict(list)
            for passage in self._library.passages_of(revision.id):
                if passage.row and passage.cells:
                    sheets[passage.row.rsplit("!", 1)[0]].append(passage)
            logs += [Log(revision, sheet, tuple(rows)) for sheet, rows in sheets.items()]
        return logs

    def _about(
        self, question: Question, logs: Sequence[Log]
    ) -> list[tuple[Log, tuple[Subject, ...]]]:
        """Logs whose name takes up a subject, the ones that take up most first."""
        found = []
        for log in logs:
            name = self._thesaurus.keys(f"{log.name} {log.revision.number}")
            first = self._thesaurus.keys(log.rows[0].cells[0][0])
            taken = [s for s in question.subjects if s.matches(name)]
            by_key = [s for s in question.subjects if s not in taken and s.matches(first)]
            by_key = by_key or [
                s for s in question.subjects if s not in taken and self._is_header(s, log)
            ]
            if taken or by_key:
                weight = sum(s.weight for s in taken) + 0.8 * sum(s.weight for s in by_key)
                left = tuple(s for s in question.subjects if s not in taken and s not in by_key)
                found.append((weight - 0.1 * len(left), log, left))
        found.sort(key=lambda one: -one[0])
        return [(log, left) for _, log, left in found[:_MOST_LOGS]]

    def _conditions(
        self, text: str, left: Sequence[Subject], log: Log, as_of: date
    ) -> list[Condition] | None:
        """What rows must meet; None when a subject stays unexplained."""
        conditions = [*_of_time(text, log, as_of), *_of_state(text, log)]
        left = [one for one in left if not _told_by_state(one, conditions)]
        for subject in left:
            if subject.period is not None:
                conditions.append(_in_time(subject))
                continue
            if self._is_header(subject, log) and not subject.exact:
                continue
            if _STILL_OPEN.search(text) and set(subject.stems) <= _DONE_WORDS:
                continue
            if set(subject.stems) <= _TIME_WORDS or all(s.isdigit() for s in subject.stems):
                if conditions:
                    continue
                return None
            by_value = self._by_value(subject, log)
            if by_value is None and subject.weight <= _LIGHT:
                continue
            if by_value is None:
                return None
            conditions.append(by_value)
        return conditions

    def _is_header(self, subject: Subject, log: Log) -> bool:
        headers = " ; ".join(header for header, _ in log.rows[0].cells)
        return bool(subject.matches(self._thesaurus.keys(headers)))

    def _by_value(self, subject: Subject, log: Log) -> Condition | None:
        """Rows with a cell that names the subject, in a column of few values (or for a code)."""
        columns: defaultdict[str, set[str]] = defaultdict(set)
        for row in log.rows:
            for header, value in row.cells:
                columns[header].add(value)
        keys: dict[str, Keys] = {}
        for header, values in columns.items():
            if len(values) > max(_FEW_VALUES, len(log.rows) // 3) and not subject.exact:
                continue
            fitting = {
                v for v in values if subject.matches(keys.setdefault(v, self._thesaurus.keys(v)))
            }
            if fitting:
                return Condition(
                    f"{header}: {subject.text}", partial(_has, header, fitting), by_words=True
                )
        return None

    def _answer(self, log: Log, conditions: Sequence[Condition], shelf: Shelf) -> Outcome | None:
        rows = [row for row in log.rows if all(condition.holds(row) for condition in conditions)]
        stated = ", ".join(condition.name for condition in conditions)
        total = f"{len(rows)} of {len(log.rows)} rows of {log.name} ({log.revision.number})"
        stated = f" with {stated}" if stated else ""
        if not rows and any(condition.by_words for condition in conditions):
            return None  # cells may be worded otherwise: no ground to say that there is none
        if not rows:
            return Declined(
                Reason.NOT_IN_EVIDENCE, f"{total[:1].replace('0', 'None')}{total[1:]}{stated}."
            )
        shown = rows[:_MOST_CITED]
        lines = [f"{total}{stated}."]
        citations = []
        for tag, row in enumerate(shown, start=1):
            citations.append(
                cite(
                    row, log.revision, quote=row.text, tag=tag, status=shelf.status(log.revision.id)
                )
            )
            lines.append(f"- {sentence(Tagged(_unit(row, log.revision), tag))}")
        if len(rows) > len(shown):
            lines.append(f"The first {len(shown)} are shown.")
        return Answered("\n".join(lines), tuple(citations), "records")


def _has(header: str, values: Collection[str], row: Passage) -> bool:
    return any(h == header and value in values for h, value in row.cells)


def _asks_for_several(text: str) -> bool:
    """Whether a list is wanted: "which lots", but not "what score gets" or "which class is"."""
    if _LISTS.search(text):
        return True
    match = _WHICH.search(text)
    if match is None:
        return False
    between = [*match[1].split(), match[2]]
    verbs = any(word.casefold() in STOP_WORDS or len(word) < 4 for word in between)
    return not verbs and not match[2].casefold().endswith(("ss", "us", "is"))


def _of_time(text: str, log: Log, as_of: date) -> Iterable[Condition]:
    if match := _OLDER.search(text):
        limit = as_of - timedelta(days=_days(match))
        yield Condition(
            f"a date before {limit}, those done with left out",
            lambda row: is_open(row) and before(row, START_COLUMN, limit),
        )
    elif match := _COMING.search(text):
        until = as_of + timedelta(days=_days(match))
        yield Condition(
            f"a due date from {as_of} to {until}, those done with left out",
            lambda row: (
                is_open(row) and any(as_of <= day <= until for day in days_in(row, DUE_COLUMN))
            ),
        )
    elif _LATE.search(text):
        yield Condition(
            f"a due date before {as_of}, those done with left out",
            lambda row: is_open(row) and before(row, DUE_COLUMN, as_of),
        )
    elif _STILL_OPEN.search(text) and any(can_close(row) for row in log.rows):
        yield Condition("nothing that says it is closed", is_open)


def _of_state(text: str, log: Log) -> Iterable[Condition]:
    """Rows of the state the question names as it stands in the log: "in use", "on hold"."""
    asked = " ".join(text.casefold().split())
    states = {
        (header, value)
        for row in log.rows
        for header, value in row.cells
        if STATE_COLUMN.search(header) and len(value) > 3 and value.casefold() in asked
    }
    for header in sorted({header for header, _ in states}):
        values = {value for name, value in states if name == header}
        stated = ", ".join(sorted(values))
        if any(_denied(value, asked) for value in values):
            lacks = partial(_lacks, header, values)
            yield Condition(f"{header}: not {stated}", lacks, by_words=True, negated=True)
        else:
            yield Condition(f"{header}: {stated}", partial(_has, header, values), by_words=True)


def _denied(value: str, asked: str) -> bool:
    """Whether the question says "not" of a state."""
    said = re.escape(value.casefold())
    return re.search(rf"\b(?:not|never|\w+n['’]?t)\s+(?:yet\s+|been\s+)?{said}", asked) is not None


def _lacks(header: str, values: Collection[str], row: Passage) -> bool:
    return not _has(header, values, row)


def _told_by_state(subject: Subject, conditions: Sequence[Condition]) -> bool:
    """Whether a state named already says what the subject says."""
    stated = " ".join(one.name.casefold() for one in conditions if one.by_words)
    return bool(stated) and subject.text.casefold() in stated


def _of_time_named(row: Passage, period: Period) -> bool:
    """Whether the row's first date lies in the period, or it names the month without a year."""
    dates = dated(row.text)[:1]
    return any(period.meets(one) for one in dates) or (
        names_month(row.text, period) and not any(one.start > period.end for one in dates)
    )


def _in_time(subject: Subject) -> Condition:
    """Rows whose first date lies in the stretch of time named."""
    period = subject.period
    return Condition(
        f"a date in {subject.text}",
        lambda row: period is not None and _of_time_named(row, period),
    )


def _days(match: re.Match[str]) -> int:
    return int(match["n"]) * _DAYS[match["unit"].casefold().rstrip("s")]


def _unit(row: Passage, revision: Revision) -> Unit:
    nothing = Keys(frozenset(), frozenset())
    return Unit(
        row, revision, 0, len(row.text), row.text,
        own=nothing, around=nothing, nearby=nothing, title=nothing, rank=0, meaning=None,
    )  # fmt: skip
