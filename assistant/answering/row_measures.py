"""Columns of what is measured: "Highest C" holds degrees, though no word says temperature."""

import re
from functools import partial

from assistant.answering.log_books import Log
from assistant.answering.row_tests import in_words, number_in
from assistant.answering.row_times import Condition
from assistant.language.amounts import Limits, Measure, limits
from assistant.language.words import words
from assistant.model.passages import Passage

_HIGH = re.compile(r"\b(?:high(?:est)?|max(?:imum)?|peak|warmest|upper)\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:low(?:est)?|min(?:imum)?|coldest|lower)\b", re.IGNORECASE)
_MEASURED = frozenset(
    {Measure.TEMPERATURE, Measure.PERCENT, Measure.MASS, Measure.LENGTH, Measure.MONEY}
)


def unit_of(header: str) -> str:
    """The unit that ends a heading, as it is written: "C" of "Highest C"; "" for none."""
    last = re.search(r"(%|°\s?[CF]?|[A-Za-z]+)\W*$", header)
    if last is None or last[1] == header.strip():
        return ""
    measure = _measure(last[1])
    return last[1] if measure in _MEASURED else ""


def of_measure(text: str, log: Log) -> Condition | None:
    """Rows with a number of the measure asked for beyond the limits a question sets.

    Above a limit the highest values count, below it the lowest, where a log keeps both.
    """
    asked = [one for one in limits(text) if one.measure in _MEASURED]
    if not asked:
        return None
    wanted = asked[0]
    columns = [h for h in log.headers if log.is_numeric(h) and _is_of(h, wanted)]
    side = _HIGH if wanted.high == float("inf") else _LOW if wanted.low == float("-inf") else None
    columns = [h for h in columns if side and side.search(h)] or columns
    if not columns:
        return None
    held = [partial(number_in, header, wanted) for header in columns]

    def beyond(row: Passage) -> bool:
        return any(test(row) for test in held)

    return Condition(f"{' or '.join(columns)}: {in_words(wanted)}", beyond)


def _is_of(header: str, wanted: Limits) -> bool:
    unit = unit_of(header)
    return bool(unit) and _measure(unit) is wanted.measure


def _measure(unit: str) -> Measure | None:
    found = limits(f"above 5 {unit}")
    return found[0].measure if found else None


def keys_of(header: str) -> str:
    """A heading with an amount of its unit, so that "temperature" names "Highest C"."""
    unit = unit_of(header)
    return f"{header} ; 5 {unit}" if unit and len(words(header)) > 1 else header
