"""Numbers, limits and periods of a sentence: where they stand, and when two are the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache


class Measure(StrEnum):
    """What a value counts."""

    TIME = "time"  # in hours
    MONEY = "money"
    SHARE = "share"  # in per cent
    SIZE = "size"  # with a unit of measure, as written
    COUNT = "count"  # of things
    CLOCK = "clock"  # a time of day, in minutes
    DAY = "day"  # a day of the week


class Use(StrEnum):
    """What a length of time is for."""

    EVERY = "every"
    WITHIN = "within"
    KEPT = "kept"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text: `text[start:end]` as written; `of` is its unit, one spelling for each."""

    amount: float
    measure: Measure
    of: str
    start: int
    end: int
    written: str
    use: Use = Use.PLAIN
    working: bool = False


_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SAID: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)} | {
    "fifteen": 15.0, "eighteen": 18.0, "twenty": 20.0, "twenty-four": 24.0, "thirty": 30.0,
    "forty": 40.0, "forty-eight": 48.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0,
    "hundred": 100.0, "a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5,
}  # fmt: skip
_HOURS = {
    "second": 1 / 3600, "sec": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0,
    "h": 1.0, "day": 24.0, "week": 168.0, "fortnight": 336.0, "month": 730.0, "quarter": 2190.0,
    "year": 8760.0, "yr": 8760.0, "shift": 8.0,
}  # fmt: skip
_RHYTHMS = {
    "hourly": 1.0, "daily": 24.0, "weekly": 168.0, "fortnightly": 336.0, "monthly": 730.0,
    "quarterly": 2190.0, "half-yearly": 4380.0, "annually": 8760.0, "yearly": 8760.0,
    "annual": 8760.0, "biennially": 17520.0,
}  # fmt: skip
_MONEY = {
    "£": "gbp", "gbp": "gbp", "pound": "gbp", "€": "eur", "eur": "eur", "euro": "eur", "$": "usd",
    "usd": "usd", "dollar": "usd", "cad": "cad", "chf": "chf",
}  # fmt: skip
_SIZES = {
    "kg": "kg", "kilo": "kg", "g": "g", "mm": "mm", "cm": "cm", "m": "m", "metre": "m",
    "meter": "m",
    "km": "km", "inch": "inch", "in": "inch", "lb": "lb", "bar": "bar", "psi": "psi", "nm": "nm",
    "dpi": "dpi", "lux": "lux", "v": "v", "volt": "v", "ohm": "ohm", "°c": "°c", "c": "°c",
    "°": "°c", "degree": "°c", "degree c": "°c", "degree celsius": "°c", "°f": "°f", "x": "x",
}  # fmt: skip
_FIGURES = r"(?:\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_SPOKEN = "|".join(sorted((re.escape(w) for w in _SAID), key=len, reverse=True))
_NUMBER = (
    rf"(?:(?P<minus>minus |-(?=\d))?(?P<figures>{_FIGURES})(?P<times>k\b| thousand\b| million\b)?"
    rf"|\b(?P<spoken>{_SPOKEN})\b(?:\s*\(\s*(?:\d+)\s*\))?)"
)
_KIND_OF_DAY = r"(?P<working>working|business|calendar|clear|full|consecutive)?"
_TIMES = "|".join(sorted((w for w in _HOURS if len(w) > 1), key=len, reverse=True))
_VALUE = re.compile(
    rf"(?<![\w./-])(?:(?P<sign>[£€$]|\b(?:GBP|EUR|USD|CAD|CHF)\b)\s?)?{_NUMBER}(?![\w]*-\d)"
    rf"(?:\s?(?P<share>%|per\s?cent\b)|[\s-]{{0,2}}{_KIND_OF_DAY}[\s-]?\b(?P<time>{_TIMES}|h)s?\b"
    r"|\s?(?P<money>£|€|\$|\b(?:GBP|EUR|USD|CAD|CHF|euros?|dollars?|pounds?)\b)"
    r"|\s?(?P<size>°\s?[CF]?|\b(?:degrees?(?:\s+(?:C|Celsius)\b)?|kg|kilos?|mm|cm|km|metres?"
    r"|meters?|inch(?:es)?"
    r"|lbs?|bar|psi|Nm|dpi|lux|volts?|[gmVCx])\b)"
    r"|\s+(?P<thing>(?!(?:and|or|to|of|in|on|at|as|is|was|by|for|from|with|has|this|plus|less"
    r"|needs|gets|goes|stays"
    r"|counts|opens|means|does|gives|takes|holds|starts|always|its|his|times"
    r"|lies)\b)[a-z]+(?:-[a-z]+)*))?"
    r"(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?P<adverb>hourly|daily|weekly|fortnightly|monthly|quarterly|half-yearly|annually|yearly"
    r"|biennially)\b"
    r"|\b(?P<often>once|twice|three times|four times)\s+(?:a|an|each|every|per|in each|in every"
    r"|in any)\s+(?P<in>day|week|month|quarter|half-year|year)\b"
    r"|\b(?:each|every|per)\s+(?:half-)?(?P<each>hour|day|week|month|quarter|half-?year|year"
    r"|shift)\b",
    re.IGNORECASE,
)
_OFTEN = {"once": 1, "twice": 2, "three times": 3, "four times": 4}
_WEEKDAY = re.compile(
    r"\b(?:(?:each|every|on|by)\s+)(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w:.])(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?![\w:.]\d|\d)(?=\W|$)")
