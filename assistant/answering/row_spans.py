"""How long something took: "how long did C-4 take to answer", reckoned from two days of its row."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.answering.log_books import Log, cell, logs_of
from assistant.answering.row_answers import Cited
from assistant.answering.row_states import DUE_COLUMN, END_COLUMN, START_COLUMN
from assistant.answering.shelf import Shelf
from assistant.dates import parse_date
from assistant.language.words import words
from assistant.model.passages import Passage
from assistant.model.replies import Answered
from assistant.ports import Library

_HOW_LONG = re.compile(
    r"\bhow\s+(?:long|many\s+(?:calendar\s+)?days)\b.*\b(?:take|took|open|stand|stood|wait(?:ed)?|sit|sat|"
    r"been|was|were|lie|lay|spend|spent)\b",
    re.IGNORECASE,
)
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Span:
    """From the day in one column to that in another, or to the day of the question."""

    begins: str
    start: date
    ends: str
    end: date | None


class AskHowLong:
    """Reckon the days between the opening and the end of the one thing a question names."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, text: str, shelf: Shelf) -> Answered | None:
        """The days, with the row; None when no row is named by its code or holds no two days."""
        codes = {one.text.casefold() for one in words(text) if one.is_identifier}
        if not codes or not _HOW_LONG.search(text):
            return None
        found = [
            (log, row, span)
            for log in logs_of(self._library, shelf)
            for row in log.rows
            if cell(row, log.headers[0]).strip().casefold() in codes
            if (span := _span(row, log, text)) is not None
        ]
        if not 0 < len(found) <= _MOST_ROWS:
            return None
        cited, lines = Cited(shelf), list[str]()
        for log, row, span in found:
            said = f"{row.cells[0][1]}: {_told(span, shelf.as_of)}"
            lines += [f"{said} [{len(cited.citations) + 1}].", *cited.lines([row], log)]
        return Answered("\n".join(lines), tuple(cited.citations), "records")


def _span(row: Passage, log: Log, text: str) -> _Span | None:
    """From the first day of a row to the day of what the question names, else of its end."""
    dated = [(h, day) for h in log.headers if (day := parse_date(cell(row, h)))]
    opened = [(h, day) for h, day in dated if START_COLUMN.search(h)] or dated[:1]
    if not opened:
        return None
    begins, start = opened[0]
    stems = {one.stem for one in words(text)}
    ends = [h for h in log.headers if h != begins and log.is_dated(h) and not DUE_COLUMN.search(h)]
    named = [h for h in ends if stems & {one.stem for one in words(h) if not one.is_stop_word}]
    meant = (named or [h for h in ends if END_COLUMN.search(h)])[-1:]
    if not meant:
        return None
    return _Span(begins, start, meant[0], parse_date(cell(row, meant[0])))


def _told(span: _Span, as_of: date) -> str:
    last = span.end or as_of
    days = (last - span.start).days
    counted = "1 day" if days == 1 else f"{days} days"
    if span.end is None:
        still = f"nothing stands under {span.ends}"
        return f"{counted} from {span.begins} {span.start} to {as_of}; {still}"
    return f"{counted} from {span.begins} {span.start} to {span.ends} {span.end}"
