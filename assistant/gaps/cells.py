"""What a record says in a field, as the kind of value a rule asks for; None where it says nothing.

A cell that could not be read is neither filled nor blank: no rule may build on it.
"""

import re
from datetime import date
from decimal import Decimal

from assistant.gaps.lapses import Place
from assistant.model.records import Record, Standing, Unread

_NOTHING = re.compile(r"[\s\-–—./]*|n\.?\s?/?\s?a\.?|none|nil|tbd|tba|tbc|\?+", re.IGNORECASE)
_NO = re.compile(
    r"no|n|none|missing|not (?:done|made|yet|available|signed)|nein|non", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:[;,/\n]|\band\b|&)\s*")
_ENDED = ("removed", "returned")
SETTLED = frozenset({Standing.CLOSED, Standing.REJECTED})
"""States of what is over: nothing is due for it any more."""
OUT_OF_USE = frozenset({Standing.CLOSED, Standing.REJECTED, Standing.SUSPENDED})
"""States of what may not be used now."""


def day(record: Record, name: str) -> date | None:
    """The day in a field."""
    found = record.fields.get(name)
    return found.value if found and isinstance(found.value, date) else None


def number(record: Record, name: str) -> Decimal | None:
    """The number in a field."""
    found = record.fields.get(name)
    return found.value if found and isinstance(found.value, Decimal) else None


def text(record: Record, name: str) -> str:
    """The words in a field as they stand; "" for a dash, "n/a" and the like."""
    found = record.fields.get(name)
    if found is None:
        return ""
    said = " ".join(found.text.split())
    return "" if _NOTHING.fullmatch(said) else said


def references(record: Record, name: str) -> tuple[str, ...]:
    """The identifiers in a field; empty for a dash."""
    found = record.fields.get(name)
    if found is None or isinstance(found.value, Unread) or not text(record, name):
        return ()
    if isinstance(found.value, tuple):
        return tuple(one for one in found.value if not _NOTHING.fullmatch(one))
    return (found.value,) if isinstance(found.value, str) else ()


def people(record: Record, name: str) -> tuple[str, ...]:
    """The names in a field that holds one or several."""
    return tuple(one for one in _PARTS.split(text(record, name)) if one)


def standing(record: Record, name: str = "state") -> Standing | None:
    """The state of a record."""
    found = record.fields.get(name)
    return found.value if found and isinstance(found.value, Standing) else None


def is_out_of_use(record: Record) -> bool:
    """Whether it may not be used now: by its state, or because it was removed or returned."""
    return standing(record) in OUT_OF_USE or any(is_filled(record, name) for name in _ENDED)


def is_blank(record: Record, name: str) -> bool:
    """Whether the cell is empty; a dash is a word: it says that there is nothing."""
    found = record.fields.get(name)
    return found is None or not found.text.strip()


def is_filled(record: Record, name: str) -> bool:
    """Whether a field says something."""
    return bool(text(record, name))


def is_unread(record: Record, name: str) -> bool:
    """Whether the field's text could not be read."""
    found = record.fields.get(name)
    return found is not None and isinstance(found.value, Unread)


def denies(record: Record, name: str) -> bool:
    """Whether the field says no: it was not done, or is not there."""
    found = record.fields.get(name)
    if found is None:
        return False
    return found.value is False or bool(_NO.fullmatch(found.text.strip()))


def place(record: Record, name: str = "") -> Place:
    """Where the record, or one of its fields, stands."""
    found = record.fields.get(name)
    return Place(found.passage if found and not record.row else record.passage)
