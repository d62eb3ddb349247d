"""Sums and averages over rows: "how many pieces did we receive", "total value of the orders"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.log_books import Log, cell, is_blank, number
from assistant.language.question import Subject
from assistant.language.words import Thesaurus, stems_of, word_list, words
from assistant.model.passages import Passage

_PIECES = (
    r"pieces|pcs|parts|units|metres|meters|feet|kits|tins|tubes|cans|litres|liters|kilos|kg|"
    r"bolts|nuts|washers|rivets|hours"
)
_HOW_MANY = re.compile(rf"\bhow\s+many\s+(?:{_PIECES})\b", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:total|sum|overall)\b(?!\s+number\b)|\bhow\s+much\b(?=.*\b(?:in\s+total|altogether|worth|value)\b)"
    r"|\bin\s+total\b|\baltogether\b|\badd(?:s|ed)?\s+up\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\b(?:qty|quantit\w+|pieces|pcs|units|amount|hours|metres|meters)\b", re.IGNORECASE
)
_UNIT = re.compile(r"^\W*(?:units?|uom|unit\s+of\s+measure|currency|ccy)\W*$", re.IGNORECASE)
_COMMON_HEADINGS = word_list("generic") | frozenset({"qti", "quantiti", "piec", "pcs"})
STEMS = frozenset("total sum overal piec pcs unit averag mean altogeth ad add worth in".split())
"""Stems of the words that ask for a sum; they are no subject."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, or an average, over a column; `of_pieces`: over the column of quantities."""

    average: bool
    of_pieces: bool

    def column(self, log: Log, subjects: Sequence[Subject], text: str, words_: Thesaurus) -> str:
        """The column of numbers that is added up; "" when the log has none, or several fit."""
        numeric = [one for one in log.headers if log.is_numeric(one)]
        asked = [one for one in subjects if one.stems and not one.exact]
        named = [h for h in numeric if any(one.matches(words_.keys(h)) for one in asked)]
        if self.of_pieces and not named:
            named = [h for h in numeric if _QUANTITY.search(h)]
        if len(named) > 1:  # the one that says the more of it: "Qty received" of what was received
            stems = stems_of(text)
            shared = {h: len(_telling(h) & stems) - len(_telling(h) - stems) for h in named}
            best = max(shared.values())
            named = [h for h in named if shared[h] == best]
        return named[0] if len(named) == 1 else ""

    def told(self, rows: Sequence[Passage], log: Log, header: str) -> list[str]:
        """A sentence for each unit that is added up, and one for rows that hold no number."""
        unit = next((one for one in log.headers if _UNIT.search(one)), "")
        held: defaultdict[str, list[float]] = defaultdict(list)
        without = []
        for row in rows:
            value = number(cell(row, header))
            if value is None:
                without.append(row)
            else:
                held[cell(row, unit) if unit else ""].append(value)
        lines = [self._said(header, name, values) for name, values in held.items()]
        return [*lines, *_unread(without, header)]

    def _said(self, header: str, unit: str, values: Sequence[float]) -> str:
        total = sum(values) / len(values) if self.average else sum(values)
        what = "Average" if self.average else "Sum"
        named = f" ({unit})" if unit else ""
        rows = "row" if len(values) == 1 else "rows"
        return f"{what} of {header}{named} over {len(values)} {rows}: {_figure(total)}."


def sum_in(text: str) -> Sum | None:
    """What is to be added up; None when nothing is."""
    of_pieces = bool(_HOW_MANY.search(text))
    if _AVERAGE.search(text):
        return Sum(average=True, of_pieces=of_pieces)
    return Sum(average=False, of_pieces=of_pieces) if of_pieces or _SUM.search(text) else None


def _telling(header: str) -> set[str]:
    return {one.stem for one in words(header)} - _COMMON_HEADINGS


def _unread(rows: Sequence[Passage], header: str) -> list[str]:
    """What is said of rows whose cell is no number."""
    if not rows:
        return []
    named = [
        f"{row.cells[0][1]} ({'nothing' if is_blank(held) else repr(held)})"
        for row in rows[:_MOST_NAMED]
        for held in (cell(row, header),)
    ]
    more = f" and {len(rows) - len(named)} more" if len(rows) > len(named) else ""
    return [f"Not added, no number under {header}: {', '.join(named)}{more}."]


def _figure(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
