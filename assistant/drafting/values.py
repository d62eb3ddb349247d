"""What a sentence claims that can be looked up letter by letter: numbers, dates, codes, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.dates import find_dates
from assistant.language.words import STOP_WORDS, stem, words

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SAID: dict[str, str] = {
    **{word: str(number) for number, word in enumerate(_ONES)},
    **{word: str(10 * number) for number, word in enumerate(_TENS, start=2)},
    **{
        f"{tens}-{one}": str(10 * at + number)
        for at, tens in enumerate(_TENS, start=2)
        for number, one in enumerate(_ONES[1:10], start=1)
    },
    "dozen": "12", "hundred": "100", "thousand": "1000", "half": "0.5",
    "once": "1", "twice": "2", "thrice": "3",
}  # fmt: skip
_UNITS: dict[str, str] = {
    "sec": "second", "second": "second", "min": "minute", "minut": "minute", "h": "hour",
    "hr": "hour", "hour": "hour", "day": "day", "week": "week", "month": "month", "yr": "year",
    "year": "year", "quarter": "quarter", "shift": "shift", "percent": "%", "%": "%",
    "c": "degree", "f": "degree", "°c": "degree", "°f": "degree", "degre": "degree",
    "piec": "piece", "pc": "piece", "€": "money", "$": "money", "£": "money", "eur": "money",
    "usd": "money", "gbp": "money", "chf": "money", "dollar": "money", "euro": "money",
    "pound": "money",
}  # fmt: skip
_RHYTHMS: dict[str, tuple[str, str]] = {
    "daily": ("1", "day"), "weekly": ("1", "week"), "monthly": ("1", "month"),
    "quarterly": ("1", "quarter"), "annually": ("1", "year"), "annual": ("1", "year"),
    "yearly": ("1", "year"), "hourly": ("1", "hour"), "half-yearly": ("6", "month"),
}  # fmt: skip
_SAME_AS: dict[tuple[str, str], tuple[str, str]] = {
    ("12", "month"): ("1", "year"), ("24", "month"): ("2", "year"), ("36", "month"): ("3", "year"),
    ("48", "month"): ("4", "year"), ("60", "month"): ("5", "year"),
    ("3", "month"): ("1", "quarter"), ("7", "day"): ("1", "week"), ("120", "month"): ("10", "year"),
}  # fmt: skip
_ONE_OF = re.compile(
    r"\b(?:an?|each|every|per)\s+(?:(?:calendar|working|business|full)\s+)?"
    r"(second|minute|hour|day|week|month|quarter|year|shift)\b",
    re.IGNORECASE,
)
_SPOKEN = "|".join(sorted(_SAID, key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![\w.-])(?P<before>[€$£]|EUR|USD|GBP|CHF)?\s?"
    rf"(?P<number>\d{{1,3}}(?:[, ]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\b(?:{_SPOKEN})\b)"
    r"(?:\s*\(\s*[\w-]+\s*\))?"
    r"(?:[\s-]*(?:to|and|–|-|or)[\s-]*(?P<second>\d+(?:[.,]\d+)?))?"
    r"[\s-]*(?:(?:working|business|calendar|full|clear|consecutive)\s+)?"
    r"(?P<unit>%|°\s?[CF]|[€$£]|[A-Za-z]+)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w:.])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(?:\s*([ap])\.?m\b)?", re.IGNORECASE
)
_CODE = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*", re.UNICODE)
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:st|nd|rd|th|h|d|min|mm|cm|kg|g|m|s|%|pcs)?")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,})[”\"»]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit ("" for none), both as one spelling: ("10", "year")."""

    number: str
    unit: str
    start: int


@dataclass(frozen=True, slots=True)
class Values:
    """All that can be looked up in one text."""

    quantities: tuple[Quantity, ...]
    dates: frozenset[date]
    codes: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers alone."""
        return frozenset(one.number for one in self.quantities)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The numbers with their units, the usual equals included."""
        found = {(one.number, one.unit) for one in self.quantities}
        return frozenset(found | {_SAME_AS[one] for one in found if one in _SAME_AS})


