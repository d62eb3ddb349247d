"""What the values of a column look like: dates, numbers, identifiers, words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.dates import find_dates
from assistant.model.records import FieldKind
from assistant.records.states import standing_of

SAMPLE = 30  # cells of a column that are looked at
_BLANK = re.compile(
    r"^\s*(?:[-–—/.*]*|n\s*/?\s*a\.?|tbd|tbc|none|nil|keine?|néant|not\s+(?:yet|applicable|required)"
    r"|pending|unknown|\?+|entfällt|s\s*/?\s*o)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\s*[<>≤≥~±+-]?\s*(?:[$€£]|EUR|USD|GBP|CHF)?\s*[+-]?\d[\d.,'’\u00a0\u202f ]*\s*"
    r"(?:%|°\s?[CF]?|[^\W\d_]{1,4}\.?|[$€£])?\s*(?:RH)?\s*$",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"^[A-Z]{1,2}$|^(?=.*\d)(?:[^\W\d_]{1,4}\.?|(?=[^\s]*\d)[\w./#&+()-]+)"
    r"(?:\s(?:[^\W\d_]{1,4}|(?=[^\s]*\d)[\w./#-]+)){0,2}$"
)
_NAME = re.compile(r"^(?:[^\W\d_][\w.'’&-]*)(?:[\s,/]+(?:[^\W\d_][\w.'’&-]*|&)){0,6}\.?$")
_YES_NO = re.compile(r"^(?:yes|no|y|n|true|false|ja|nein|j|oui|non|o|x|✓|✔|☒|☐|✗)\b", re.IGNORECASE)
_LONGEST_BLANK = 24  # characters, white space included
_MONTH = re.compile(r"^\s*[^\W\d_]{3,9}\.?\s*$")
_CLAUSE = re.compile(
    r"^(?:§\s*)?\d{1,2}(?:\.\d{1,2}){0,4}(?:[,;/&\s]+(?:and\s+)?\d{1,2}(?:\.\d{1,2}){0,4})*$"
)
_DURATION = re.compile(
    r"^\s*\d+(?:[.,]\d+)?\s*-?(?:d|w|m|y|days?|weeks?|wks?|months?|mths?|mo|years?|yrs?|tage?|wochen?"
    r"|monate?|jahre?|jours?|semaines?|mois|ans?|années?|h|hours?)\.?\b"
    r"|\b(?:annual|yearly|monthly|weekly|quarterly|biennial|half-yearly|semi-annual|daily)",
    re.IGNORECASE,
)


def month_alone(text: str) -> int:
    """The number of the month that a text names without a year; 0 for any other text."""
    found = find_dates(f"{text.strip()} 2000") if _MONTH.match(text) else []
    return found[0].value.month if len(found) == 1 else 0


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a", "tbd"."""
    return len(text) <= _LONGEST_BLANK and _BLANK.match(text) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares (0 … 1) of the filled cells that look like each sort of value, or differ.

    `filled` counts the cells looked at that say something.
    """

    filled: int
    dates: float
    numbers: float
    identifiers: float
    names: float
    yes_no: float
    states: float
    clauses: float
    durations: float
    long: float
    distinct: float


EMPTY = Shape(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what its cells look like.

    `cells` are those of some rows, the same rows for every column of a table.
    """

    heading: str
    shape: Shape
    cells: tuple[str, ...] = ()

    @property
    def filled_share(self) -> float:
        """Share of the rows looked at whose cell says something; 0 where none was."""
        filled = sum(bool(cell) and not is_blank(cell) for cell in self.cells)
        return filled / len(self.cells) if self.cells else 0.0


def shape_of(cells: Sequence[str]) -> Shape:
    """The shape of a column, from cells taken evenly over it."""
    filled = [cell for cell in cells if cell]
    texts = [cell for cell in filled[:: max(1, len(filled) // SAMPLE)] if not is_blank(cell)]
    if not texts:
        return EMPTY
    looks = [_looks(text) for text in texts]
    shares = [sum(look[at] for look in looks) / len(texts) for at in range(9)]
    return Shape(len(texts), *[*shares, len(set(texts)) / len(texts)])


@lru_cache(maxsize=20_000)
def _looks(text: str) -> tuple[bool, ...]:
    dated = len(text) <= 40 and bool(find_dates(text) or month_alone(text))
    number = bool(_NUMBER.match(text))
    code = not dated and len(text) <= 40 and bool(_IDENTIFIER.match(text))
    standing = standing_of(text) if len(text) <= 60 and not (number or code) else None
    return (
        dated,
        number,
        code,
        bool(_NAME.match(text)),
        bool(_YES_NO.match(text)),
        standing is not None,
        bool(_CLAUSE.match(text)),
        bool(_DURATION.search(text)),
        len(text) > 40 or len(text.split()) > 6,
    )


def fitness(shape: Shape, kind: FieldKind) -> float:
    """How well the values of a column agree with what a field holds, 0 … 1."""
    if not shape.filled:
        return 0.9
    match kind:
        case FieldKind.DATE:
            return 1.0 if shape.dates >= 0.5 else 0.5 if shape.dates >= 0.25 else 0.15
        case FieldKind.NUMBER:
            return 1.0 if shape.numbers >= 0.5 else 0.3
        case FieldKind.DURATION:
            return 1.0 if max(shape.numbers, shape.durations) >= 0.5 else 0.3
        case FieldKind.CLAUSE:
            return 1.0 if shape.clauses >= 0.4 else 0.5
        case FieldKind.YES_NO:
            return 1.0 if shape.yes_no >= 0.5 or shape.long >= 0.5 else 0.75
    if shape.dates >= 0.6 and (kind is not FieldKind.STATE or shape.states < 0.4):
        return 0.15
    return _of_words(shape, kind)


def _of_words(shape: Shape, kind: FieldKind) -> float:
    match kind:
        case FieldKind.IDENTIFIER:
            if shape.long >= 0.5:
                return 0.4
            return 1.0 if shape.identifiers + shape.numbers >= 0.4 else 0.65
        case FieldKind.REFERENCE:
            return 1.0 if shape.identifiers >= 0.3 else 0.85
        case FieldKind.NAME:
            coded = max(shape.numbers, shape.identifiers) >= 0.8 and shape.names < 0.5
            return 0.3 if coded else 1.0
        case FieldKind.STATE:
            if shape.states >= 0.4:
                return 1.0
            return 0.3 if shape.numbers >= 0.8 or shape.identifiers >= 0.8 else 0.8
    return 0.7 if shape.numbers >= 0.8 else 1.0
