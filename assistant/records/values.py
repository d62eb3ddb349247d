"""Cells as values: dates, numbers, states, references. What cannot be read says why."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from assistant.dates import DayMonthOrder, FoundDate, Precision, find_dates
from assistant.model.records import DateRole, Standing, Unread, Value
from assistant.records.shapes import is_blank
from assistant.records.states import standing_of

_UNTIL = frozenset({DateRole.VALID_UNTIL, DateRole.DUE})
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 70_000  # 1954 … 2091
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_NO_DAY_YET = re.compile(
    r"^\s*(?:open|offen|ouvert|outstanding|in\s+progress|ongoing|not\s+(?:yet|closed|done|started)\b.*"
    r"|awaited|awaiting.*|continuous)\s*$",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"^\s*(?:unlimited|indefinite(?:ly)?|no\s+(?:expiry|limit|expiration)|permanent|unbefristet"
    r"|illimité|does\s+not\s+expire|lifetime|until\s+(?:revoked|withdrawn|further\s+notice))\s*\.?$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^\s*(?:[<>≤≥~±]|ca\.?|approx\.?)?\s*(?:[$€£]|EUR|USD|GBP|CHF)?\s*"
    r"(?P<number>[+-]?\d[\d.,'’\u00a0\u202f ]*)"
    r"\s*(?P<unit>%|°\s?[CF]?|[$€£]|[^\W\d_]{1,12}\.?)?(?:\s*RH|\s*\([^)]*\))?\s*$",
    re.IGNORECASE,
)
_YES = re.compile(r"^\s*(?:yes|y|true|ja|j|oui|o|x|✓|✔|☒|si)\b|^\s*[✓✔☒]", re.IGNORECASE)
_NO = re.compile(
    r"^\s*(?:no|n|false|nein|non|none|nil|keine?|nicht|not\b.*|☐|✗)(?:\b|$)|^\s*0\s*$", re.I
)
_SEPARATORS = re.compile(r"\s*(?:[,;\n+]|\.\s(?=[A-Z][a-z])|\s(?:and|und|et|&|/|\|)\s)\s*")
_CLAUSES = re.compile(r"(?<![\w.])\d{1,2}(?:\.\d{1,2}){0,4}(?![\w.]*\d)")
_PERIOD = re.compile(
    r"(?P<count>\d+(?:[.,]\d+)?)?\s*-?\s*(?P<unit>d(?:ays?)?|w(?:ee)?ks?|w|months?|mths?|mo|m|years?"
    r"|yrs?|y|a|tage?n?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans?|années?)\b\.?",
    re.IGNORECASE,
)
_REGULAR = {
    "daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "half-yearly": 183, "semi-annual": 183,
    "biannual": 183, "annual": 365, "yearly": 365, "biennial": 730, "jährlich": 365, "annuel": 365,
    "monatlich": 30, "mensuel": 30,
}  # fmt: skip
_MONTH, _YEAR = Decimal("365.25") / 12, Decimal("365.25")
_DAYS = {
    **dict.fromkeys("d day days tag tage tagen jour jours".split(), Decimal(1)),
    **dict.fromkeys("w wk wks week weeks woche wochen semaine semaines".split(), Decimal(7)),
    **dict.fromkeys("m mo mth mths month months monat monate monaten mois".split(), _MONTH),
    **dict.fromkeys("y yr yrs year years a an ans jahr jahre jahren année années".split(), _YEAR),
}


def read_date(text: str, role: DateRole | None, order: DayMonthOrder | None) -> Value | None:
    """The day a cell names; None for one that names none because there is none yet.

    A month or quarter is its first day, for what is due or valid until then its last. `order`
    is how the column writes 4/5; None leaves such a day unread.
    """
    if _NO_DAY_YET.match(text) or _OPEN_ENDED.match(text):
        return None
    found = find_dates(text, order=order)
    if not found:
        return _serial(text) or Unread("not-a-date", f"{_shown(text)} is no date.")
    if len({one.value for one in found}) > 1:
        return Unread("several-dates", f"{_shown(text)} names several days.")
    if found[0].ambiguous:
        return Unread("ambiguous-date", f"{_shown(text)} may be read two ways, day or month first.")
    return _end(found[0]) if role in _UNTIL else found[0].value


def _serial(text: str) -> date | None:
    match = re.fullmatch(r"\s*(\d{5})(?:\.\d+)?\s*", text)
    if match is None or not _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        return None
    return _EPOCH + timedelta(days=int(match[1]))


def _end(found: FoundDate) -> date:
    months = {Precision.DAY: 0, Precision.MONTH: 1, Precision.QUARTER: 3}[found.precision]
    if not months:
        return found.value
    whole = found.value.year * 12 + found.value.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1) - timedelta(days=1)


def read_number(text: str, *, comma: bool | None, whole: bool) -> Value:
    """The number a cell holds, its unit left to the text.

    `comma`: whether the column writes decimals with a comma (None: nothing tells); `whole`:
    the field counts pieces, so that `1.250` is not taken for one and a quarter.
    """
    match = _QUANTITY.match(text)
    if match is None:
        return Unread("not-a-number", f"{_shown(text)} is no number.")
    digits = re.sub(r"[\s'’\u00a0\u202f]", "", match["number"]).rstrip(".,")
    plain = _plain(digits, comma=comma, whole=whole)
    if plain is None:
        return Unread("ambiguous-number", f"{_shown(text)}: a point or comma may part thousands.")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return Unread("not-a-number", f"{_shown(text)} is no number.")


def _plain(digits: str, *, comma: bool | None, whole: bool) -> str | None:
    """The digits with a point for decimals; None when they can be read two ways."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        last = max(digits.rfind("."), digits.rfind(","))
        return re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    if not points and not commas:
        return digits
    sign = "." if points else ","
    if points + commas > 1:
        return digits.replace(sign, "")
    if not re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", digits):
        return digits.replace(",", ".")
    if sign == ",":
        return digits.replace(",", "." if comma else "")
    if comma:
        return digits.replace(".", "")
    return None if whole and comma is None else digits


