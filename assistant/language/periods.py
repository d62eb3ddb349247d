"""Stretches of time a question names: "in April", "on 22 September", "this year", "Q2 26"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.dates import Precision, find_dates

_MONTHS = "january february march april may june july august september october november december"
_NUMBER_OF = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY_OF_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"\b(?:in|during|for|since|of|last|this|by|until|before|after|between|from)\s+(?P<month>{_MONTH})"
    rf"|{_MONTH}(?:\s+20\d\d)?\s*(?:and|or|to|till|through|&|,|-|–)\s*(?P<second>{_MONTH})",
    re.IGNORECASE,
)
_FURTHER_MONTH = re.compile(
    rf"(?:\s+20\d\d)?\s*(?:\b(?:and|or|to|till|until|through)\b|&|,|-|–)+\s*(?:the\s+end\s+of\s+)?"
    rf"(?P<month>{_MONTH})",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"^\s*(?:\b(?:to|till|until|up\s+to|through)\b|-|–|—)\s*(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s*(?:and|or|&|,)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?P<which>this|current|last|previous|past|next|coming)\s+(?P<unit>year|month|quarter|week)\b",
    re.IGNORECASE,
)
_BACK = {"this": 0, "current": 0, "next": -1, "coming": -1}
_COUNTED_BACK = re.compile(
    r"\b(?:in|over|during|within|for|of)\s+(?:the\s+)?(?:last|past|previous)\s+"
    r"(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)\s+"
    r"(?P<unit>day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_NUMERALS = dict(
    zip(
        "two three four five six seven eight nine ten twelve thirty sixty ninety".split(),
        (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 30, 60, 90),
        strict=True,
    )
)
_MOST_BACK = 1_000
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_DAYS_OF = {"day": 1, "week": 7}
_THE_END = re.compile(
    r"\b(?:by|before|until|till)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+|this\s+)?"
    r"(?P<unit>year|month|quarter|week)(?:['’]?s)?(?:[\s-]+end|\s+is\s+(?:out|over))?\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bq(?P<q>[1-4])[\s/'-]*(?P<y>20\d\d|\d\d)\b|\b(?:in|for|during|of|since|and|or|to)\s+q(?P<q2>[1-4])\b"
    r"|\b(?P<q3>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+(?:of\s+)?(?P<y3>20\d\d))?",
    re.IGNORECASE,
)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th")), start=1
    )
    for name in names
}
_SINCE = re.compile(r"\b(?:since|after|from)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|prior\s+to)\s+(?:the\s+)?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w./-])(?P<y>20\d\d)(?![\w./-]*\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; `text[at:to]` is how the question names it."""

    start: date
    end: date
    at: int
    to: int

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end


def periods(text: str, today: date, *, ahead: bool = False) -> list[Period]:
    """The stretches of time named, in reading order.

    A month without a year is the latest one that has begun; with `ahead` the next to end.
    """
    found: list[Period] = []
    for one in (
        *_written(text),
        *_to_the_end(text, today),
        *_counted_back(text, today),
        *_without_year(text, today, ahead=ahead),
        *_relative(text, today),
        *_years(text),
    ):
        if not any(one.at < other.to and other.at < one.to for other in found):
            found.append(one)
    return _joined(sorted(found, key=lambda one: one.at), text)


def _joined(found: list[Period], text: str) -> list[Period]:
    """Two that are the ends of one stretch as one: "from June to August", "June and July"."""
    joined: list[Period] = []
    alone: list[Period] = []  # as they were named, before "since" and "before" open them
    for one in found:
        last = alone[-1] if alone else None
        if last is not None and (start := _start_of(last, one, text)) is not None:
            joined[-1] = alone[-1] = Period(start, one.end, last.at, one.to)
        else:
            alone.append(one)
            joined.append(_opened(one, text))
    return joined


def _start_of(first: Period, second: Period, text: str) -> date | None:
    """The first day of the stretch from one to the other; None when they are not its ends."""
    between = text[first.to : second.at]
    apart = _AND.match(between) is not None
    whole = _UP_TO.match(between) or (apart and _BETWEEN.search(text[: first.at]))
    follows = apart and first.end + timedelta(days=1) == second.start
    if not (whole or follows):
        return None
    start = first.start
    if start > second.end:  # "from November to February": the November before
        start = start.replace(year=start.year - 1, day=1)
    return start if start <= second.end else None


def _opened(one: Period, text: str) -> Period:
    """ "since March" goes on from there, "before March" ends there."""
    before = text[: one.at]
    if since := _SINCE.search(before):
        after = since[0].casefold().startswith("after") and one.end < date.max
        start = one.end + timedelta(days=1) if after else one.start
        return Period(start, date.max, one.at, one.to)
    if _BEFORE.search(before):
        return Period(date.min, max(date.min, one.start - timedelta(days=1)), one.at, one.to)
    return one


