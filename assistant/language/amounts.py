"""Amounts a question names ("worth 30k", "a lot of 500") and the limits a text sets for them."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Measure(StrEnum):
    """What an amount counts; `COUNT` for plain numbers and numbers of things."""

    MONEY = "money"
    PERCENT = "percent"
    TIME = "time"  # in hours
    TEMPERATURE = "temperature"  # in degrees Celsius, or as written
    MASS = "mass"  # in kilograms
    LENGTH = "length"  # in millimetres
    COUNT = "count"


_UNITS: dict[Measure, dict[str, float]] = {
    Measure.MONEY: dict.fromkeys(
        "$ € £ eur gbp usd cad chf euro euros dollar dollars pound pounds quid bucks".split(), 1.0
    ),
    Measure.PERCENT: dict.fromkeys(["%", "percent", "per cent"], 1.0),
    Measure.TIME: {
        **dict.fromkeys("minute minutes min mins".split(), 1 / 60),
        **dict.fromkeys("hour hours hr hrs".split(), 1.0),
        **dict.fromkeys("day days".split(), 24.0),
        **dict.fromkeys("week weeks".split(), 168.0),
        **dict.fromkeys("month months".split(), 730.0),
        **dict.fromkeys("year years yr yrs".split(), 8760.0),
    },
    Measure.TEMPERATURE: dict.fromkeys(["°", "°c", "degrees", "degree", "c", "deg"], 1.0),
    Measure.MASS: {"kg": 1.0, "kilos": 1.0, "kilo": 1.0, "g": 0.001, "lb": 0.4536, "lbs": 0.4536},
    Measure.LENGTH: {"mm": 1.0, "cm": 10.0, "m": 1000.0, "inch": 25.4, "inches": 25.4, "in": 25.4},
}
_MULTIPLES = {"k": 1e3, "grand": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "hundred": 1e2}
_SIGN = r"(?:[$€£]|\b(?:EUR|GBP|USD|CAD|CHF)\b)"
_UNIT = (
    r"(?:%|per\s?cent|°\s?C?|degrees?|euros?|dollars?|pounds?|quid|bucks|EUR|GBP|USD|CAD|CHF|[€£$]"
    r"|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|yrs?|kilos?|kg|lbs?|g|mm|cm|inch(?:es)?|C)"
)
_BETWEEN = r"(?:\s*(?:working|calendar|business|full|clear)\s+)?\s*-?"
_NUMBER = (
    rf"(?P<sign{{0}}>{_SIGN})?\s?"
    r"(?P<num{0}>\d{{1,3}}(?:[,\u00a0 ]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:\s?(?P<times{{0}}>k|grand|thousand|million|hundred)\b)?"
    rf"(?:{_BETWEEN}(?P<unit{{0}}>{_UNIT})(?![\w]))?"
)


def _number(name: str) -> str:
    return _NUMBER.format(name)


_ASKED = re.compile(
    rf"(?<![\w./-])(?<!no\.\s)(?:{_number('1')})(?![\w./]|-\d)(?P<thing>(?:\s+|-)(?-i:[a-z][a-z-]*s)\b|-piece\b)?",
    re.IGNORECASE,
)
_ANY = re.compile(rf"(?<![\w./-])(?:{_number('1')})(?![\w./]|-\d)", re.IGNORECASE)
_BEFORE_A_LABEL = re.compile(
    r"(?:\b(?:level|class|grade|type|clause|section|form|step|part|number|no\.?|nr\.?|rev\w*|issue|"
    r"version|page|stage|phase|table|annex|appendix|iso|as|en|chapter|line|bay|room|shift|zone|"
    r"category|cat|cold|dock|gate|how\s+many|next|last|past|every|each|coming)|\b(?-i:[A-Z]{2,})[-\s]?)\s*$",
    re.IGNORECASE,
)
_AFTER_A_SIZE = re.compile(
    r"\b(?:lot|batch|quantity|qty|delivery|order|shipment|score|rating|total|population|run|size)s?"
    r"\s+(?:of|is|was|=)\s*$",
    re.IGNORECASE,
)
_OVER = (
    r"(?:over|more\s+than|above|exceed(?:s|ing)?|greater\s+than|longer\s+than|older\s+than"
    r"|later\s+than|beyond|>)"
)
_AT_LEAST = r"(?:at\s+least|from|min(?:imum)?\.?(?:\s+of)?|no(?:t)?\s+less\s+than|≥|>=)"
_UNDER = r"(?:less\s+than|under|below|fewer\s+than|<)"
_AT_MOST = (
    r"(?:up\s+to|at\s+most|(?:no(?:t)?|never)\s+(?:more|later|longer)\s+than"
    r"|max(?:imum)?\.?(?:\s+of)?|not\s+exceed(?:ing)?|within|until|≤|<=)"
)
_LIMITS = re.compile(
    rf"(?:(?P<low>{_OVER})|(?P<atleast>{_AT_LEAST})|(?P<under>{_UNDER})|(?P<atmost>{_AT_MOST})"
    r"|between)?"
    rf"\s*(?<![\w.-]){_number('1')}"
    rf"(?:\s*(?:to|and|up\s+to|-|–|—|\.\.\.?)\s*{_number('2')})?"
    rf"(?P<after>\s*(?:or|and)\s+(?:more|above|over|older|longer|greater)|\s*\+"
    rf"|\s*(?:or|and)\s+(?:less|below|under|fewer))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts, in the unit of its measure; `text[at:to]` is how it is said."""

    value: float
    measure: Measure
    at: int
    to: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The amounts a text speaks of: from `low` to `high`, each included or not."""

    low: float
    high: float
    measure: Measure
    with_low: bool = True
    with_high: bool = True

    def hold(self, amount: Amount) -> bool:
        """Whether the amount lies within; never for another measure."""
        if not alike(self.measure, amount.measure):
            return False
        above = amount.value > self.low or (self.with_low and amount.value == self.low)
        return above and (
            amount.value < self.high or (self.with_high and amount.value == self.high)
        )


def alike(one: Measure, other: Measure) -> bool:
    """Whether two measures may be the same: a table of money often leaves the sign to its head."""
    plain = {Measure.COUNT, Measure.MONEY}
    return one is other or {one, other} <= plain


def amounts(question: str) -> list[Amount]:
    """The amounts a question names, in its order; numbers of levels, forms or clauses are none."""
    found = []
    for match in _ASKED.finditer(question):
        if _BEFORE_A_LABEL.search(question[: match.start()].rstrip(" $€£")):
            continue
        told = match["sign1"] or match["times1"] or match["unit1"]
        if not (told or match["thing"] or _AFTER_A_SIZE.search(question[: match.start()])):
            continue
        value, measure = _value(match, "1")
        if not told and 1900 <= value <= 2100:
            continue  # a year before a plural: "2025 audits"
        end = match.start("thing") if match["thing"] else match.end()
        found.append(Amount(value, measure, match.start(), end))
    return found


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[Amount, ...]:
    """Every number of a text with what it counts, in its order."""
    return tuple(
        Amount(*_value(match, "1"), match.start(), match.end()) for match in _ANY.finditer(text)
    )


def same(one: Amount, other: Amount) -> bool:
    """Whether two amounts are as much of the same."""
    return one.value == other.value and alike(one.measure, other.measure)


@lru_cache(maxsize=20_000)
def limits(text: str) -> tuple[Limits, ...]:
    """The limits a text sets, in its order; a number by itself sets none."""
    return tuple(_limits(text))


def _limits(text: str) -> Iterator[Limits]:
    for match in _LIMITS.finditer(text):
        value, measure = _value(match, "1")
        if match["num2"]:
            high, second = _value(match, "2")
            measure = second if measure is Measure.COUNT else measure
            if high > value:
                yield Limits(value, high, measure, with_low=match["low"] is None)
            continue
        after = (match["after"] or "").casefold()
        if match["low"]:
            yield Limits(value, math.inf, measure, with_low=False)
        elif match["atleast"] or any(
            sign in after for sign in ("more", "above", "over", "older", "longer", "greater", "+")
        ):
            yield Limits(value, math.inf, measure)
        elif match["under"]:
            yield Limits(-math.inf, value, measure, with_high=False)
        elif match["atmost"] or after:
            yield Limits(-math.inf, value, measure)


def _value(match: re.Match[str], name: str) -> tuple[float, Measure]:
    written = re.sub(r"[\u00a0 ]", "", match[f"num{name}"])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        written = written.replace(",", "")
    value = float(written.replace(",", "."))
    value *= _MULTIPLES.get((match[f"times{name}"] or "").casefold(), 1.0)
    sign, unit = match[f"sign{name}"], (match[f"unit{name}"] or "").casefold()
    if sign:
        return value, Measure.MONEY
    unit = re.sub(r"\s+", "" if unit.startswith("°") else " ", unit)
    for measure, units in _UNITS.items():
        if unit in units:
            return value * units[unit], measure
    if (match[f"times{name}"] or "").casefold() == "grand":
        return value, Measure.MONEY
    return value, Measure.COUNT