def decimal_comma(texts: list[str]) -> bool | None:
    """Whether these cells write decimals with a comma; None when nothing tells."""
    joined = "\n".join(texts)
    with_comma = re.search(r"\d,\d{1,2}(?!\d)|\d\.\d{3},\d", joined)
    with_point = re.search(r"\d\.\d{1,2}(?![\d.])|\d,\d{3}\.\d", joined)
    return None if bool(with_comma) == bool(with_point) else bool(with_comma)


def read_yes_no(text: str) -> Value:
    """Whether a cell says yes; a count above nought does."""
    if _NO.match(text):
        return False
    if _YES.match(text) or re.match(r"^\s*[1-9]\d*\b", text):
        return True
    return Unread("neither-yes-nor-no", f"{_shown(text)} says neither yes nor no.")


def read_duration(text: str, unit: str) -> Value:
    """A stretch of time in days; a bare number counts the `unit` of the column's heading."""
    for word, days in _REGULAR.items():
        if word in text.casefold():
            return Decimal(days)
    match = _PERIOD.search(text)
    number = re.search(r"\d+(?:[.,]\d+)?", text)
    named = (match["unit"] if match else unit).casefold()
    if number is None and match is None:
        return Unread("not-a-duration", f"{_shown(text)} is no length of time.")
    if named not in _DAYS:
        return Unread("no-unit", f"{_shown(text)}: days, months or years are not said.")
    count = Decimal(number[0].replace(",", ".")) if number else Decimal(1)
    return Decimal(round(count * _DAYS[named]))


def unit_in(heading: str) -> str:
    """The unit of time that a heading names: `Interval (months)`; "" for none."""
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    return next((word for word in reversed(words) if word in _DAYS and len(word) > 1), "")


def read_references(text: str) -> tuple[str, ...]:
    """The identifiers of a cell, in order; its whole text where none holds a digit."""
    parts = [" ".join(part.split()) for part in _SEPARATORS.split(text) if part.strip()]
    kept = [code for part in parts if not is_blank(part) for code in _codes(part)]
    return tuple(dict.fromkeys(kept)) or (" ".join(text.split()),)


_LONGEST_CODE = 30
_CODE = re.compile(r"(?<![\w./-])[^\W\d_]{0,6}[-./]?\d[\w./-]*\w|(?<!\w)[A-Z]\d+\b")
_RANGE = re.compile(r"([^\W\d_]{1,4}[-.]?)(\d{1,3})\s*(?:to|-|–|bis|through|à)\s*\1(\d{1,3})")
_MOST_OF_A_RANGE = 60


def _codes(part: str) -> list[str]:
    """The identifiers of a part: a range written out, those within many words, else all of it."""
    match = _RANGE.fullmatch(part)
    if match and 0 < int(match[3]) - int(match[2]) < _MOST_OF_A_RANGE:
        return [f"{match[1]}{at}" for at in range(int(match[2]), int(match[3]) + 1)]
    return [part] if len(part) <= _LONGEST_CODE else _CODE.findall(part)


_CODE_BEFORE = re.compile(r"^[A-Z]{1,4}[-_]?\d[\w-]*\s*[:,–-]?\s+(?=[^\W\d_]{2})")
_CODE_BEHIND = re.compile(r"\s*\((?:[A-Z]{1,4}[-_]?\d[\w-]*|no\.?\s*\d+)\)\s*$", re.IGNORECASE)


def read_name(text: str) -> str:
    """A name without the code that stands before or behind it: `V17 Ostwald`, `Ostwald (V17)`."""
    plain = plain_text(text)
    return _CODE_BEHIND.sub("", _CODE_BEFORE.sub("", plain)) or plain


def read_clauses(text: str) -> Value:
    """The clause numbers of a cell."""
    found = tuple(dict.fromkeys(_CLAUSES.findall(text)))
    return found or Unread("no-clause", f"{_shown(text)} names no clause.")


def read_state(text: str) -> Standing:
    """What a state comes to; `OTHER` for words that are no state we know."""
    return standing_of(text) or Standing.OTHER


def plain_text(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _shown(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"


COUNTED = frozenset(
    {"quantity", "quantity_left", "quantity_before", "quantity_after", "line", "item"}
)
"""Fields that count pieces."""