_LABEL = re.compile(
    r"\b(?:levels?|class|grade|type|clauses?|sections?|forms?|steps?|parts?|nos?\.?|nr\.?|rev\w*"
    r"|issue|version"
    r"|pages?|stage|phase|table|annex|appendix|iso|as|en|chapter|line|bay|room|zone|cat|block"
    r"|point|items?|figure"
    r"|fig\.?|aisle|rack|code|site|rule|option|category|ledger|card|chart|q|article|§)[\s.:]*$",
    re.IGNORECASE,
)
_BEFORE = (
    (Use.KEPT, re.compile(r"\b(?:kept|keeps?|retain\w*|retention|stored|archived?|preserved"
                          r"|held)\b")),
    (Use.EVERY, re.compile(r"\b(?:every|each|intervals?\s+of|once\s+in)\s+(?:\w+\s+)?$")),
    (Use.WITHIN, re.compile(r"\b(?:within|in|(?:no|not)\s+(?:later|more)\s+than"
                            r"|at\s+the\s+latest|max\w*\s*(?:of)?"
                            r"|up\s+to|under)\s+(?:\w+\s+)?$")),
)  # fmt: skip
_LIMITED = re.compile(
    r"(?:\b(?:at least|at most|more than|less than|fewer than|above|below|over|under|up to"
    r"|minimum(?: of)?|maximum(?: of)?"
    r"|max\.?|min\.?|exceed\w*|between|from|to|limit(?: of)?|least|only|first|last|every|than)|≥"
    r"|≤|<|>)\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def values(text: str) -> tuple[Value, ...]:
    """The values of a text in reading order; numbers that name something are left out."""
    taken: list[Value] = []
    for one in (*_clocks(text), *_rhythms(text), *_weekdays(text), *_counted(text)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return tuple(_ranges(sorted(taken, key=lambda one: one.start), text))


def _ranges(found: list[Value], text: str) -> Iterator[Value]:
    """The first number of "15 to 27 °C" counts what the second does."""
    for place, one in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        loose = after and not one.of and one.measure is Measure.COUNT
        if after and loose and _RANGE.match(text[one.end : after.end]):
            hours = _HOURS[after.of] if after.measure is Measure.TIME and after.of else 1.0
            one = replace(one, amount=one.amount * hours, measure=after.measure, of=after.of)
        yield one


def same(one: Value, other: Value) -> bool:
    """Whether two values are as much of the same; working days and days are not told apart."""
    if one.measure is not other.measure:
        return False
    if one.measure in (Measure.SIZE, Measure.MONEY) and one.of != other.of and one.of and other.of:
        return False
    return abs(one.amount - other.amount) <= 1e-6 * max(1.0, abs(one.amount))


def _counted(text: str) -> Iterator[Value]:
    for match in _VALUE.finditer(text):
        spoken = (match["spoken"] or "").casefold()
        value = _number(match)
        start = match.start()
        before = text[:start].rstrip(" (")
        if _LABEL.search(before) and not (match["time"] or match["share"] or match["sign"]):
            continue
        made = _measured(match, text, start)
        if made is None:
            continue
        measure, of, end = made
        if spoken in ("a", "an", "one") and measure not in (Measure.TIME,):
            continue
        if spoken in ("a", "an") and of == "second":
            continue  # "a second person"
        if spoken in ("a", "an") and not _LIMITED_TIME.search(text[:start]):
            continue
        if measure is Measure.TIME:
            value *= _HOURS[of]
        working = (match["working"] or "").casefold() in ("working", "business")
        written = text[start:end]
        use = _use(text, start) if measure is Measure.TIME else Use.PLAIN
        if measure is Measure.COUNT and not match["sign"] and 1900 <= value <= 2100 and not of:
            continue
        yield Value(value, measure, of, start, end, written, use, working)


_RANGE = re.compile(r"\s*(?:to|and|or|–|-)\s*(?:minus )?\d")
_LIMITED_TIME = re.compile(
    r"^\W*$|\b(?:within|after|every|for|in|than|least|most|once)\s+$", re.IGNORECASE
)


def _measured(match: re.Match[str], text: str, start: int) -> tuple[Measure, str, int] | None:
    """What a number counts, its unit, and where the value ends."""
    if match["sign"] or match["money"]:
        unit = (match["sign"] or match["money"]).casefold().rstrip("s")
        end = match.end() if match["money"] else match.end("times") if match["times"] else -1
        end = end if end >= 0 else max(match.end("figures"), match.end("spoken"))
        return Measure.MONEY, _MONEY.get(unit, unit), end
    if match["share"]:
        return Measure.SHARE, "%", match.end()
    if match["time"]:
        return Measure.TIME, match["time"].casefold(), match.end()
    if match["size"]:
        unit = re.sub(r"\s+", " ", match["size"].casefold()).replace("° ", "°").rstrip("s")
        unit = {"inche": "inch", "degrees c": "degree c"}.get(unit, unit).replace(
            "degrees", "degree"
        )
        return Measure.SIZE, _SIZES.get(unit, unit), match.end()
    thing = match["thing"]
    end = max(match.end("figures"), match.end("spoken"), match.end("times"))
    if thing and (thing.endswith("s") or thing in ("people", "staff")) and not thing.endswith("ss"):
        return Measure.COUNT, thing.casefold(), match.end()
    if _LIMITED.search(text[:start]) and not match["spoken"]:
        return Measure.COUNT, "", end
    return None


def _number(match: re.Match[str]) -> float:
    if match["spoken"]:
        return _SAID[match["spoken"].casefold()]
    written = re.sub(r"[\u00a0 ]", "", match["figures"])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        written = written.replace(",", "")
    value = float(written.replace(",", "."))
    times = (match["times"] or "").strip().casefold()
    value *= {"k": 1e3, "thousand": 1e3, "million": 1e6}.get(times, 1.0)
    return -value if match["minus"] else value


def _use(text: str, start: int) -> Use:
    before = text[:start].casefold()
    for use, signs in _BEFORE:
        if signs.search(before):
            return use
    return Use.KEPT if re.search(r"\b(?:kept|retained)\b", text.casefold()) else Use.PLAIN


def _rhythms(text: str) -> Iterator[Value]:
    for match in _RHYTHM.finditer(text):
        if match["adverb"]:
            hours = _RHYTHMS[match["adverb"].casefold()]
        elif match["often"]:
            hours = _unit_hours(match["in"]) / _OFTEN[match["often"].casefold()]
        else:
            hours = _unit_hours(match["each"])
        yield Value(hours, Measure.TIME, "", match.start(), match.end(), match[0], Use.EVERY)


def _unit_hours(unit: str) -> float:
    plain = unit.casefold().replace("-", "")
    return 4380.0 if plain == "halfyear" else _HOURS[plain]


def _weekdays(text: str) -> Iterator[Value]:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for match in _WEEKDAY.finditer(text):
        day = match["day"]
        number = float(days.index(day[:3].casefold()))
        yield Value(number, Measure.DAY, "", match.start("day"), match.end("day"), day, Use.EVERY)


def _clocks(text: str) -> Iterator[Value]:
    for match in _CLOCK.finditer(text):
        if ":" not in match[0] and not re.search(
            r"\b(?:at|by|until|before|after)\s$", text[: match.start()]
        ):
            continue
        minutes = float(int(match["h"]) * 60 + int(match["m"]))
        yield Value(minutes, Measure.CLOCK, "", match.start(), match.end(), match[0])
