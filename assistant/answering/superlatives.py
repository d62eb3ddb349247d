"""The latest, the oldest, the highest, the lowest: one row of a log among those that fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.log_books import Log, cell, number
from assistant.answering.row_dues import due_days
from assistant.answering.row_measures import keys_of
from assistant.answering.row_states import DUE_COLUMN, START_COLUMN, days_in
from assistant.dates import parse_date
from assistant.language.question import Subject
from assistant.language.words import Thesaurus
from assistant.model.passages import Passage

_LATEST = re.compile(
    r"\b(?:last|latest|most\s+recent|newest)\b(?!\s+(?:\d+|two|three|four|five|six|ten|twelve|thirty|sixty|ninety|few|year|month|quarter|week|page|time\s+for))",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    r"\b(?:oldest|earliest)\b|^\W*(?:(?:which|what)\s+(?:was|is)\s+)?(?:the\s+|our\s+)?first\s+"
    r"(?!aid\b|article\b|piece\b|off\b|answer\b|finding\b|thing\b|step\b|person\b)(?=\w+\s+(?:in|of|this|from|since|to)\b)",
    re.IGNORECASE,
)
_HIGHEST = re.compile(r"\b(?:highest|largest|biggest|greatest|longest)\b", re.IGNORECASE)
_LOWEST = re.compile(r"\b(?:lowest|smallest|fewest|shortest)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:expires?|runs?\s+out|due|lapses?|comes?\s+up|falls\s+due)\s+(?:next|first|soonest)\b"
    r"|\b(?:next|first)\s+to\s+(?:expire|run\s+out|lapse|fall\s+due|come\s+up)\b|\bsoonest\b",
    re.IGNORECASE,
)
_OF_THE_PAST = re.compile(
    r"\b(?:was|were|did|done|has|have|had)\b|^\W*(?:the\s+|our\s+)?(?:last|latest|most\s+recent|"
    r"newest|oldest|earliest|first|highest|lowest|largest|smallest|biggest)\b",
    re.IGNORECASE,
)
_HAS_IT = re.compile(
    r"\b(?:with|has|have|had|got)\s+(?:the|our)\s+(?:highest|lowest|largest|smallest|biggest|"
    r"longest|shortest|fewest|oldest|earliest|latest)\b",
    re.IGNORECASE,
)
_OF_A_RULE = re.compile(r"\b(?:must|should|shall|may|can|do\s+we|do\s+i|to\s+be)\b", re.IGNORECASE)
_SCORE = re.compile(
    r"^\W*(?:score|rating|rpn|risk\s+(?:score|number|no\.?|level))\b", re.IGNORECASE
)
STEMS = frozenset(
    "last latest recent newest oldest earliest highest largest biggest greatest longest lowest "
    "smallest fewest shortest next first soonest".split()
)
"""Stems of the words themselves; they are no subject."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """Which row is wanted; `name` is how the question says it, `most` the far end of the order.

    `ahead`: the first of the last good days to come.
    """

    name: str
    of_days: bool
    most: bool
    ahead: bool = False

    @property
    def of_scores(self) -> bool:
        """Whether a score may be meant where no column is named: the highest risk."""
        return self.name in ("highest", "greatest", "biggest", "lowest", "smallest")

    def rows(
        self,
        rows: Sequence[Passage],
        log: Log,
        subjects: Sequence[Subject],
        words: Thesaurus,
        day: date,
    ) -> list[Passage]:
        """The rows at that end, several when they are equal; [] when nothing orders them."""
        if self.of_days:
            keyed = [(key, row) for row in rows if (key := self._day(row, day)) is not None]
            return _at_end(keyed, most=self.most)
        for subject in subjects:
            for header in self._likely(log):
                if log.is_numeric(header) and subject.matches(words.keys(keys_of(header))):
                    held = [(number(cell(row, header)), row) for row in rows]
                    counted = [(key, row) for key, row in held if key is not None]
                    return _at_end(counted, most=self.most)
        scored = [h for h in log.headers if _SCORE.search(h) and log.is_numeric(h)]
        if len(scored) != 1 or not self.of_scores:
            return []
        held = [(number(cell(row, scored[0])), row) for row in rows]
        return _at_end([(key, row) for key, row in held if key is not None], most=self.most)

    def _likely(self, log: Log) -> list[str]:
        """The columns, those first whose heading says the same: "Highest C" of the highest."""
        named = [one for one in log.headers if self.name in one.casefold()]
        return [*named, *(one for one in log.headers if one not in named)]

    def _day(self, row: Passage, day: date) -> float | None:
        """The day that orders a row: the last gone by, the next to come, or that of its opening."""
        if self.ahead:
            coming = [due for due in due_days(row) if due >= day]
            return float(min(coming).toordinal()) if coming else None
        if not self.most:
            others = [text for header, text in row.cells if not DUE_COLUMN.search(header)]
            opened = days_in(row, START_COLUMN) or [d for d in map(parse_date, others) if d]
            return float(opened[0].toordinal()) if opened else None
        gone = [
            found.toordinal()
            for header, text in row.cells
            if not DUE_COLUMN.search(header) and (found := parse_date(text)) and found <= day
        ]
        return float(max(gone)) if gone else None


def superlative_in(text: str) -> Superlative | None:
    """What the question asks for; None for no superlative, or one in a question of rule."""
    if (coming := _NEXT.search(text)) and not _OF_A_RULE.search(text):
        return Superlative(coming[0].casefold(), of_days=True, most=False, ahead=True)
    if not (_OF_THE_PAST.search(text) or _HAS_IT.search(text)) or _OF_A_RULE.search(text):
        return None
    for pattern, of_days, most in (
        (_LATEST, True, True),
        (_OLDEST, True, False),
        (_HIGHEST, False, True),
        (_LOWEST, False, False),
    ):
        if match := pattern.search(text):
            return Superlative(match[0].casefold(), of_days, most)
    return None


def _at_end(keyed: Sequence[tuple[float, Passage]], *, most: bool) -> list[Passage]:
    if not keyed:
        return []
    end = max(key for key, _ in keyed) if most else min(key for key, _ in keyed)
    return [row for key, row in keyed if key == end]
