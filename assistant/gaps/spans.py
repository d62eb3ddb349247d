"""Lengths of time as procedures state them: every 12 months, within 5 days, for 10 years."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Use(StrEnum):
    """What a length of time is for."""

    EVERY = "every"  # something is repeated
    WITHIN = "within"  # something is done by then
    KEPT = "kept"  # something is kept for so long


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `count` of `unit` (day, working day, week, month, year)."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def days(self) -> int:
        """About how many calendar days; two spans are equal when these are."""
        if self.unit == "working day":
            return self.count * 7 // 5 + 2
        months = {"month": 1, "year": 12}.get(self.unit)
        if months:
            return self.count * months * 365 // 12
        return self.count * {"week": 7}.get(self.unit, 1)

    def after(self, start: date) -> date:
        """The last day that lies within the span from `start`."""
        if self.unit == "working day":
            return _working_days_after(start, self.count)
        months = self.count * {"month": 1, "year": 12}.get(self.unit, 0)
        if not months:
            return start + timedelta(days=self.days)
        whole = start.year * 12 + start.month - 1 + months
        year, month = divmod(whole, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_after(start: date, count: int) -> date:
    """Monday to Friday count; a day in each ten is given for holidays, which nobody tells."""
    day, left = start, count + count // 10
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


@dataclass(frozen=True, slots=True)
class Said:
    """A span in a text, `text[start:end]`, and what it is for."""

    span: Span
    use: Use
    start: int
    end: int


_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "eighteen": 18, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90}
_COUNT = rf"\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_UNIT = (
    r"(?:(?:working|business|calendar|full)?[ -]?(?:day|week|month|year|quarter|hour)s?"
    r"|half-?years?)\b"
)


def _spanning(suffix: str = "") -> str:
    """A count with its unit; `suffix` tells the groups of two apart in one pattern."""
    return rf"(?P<n{suffix}>{_COUNT})(?:\s*\(\d+\))?[ -]?(?P<unit{suffix}>{_UNIT})"


_EVERY = re.compile(
    r"\b(?:every|each|intervals? (?:of|not exceeding|no longer than|not longer than)(?: at most)?"
    rf"|once (?:in|per|every)|(?:in|over|within) any)\s+(?:at most\s+)?{_spanning()}"
    rf"|\b(?:at least |minimum )?(?:once|one time) in (?:a |each |every )?{_spanning('2')}",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?P<times>once|twice|(?:two|three|four|2|3|4) times|)\s*"
    r"(?P<of>a|per|each|every|every single|in each)\s+"
    r"(?P<unit>day|week|month|quarter|half-?year|year)\b",
    re.IGNORECASE,
)
_ADVERBS = {
    "daily": Span(1, "day"),
    "weekly": Span(7, "day"),
    "fortnightly": Span(14, "day"),
    "monthly": Span(1, "month"),
    "quarterly": Span(3, "month"),
    "half-yearly": Span(6, "month"),
    "six-monthly": Span(6, "month"),
    "semi-annually": Span(6, "month"),
    "semi-annual": Span(6, "month"),
    "annually": Span(12, "month"),
    "annual": Span(12, "month"),
    "yearly": Span(12, "month"),
    "biennially": Span(24, "month"),
    "biennial": Span(24, "month"),
    "two-yearly": Span(24, "month"),
}
_ADVERB = re.compile(
    rf"\b(?<!-)(?P<word>{'|'.join(word.replace('-', '[ -]?') for word in _ADVERBS)})\b",
    re.IGNORECASE,
)
_SPELT = {word.replace("-", ""): span for word, span in _ADVERBS.items()}
_MONTHLY = re.compile(r"\b(?P<n>\d{1,2})[ -]month(?:ly|s interval)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|(?:not?|never) (?:later|more) than|in(?= \d)|at the latest|less than|under"
    rf"|maximum(?: of)?|max\.?|up to)\s+(?:the (?:next|first|following)\s+)?{_spanning()}",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"\b(?:kept|keep|keeps|retain(?:ed|s)?|retention|stored|archived?|preserved|destroyed)\b",
    re.IGNORECASE,
)
_FOR = re.compile(rf"\b{_spanning()}", re.IGNORECASE)
_TIMES_OF = {"once": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}


_UNITS = ("day", "week", "month", "year", "quarter", "hour", "annual", "biennial", "dai")


def spans(text: str) -> tuple[Said, ...]:
    """Every length of time that `text` states for a use, in reading order."""
    lowered = text.casefold()
    if not any(unit in lowered for unit in _UNITS):
        return ()  # spares most sentences the search
    return _spans(text)


@lru_cache(maxsize=20_000)
def _spans(text: str) -> tuple[Said, ...]:
    found: dict[int, Said] = {}
    if _KEEPING.search(text):
        for match in _FOR.finditer(text):
            span = _span(match["n"], match["unit"])
            if span and span.days >= 28:
                found.setdefault(match.end(), Said(span, Use.KEPT, *match.span()))
    for one in (*_repeated(text), *_deadlines(text)):
        found.setdefault(one.end, one)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _repeated(text: str) -> Iterator[Said]:
    for match in _MONTHLY.finditer(text):
        yield Said(Span(int(match["n"]), "month"), Use.EVERY, *match.span())
    for match in _EVERY.finditer(text):
        span = _span(match["n"] or match["n2"], match["unit"] or match["unit2"])
        if span:
            yield Said(span, Use.EVERY, *match.span())
    for match in _TIMES.finditer(text):
        whole = _span("1", match["unit"])
        if whole is None:
            continue
        if not match["times"]:
            if match["of"].casefold() == "a":
                continue  # "in a year" repeats nothing
            yield Said(whole, Use.EVERY, *match.span())
            continue
        times = _TIMES_OF[match["times"].split()[0].casefold()]
        yield Said(_divided(whole, times), Use.EVERY, *match.span())
    for match in _ADVERB.finditer(text):
        spelt = re.sub(r"[ -]", "", match["word"].casefold())
        yield Said(_SPELT[spelt], Use.EVERY, *match.span())


def _deadlines(text: str) -> Iterator[Said]:
    for match in _WITHIN.finditer(text):
        span = _span(match["n"], match["unit"])
        if span:
            yield Said(span, Use.WITHIN, *match.span())


def _span(count: str, unit: str) -> Span | None:
    number = int(count) if count.isdigit() else _WORDS[count.casefold()]
    name = re.sub(r"s$", "", " ".join(unit.casefold().replace("-", " ").split()))
    name = name.replace("business", "working").replace("calendar ", "").replace("full ", "")
    if "half" in name:
        return Span(6 * number, "month")
    if name == "quarter":
        return Span(3 * number, "month")
    if name.endswith("hour"):
        return Span(max(1, -(-number // 24)), "day")
    return Span(number, name) if number else None


def _divided(whole: Span, times: int) -> Span:
    months = {"month": 1, "year": 12}.get(whole.unit, 0) * whole.count
    if months and months % times == 0:
        return Span(months // times, "month")
    return Span(max(1, whole.days // times), "day")