def names_month(text: str, period: Period) -> bool:
    """Whether `text` names, without a year, a month of the period; 12 months at most."""
    if (period.end - period.start).days > 366:
        return False
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    names = "|".join(_MONTHS.split()[month % 12] for month in range(first, last + 1))
    return re.search(rf"\b(?:{names})\b(?!\s*\d)", text, re.IGNORECASE) is not None


@lru_cache(maxsize=20_000)
def dated(text: str) -> tuple[Period, ...]:
    """The dates a stored text bears, as periods."""
    return tuple(_written(text))


def _written(text: str) -> Iterator[Period]:
    for one in find_dates(text):
        months = {Precision.DAY: 0, Precision.MONTH: 1, Precision.QUARTER: 3}[one.precision]
        end = _months_on(one.value, months) - timedelta(days=1) if months else one.value
        yield Period(one.value, end, one.start, one.end)


def _to_the_end(text: str, today: date) -> Iterator[Period]:
    """ "before the end of the year": from today on."""
    for match in _THE_END.finditer(text):
        start, months = _around(match["unit"].casefold(), today)
        end = _last_day(start, months) if months else start + timedelta(days=6)
        yield Period(today, end, match.start(), match.end())


def _without_year(text: str, today: date, *, ahead: bool) -> Iterator[Period]:
    for match in _DAY_OF_MONTH.finditer(text):
        month = _NUMBER_OF[(match["month"] or match["month2"])[:3].casefold()]
        day = int(match["day"] or match["day2"])
        for year in (today.year, today.year - 1):
            try:
                value = date(year, month, day)
            except ValueError:
                break
            if value <= today:
                yield Period(value, value, match.start(), match.end())
                break
    for name, place in _months_named(text):
        month = _NUMBER_OF[name[:3].casefold()]
        year = today.year + (ahead and month < today.month) - (not ahead and month > today.month)
        start = date(year, month, 1)
        yield Period(start, _last_day(start, 1), *place)


def _months_named(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Months after "in" and the like, and those that follow such a one: "in June and July"."""
    for match in _IN_MONTH.finditer(text):
        group = "month" if match["month"] else "second"
        if match[group] == "may" and group == "second":
            continue  # "in June, and may we"
        if group == "second":  # the first of the two: "NCRs June to August"
            first = re.match(_MONTH, match[0], re.IGNORECASE)
            if first:
                yield first[0], (match.start(), match.start() + first.end())
        yield match[group], match.span(group)
        at = match.end()
        while (next_one := _FURTHER_MONTH.match(text, at)) and next_one["month"] != "may":
            yield next_one["month"], next_one.span("month")
            at = next_one.end()


def _counted_back(text: str, today: date) -> Iterator[Period]:
    """ "in the last three months": up to today."""
    for match in _COUNTED_BACK.finditer(text):
        unit, said = match["unit"].casefold(), match["n"].casefold()
        count = _NUMERALS.get(said) or int(said)
        if unit in _DAYS_OF:
            start = today - timedelta(days=min(count, _MOST_BACK) * _DAYS_OF[unit])
        else:
            first = _months_on(today, -min(count, _MOST_BACK) * _MONTHS_OF[unit])
            start = min(first + timedelta(days=today.day - 1), _last_day(first, 1))
        yield Period(start, today, match.start(), match.end())


def _relative(text: str, today: date) -> Iterator[Period]:
    for match in _RELATIVE.finditer(text):
        start, months = _around(match["unit"].casefold(), today)
        back = _BACK.get(match["which"].casefold(), 1)
        if months == 0:
            start -= timedelta(days=7 * back)
            yield Period(start, start + timedelta(days=6), match.start(), match.end())
            continue
        start = _months_on(start, -months * back)
        yield Period(start, _last_day(start, months), match.start(), match.end())
    for match in _QUARTER.finditer(text):
        year = (
            int((match["y"] or match["y3"])[-2:]) + 2000
            if match["y"] or match["y3"]
            else today.year
        )
        number = match["q"] or match["q2"] or _ORDINALS[match["q3"].casefold()]
        start = date(year, 3 * int(number) - 2, 1)
        at = match.start("q2") - 1 if match["q2"] else match.start()
        yield Period(start, _last_day(start, 3), at, match.end())


def _around(unit: str, today: date) -> tuple[date, int]:
    """First day of the unit that `today` lies in, and how many months it has (0: a week)."""
    if unit == "year":
        return date(today.year, 1, 1), 12
    if unit == "quarter":
        return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3
    if unit == "month":
        return today.replace(day=1), 1
    return today - timedelta(days=today.weekday()), 0


def _years(text: str) -> Iterator[Period]:
    for match in _YEAR.finditer(text):
        year = int(match["y"])
        yield Period(date(year, 1, 1), date(year, 12, 31), match.start(), match.end())


def _months_on(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def _last_day(start: date, months: int) -> date:
    return _months_on(start, months) - timedelta(days=1)