@lru_cache(maxsize=512)
def values_of(text: str) -> Values:
    """The numbers, dates and codes of a text."""
    found = find_dates(text)
    rest = list(text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    bare = "".join(rest)
    clocks = list(_clocks(bare))
    bare = _CLOCK.sub(lambda found: " " * len(found[0]), bare)
    codes = frozenset(_plain(one) for one in _codes(bare))
    return Values((*clocks, *_quantities(bare)), frozenset(one.value for one in found), codes)


def missing_values(claim: str, source: str, heading: str = "") -> list[str]:
    """Numbers and dates of `claim` that `source` does not have, as "10 year" or "2026-09-30".

    Dates may stand in the `heading` too; its other numbers are those of sections.
    """
    said, there = values_of(claim), values_of(source)
    days = there.dates | values_of(heading).dates
    lost = [one.isoformat() for one in sorted(said.dates - days)]
    for one in said.quantities:
        pair = (one.number, one.unit)
        known = pair in there.pairs or _SAME_AS.get(pair, pair) in there.pairs
        if one.unit and not known and not _bare(one, there):
            lost.append(f"{one.number} {one.unit}")
        elif not one.unit and one.number not in there.numbers:
            lost.append(one.number)
    return lost


def missing_codes(claim: str, source: str) -> list[str]:
    """Document, form, part, lot and clause numbers of `claim` that `source` does not have."""
    there = {_plain(one) for one in _CODE.findall(source)} | values_of(source).codes
    return sorted(one for one in values_of(claim).codes if one not in there)


def missing_names(claim: str, source: str) -> list[str]:
    """Capitalised words of `claim`, its first one aside, that stand nowhere in `source`."""
    there = {word.stem for word in words(source)}
    plain = {word.text.casefold() for word in words(source)}
    lost = []
    for word in words(claim):
        text = word.text
        if not text[:1].isupper() or word.is_identifier or text.casefold() in STOP_WORDS:
            continue
        opens = not claim[: word.start].strip(" \"'“‘(")
        if opens and not text.isupper() and not text[1:2].isupper() and not _named(claim, word.end):
            continue
        if word.stem not in there and text.casefold() not in plain:
            lost.append(text)
    return lost


def absent_quotes(claim: str, source: str) -> list[str]:
    """What `claim` puts in quotation marks and `source` does not say in these words."""
    there = _even(source)
    return [one for one in _QUOTED.findall(claim) if _even(one).strip(" .,;") not in there]


def _named(claim: str, end: int) -> bool:
    """Whether a capitalised word follows: the first word is then part of a name."""
    return bool(re.match(r"(?:['’]s)?\s+[A-Z][a-z]", claim[end : end + 8]))


def _even(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")


def _quantities(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        unit = _unit(match["unit"] or "") or ("money" if match["before"] else "")
        if match["number"].casefold() == "one" and not unit:
            continue  # "one of them": a word, not a number
        yield Quantity(_number(match["number"]), unit, match.start("number"))
        if match["second"]:
            yield Quantity(_number(match["second"]), unit, match.start("second"))
    for match in _ONE_OF.finditer(text):
        yield Quantity("1", _unit(match[1]), match.start())
    for word in re.finditer(r"[a-z-]+", text, re.IGNORECASE):
        if rhythm := _RHYTHMS.get(word[0].casefold()):
            yield Quantity(*rhythm, word.start())


def _clocks(text: str) -> Iterator[Quantity]:
    """Times of day, as ("1430", "clock")."""
    for match in _CLOCK.finditer(text):
        hours = int(match[1])
        if (match[3] or "").casefold().startswith("p") and hours < 12:
            hours += 12
        yield Quantity(f"{hours:02}{match[2]}", "clock", match.start())


def _number(text: str) -> str:
    said = _SAID.get(text.casefold())
    if said:
        return said
    plain = re.sub(r"[, ](?=\d{3}(?!\d))", "", text).replace(",", ".")
    whole, _, part = plain.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def _unit(text: str) -> str:
    plain = text.casefold().replace(" ", "")
    return _UNITS.get(plain) or _UNITS.get(stem(plain), "")


def _bare(one: Quantity, there: Values) -> bool:
    """Whether the source has the number with no unit: a table says it in the column's head."""
    return any(other.number == one.number and not other.unit for other in there.quantities)


def _codes(text: str) -> Iterator[str]:
    for match in _CODE.finditer(text):
        token = match[0]
        has_digit = any(map(str.isdigit, token))
        if has_digit and not _PLAIN_NUMBER.fullmatch(token):
            yield token


def _plain(code: str) -> str:
    return re.sub(r"[-./]", "", code).casefold()
