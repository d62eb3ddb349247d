"""How a thing or a person stands: "is MG-7 in date?", "is Holm approved?", "is Roe trained?".

The rows that name it in the column a log is kept by, the sheet they stand on, and what their
last good days come to on the day of the question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.log_books import Log, cell, is_blank, logs_of
from assistant.answering.phrasing import Tagged, sentence
from assistant.answering.row_states import DUE_COLUMN, STATE_COLUMN, is_open
from assistant.answering.row_times import runs_out
from assistant.answering.shelf import Shelf
from assistant.answering.units import row_unit
from assistant.citations import cite
from assistant.dates import parse_date
from assistant.language.question import Subject, take_apart
from assistant.language.words import Thesaurus
from assistant.model.passages import Passage
from assistant.model.replies import Answered, Outcome
from assistant.ports import Library

_ASKS = re.compile(r"(?:^|[,.;:–-]\s)\W*(?:is|are|was|has|have|does|do|can|may)\b", re.IGNORECASE)
_OF_DAYS = re.compile(
    r"\b(?:calibrated|in\s+(?:date|calibration)|out\s+of\s+(?:date|calibration)|valid|current|overdue|"
    r"still\s+good|good\s+to\s+use|ok(?:ay)?\s+to\s+use|expired|lapsed|run\s+out|up\s+to\s+date|due)\b",
    re.IGNORECASE,
)
_OF_LISTS = re.compile(
    r"\b(?:approved|suspended|on\s+(?:our|the)\s+(?:\w+\s+){0,3}list|listed|struck\s+off|on\s+watch|"
    r"on\s+hold|barred|withdrawn|scrapped|in\s+use)\b",
    re.IGNORECASE,
)
_STATE_WORDS = frozenset(
    """
    approv suspend list struck strike watch hold bar withdrawn scrap use calibr date valid current
    overdu good ok okay expir laps run due still supplier sourc vendor certif gaug tool kit
    """.split()
)
_NAMING_COLUMNS, _MOSTLY = 3, 0.8
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Standing:
    log: Log
    row: Passage
    level: float


class AskStanding:
    """Say how the one thing or person that a question names stands in the logs kept of such."""

    def __init__(self, library: Library, thesaurus: Thesaurus) -> None:
        self._library, self._thesaurus = library, thesaurus

    def __call__(self, text: str, shelf: Shelf) -> Outcome | None:
        """The rows that tell; None when the question asks for something else or nothing tells."""
        of_days, of_lists = bool(_OF_DAYS.search(text)), bool(_OF_LISTS.search(text))
        if not _ASKS.search(text) or not (of_days or of_lists):
            return None
        subjects = take_apart(text, self._thesaurus, today=shelf.as_of).subjects
        named = [one for one in subjects if one.exact and one.stems]
        rest = [one for one in subjects if one not in named]
        if not named or any(one.period or one.amount for one in rest):
            return None
        logs = logs_of(self._library, shelf)
        found = [
            one
            for log in logs
            if self._tells(log, logs, of_days=of_days)
            for one in self._rows(log, named, rest)
        ]
        best = max((one.level for one in found), default=0.0)
        return _answer([one for one in found if one.level == best], shelf)

    def _tells(self, log: Log, logs: Sequence[Log], *, of_days: bool) -> bool:
        """Whether a log says how its things stand: by a last day, a state, or its sheet."""
        if of_days:
            return any(DUE_COLUMN.search(header) for header in log.headers)
        if any(map(STATE_COLUMN.search, log.headers)):
            return True
        beside = {one.sheet for one in logs if one.revision.id == log.revision.id}
        return len(beside) > 1 and any(map(_OF_LISTS.search, beside))

    def _rows(
        self, log: Log, named: Sequence[Subject], rest: Sequence[Subject]
    ) -> Iterator[_Standing]:
        columns = _naming_columns(log)
        for row in log.rows:
            keys = [self._thesaurus.keys(cell(row, header)) for header in columns]
            levels = [max((one.matches(key) for key in keys), default=0.0) for one in named]
            if min(levels) and all(self._explained(one, log, row) for one in rest):
                yield _Standing(log, row, min(levels))

    def _explained(self, subject: Subject, log: Log, row: Passage) -> bool:
        """Whether a word of the question is a state, or stands in the row, its head or its log."""
        if set(subject.stems) <= _STATE_WORDS or subject.weight <= 0.5:
            return True
        return any(subject.matches(self._thesaurus.keys(one)) for one in _texts(log, row))


def _texts(log: Log, row: Passage) -> tuple[str, ...]:
    return (f"{log.name} {log.revision.number}", " ; ".join(log.headers), row.text)


def _naming_columns(log: Log) -> list[str]:
    """The first columns that hold another value in nearly every row: what a log is kept by."""
    first = [one for one in log.headers[:_NAMING_COLUMNS] if not log.is_dated(one)]
    return [
        header
        for header in first
        if (held := log.values(header)) and len(set(held)) >= _MOSTLY * len(held)
    ]


def _answer(found: Sequence[_Standing], shelf: Shelf) -> Outcome | None:
    if not found or len(found) > _MOST_ROWS:
        return None
    citations, lines = [], []
    for tag, one in enumerate(found, start=1):
        revision = one.log.revision
        status = shelf.status(revision.id)
        citations.append(cite(one.row, revision, quote=one.row.text, tag=tag, status=status))
        where = f"{one.log.standing}: " if one.log.standing else ""
        lines.append(f"{where}{sentence(Tagged(row_unit(one.row, revision), tag))}")
        lines += [f"{said} [{tag}]." for said in _last_days(one, shelf.as_of)]
    return Answered("\n".join(lines), tuple(citations), "records")


def _last_days(one: _Standing, as_of: date) -> Iterator[str]:
    """A sentence for each last good day of a row that is not done with."""
    if not is_open(one.row):
        return
    for header in one.log.headers:
        day = parse_date(cell(one.row, header))
        if day is None or is_blank(cell(one.row, header)) or not DUE_COLUMN.search(header):
            continue
        if runs_out(one.log, header, as_of):
            side = "lies before" if day < as_of else "has not passed on"
            yield f"{header} {day.isoformat()} {side} {as_of.isoformat()}"
