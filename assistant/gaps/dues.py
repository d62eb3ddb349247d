"""The last day on which something due is still in time, as a cell says it."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

from assistant.dates import FoundDate, Precision, find_dates
from assistant.gaps.cells import is_unread
from assistant.model.records import Record

_MOVED = re.compile(
    r"moved|postpon|extend|resched|shift|now|new|verschob|report[ée]", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"extend|extension|postpon|moved to|new (?:due|date)|revised", re.IGNORECASE
)
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3}


def last_day(record: Record, name: str) -> date | None:
    """The last day a field allows: `June 2026` allows all of June, a moved date counts."""
    field = record.fields.get(name)
    if field is None:
        return None
    found = find_dates(field.text)
    if len(found) > 1 and _MOVED.search(field.text):
        return _end(found[-1])
    if not isinstance(field.value, date):
        return None if is_unread(record, name) or len(found) != 1 else _end(found[0])
    same = [one for one in found if one.value == field.value]
    return _end(same[0]) if same else field.value


def moved_days(record: Record, name: str) -> tuple[date | None, date | None]:
    """The first and the last day of a field that says it was moved; (None, None) for others."""
    field = record.fields.get(name)
    found = find_dates(field.text) if field else []
    if field is None or len(found) < 2 or not _MOVED.search(field.text):
        return None, None
    return _end(found[0]), _end(found[-1])


def due_day(record: Record, names: Iterable[str]) -> date | None:
    """The last day by the first filled of `names`, or a later one that an extension gives."""
    days = (last_day(record, name) for name in names)
    first = next((one for one in days if one), None)
    if first is None:
        return None
    later = [
        _end(one)
        for heading, said in record.rest.items()
        if _EXTENSION.search(heading)
        for one in find_dates(said)
    ]
    return max([first, *later])


def _end(found: FoundDate) -> date:
    months = _MONTHS.get(found.precision)
    if months is None:
        return found.value
    year, month = found.value.year, found.value.month + months - 1
    return date(year, month, calendar.monthrange(year, month)[1])
