"""Dates in running text: every usual spelling, found with its place, ambiguous ones flagged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayMonthOrder(StrEnum):
    """How a writer means `03/04/2025`."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Precision(StrEnum):
    """How exact a date is; the value is always the first day of the stretch it names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: `text[start:end]` is how it was written.

    `ambiguous` means that day and month could be exchanged and nothing settled it; `value`
    then reads day first.
    """

    value: date
    start: int
    end: int
    ambiguous: bool = False
    precision: Precision = Precision.DAY


_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janv janvier enero ene",
            "february feb februar févr février fevrier fév febrero",
            "march mar märz maerz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug août aout agosto ago",
            "september sept sep septembre septiembre setiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre decembre déc diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_DAY = r"\d{1,2}"
_FREE = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-./])"  # not inside a number, a lot or a part number
_CLOSED = r"(?![0-9A-Za-z])(?![-./][0-9])"

_SPELLINGS: dict[str, str] = {
    "iso": r"(?P<iso_y>\d{4})(?P<iso_s>[-/.])(?P<iso_m>\d{1,2})(?P=iso_s)(?P<iso_d>\d{1,2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
    "named_iso": rf"(?P<ni_y>\d{{4}})[-/ ](?P<ni_m>{_MONTH})[-/ ](?P<ni_d>{_DAY})",
    "day_month": rf"(?P<dm_d>{_DAY})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de)\s+|[\s\-./]*)"
    rf"(?P<dm_m>{_MONTH})(?:\s+de\s+|[\s\-,./]*)(?P<dm_y>\d{{4}}|(?<=[-/.])\d{{2}}|'\d{{2}}"
    rf"|(?<=\s)\d{{2}}(?=\s*(?:$|[,;|)\].\n])))",
    "month_day": rf"(?P<md_m>{_MONTH})[\s\-/]*(?P<md_d>{_DAY})(?:st|nd|rd|th)?(?:,\s*|[\s\-/]+)"
    r"(?P<md_y>\d{4})",
    "quarter": r"Q(?P<q1_q>[1-4])[\s/\-,]*(?P<q1_y>\d{4})|(?P<q2_y>\d{4})[\s/-]*Q(?P<q2_q>[1-4])"
    r"|(?P<q3_q>[1-4])Q(?:\s*(?=\d{4}))?(?P<q3_y>\d{4}|\d{2})",
    "month_year": rf"(?P<my_m>{_MONTH})(?:\s+de\s+|[\s\-,./]*)"
    r"(?P<my_y>\d{4}|(?<=-)\d{2}|'\d{2})",
    "numeric": r"(?P<nu_a>\d{1,2})(?P<nu_s>[-/.])(?P<nu_b>\d{1,2})(?P=nu_s)(?P<nu_y>\d{4}|\d{2})",
    "month_number": r"(?P<mn_m>0[1-9]|1[0-2])/(?P<mn_y>(?:19|20)\d{2})"
    r"|(?P<mi_y>(?:19|20)\d{2})-(?P<mi_m>0[1-9]|1[0-2])",
}
_NUMERIC = re.compile(r"\d[-/.]\d{1,2}[-/.]\d\d")  # what every date in numbers holds
_ANY = re.compile(
    _FREE + "(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _SPELLINGS.items()) + ")" + _CLOSED,
    re.IGNORECASE,
)


def find_dates(text: str, *, order: DayMonthOrder | None = None) -> list[FoundDate]:
    """Every date in `text`, in reading order; days that do not exist are left out.

    `order` settles `03/04/2025`; None leaves such dates flagged as ambiguous.
    """
    found = (_read(match, order) for match in _ANY.finditer(text))
    return [each for each in found if each is not None]


def parse_date(text: str, order: DayMonthOrder | None = None) -> date | None:
    """The day that `text` names, words around it allowed; None without exactly one real date."""
    found = find_dates(text, order=order)
    return found[0].value if len({each.value for each in found}) == 1 else None


def habit(texts: Iterable[str]) -> DayMonthOrder | None:
    """How a document writes numeric dates, judged by those that can be read one way only.

    None when there is no such date, or as many of one sort as of the other.
    """
    days, months = 0, 0
    for text in texts:
        for match in _ANY.finditer(text) if _NUMERIC.search(text) else ():
            first, second = match["nu_a"], match["nu_b"]
            days += bool(first) and int(first) > 12 >= int(second)
            months += bool(first) and int(second) > 12 >= int(first)
    if days == months:
        return None
    return DayMonthOrder.DAY_FIRST if days > months else DayMonthOrder.MONTH_FIRST


def _read(match: re.Match[str], order: DayMonthOrder | None) -> FoundDate | None:
    match match.lastgroup:
        case "numeric":
            return _numeric(match, order)
        case "quarter":
            quarter = match["q1_q"] or match["q2_q"] or match["q3_q"]
            year = match["q1_y"] or match["q2_y"] or match["q3_y"]
            return _found(match, year, 3 * int(quarter) - 2, 1, Precision.QUARTER)
        case "month_year":
            return _found(match, match["my_y"], _month(match["my_m"]), 1, Precision.MONTH)
        case "month_number":
            month, year = match["mn_m"] or match["mi_m"], match["mn_y"] or match["mi_y"]
            return _found(match, year, int(month), 1, Precision.MONTH)
        case "iso":
            return _found(match, match["iso_y"], int(match["iso_m"]), int(match["iso_d"]))
    for prefix in ("ni", "dm", "md"):
        if match[f"{prefix}_d"]:
            month = _month(match[f"{prefix}_m"])
            return _found(match, match[f"{prefix}_y"], month, int(match[f"{prefix}_d"]))
    return None


def _numeric(match: re.Match[str], order: DayMonthOrder | None) -> FoundDate | None:
    first, second, dotted = int(match["nu_a"]), int(match["nu_b"]), match["nu_s"] == "."
    if dotted and len(match["nu_y"]) == 2 and "0" not in (match["nu_a"][0], match["nu_b"][0]):
        return None  # `8.4.10` is a clause
    open_question = first <= 12 and second <= 12 and first != second and not dotted
    month_first = second > 12 or (
        open_question and order is DayMonthOrder.MONTH_FIRST and first <= 12
    )
    day, month = (second, first) if month_first else (first, second)
    found = _found(match, match["nu_y"], month, day)
    if found is None or not (open_question and order is None):
        return found
    return FoundDate(found.value, found.start, found.end, ambiguous=True)


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").casefold()]


def _found(
    match: re.Match[str],
    year: str,
    month: int,
    day: int,
    precision: Precision = Precision.DAY,
) -> FoundDate | None:
    number = int(year.lstrip("'"))
    if number < 100:
        number += 2000 if number < 70 else 1900
    if not 1900 <= number <= 2200:
        return None
    try:
        value = date(number, month, day)
    except ValueError:
        return None
    return FoundDate(value, match.start(), match.end(), precision=precision)
