"""Numbers at the head of a line: how they are read, and which may follow which."""

import re
from dataclasses import dataclass

from assistant.dates import find_dates


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a line: as printed, its parts for comparison, what follows it."""

    printed: str
    series: str  # numbers of one series count on: "", "annex", "step", "A" …
    parts: tuple[int, ...]
    rest: str


_NAMED = re.compile(
    r"^(?P<word>section|clause|chapter|part|article|appendix|annex|attachment|exhibit|schedule|step"
    r"|phase|stage)\s+(?P<no>\d{1,3}(?:\.\d{1,3}){0,4}|[A-Z](?:\.\d{1,3}){0,3}|[IVX]{1,5})(?![\w/])"
    r"\s*[.:)–—-]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(
    r"^(?:§\s*)?(?P<no>\d{1,2}(?:\.\d{1,3}){0,5})(?P<stop>[.)]?)\s*[:–—-]?\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_LETTERED = re.compile(
    r"^(?P<no>[A-Z](?:\.\d{1,2}){0,4})(?P<stop>[.):]?)\s+(?P<rest>[A-Z0-9(].*)$", re.DOTALL
)
_ROMAN = re.compile(r"^(?P<no>[IVX]{1,5})\.\s+(?P<rest>[A-Z].*)$", re.DOTALL)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}\s*$|…+\s*\d*\s*$|\t\s*\d{1,4}\s*$")
_UNIT = re.compile(
    r"^(?:mm|cm|m|kg|g|%|°|hours?|hrs?|days?|weeks?|months?|years?|minutes?|off|x|pcs|pieces?|each"
    r"|percent|copies|working|calendar|business|of)\b",
    re.IGNORECASE,
)


def read_mark(text: str) -> Mark | None:
    """The number at the head of a text; None when there is none, or a date or a quantity."""
    text = text.strip()
    if match := _NAMED.match(text):
        word = match["word"].casefold()
        parts = _parts(match["no"])
        series = "" if word in ("section", "clause") and match["no"][0].isdigit() else word
        printed = match["no"] if not series else f"{match['word'].capitalize()} {match['no']}"
        return Mark(printed, series, parts, match["rest"]) if parts else None
    match = _NUMBERED.match(text)
    if match:
        if _UNIT.match(match["rest"]) or any(found.start == 0 for found in find_dates(text[:40])):
            return None
        return Mark(match["no"], "", _parts(match["no"]), match["rest"])
    if match := _ROMAN.match(text):
        return Mark(match["no"], "roman", _parts(match["no"]), match["rest"])
    match = _LETTERED.match(text)
    if match and (match["stop"] or "." in match["no"]):
        return Mark(match["no"], "letter", _parts(match["no"]), match["rest"])
    return None


def counts_on(last: tuple[int, ...] | None, parts: tuple[int, ...]) -> bool:
    """Whether a number may follow `last`: its first part, its next, or the next of one above.

    Up to two numbers may be left out, since a heading can be missed. Without a last number any
    chapter may come first, or its first part: an excerpt starts at 8 or 8.1.
    """
    if last is None:
        return all(part <= 1 for part in parts[1:])
    if len(parts) > len(last):
        tail = parts[len(last) :]
        return parts[: len(last)] == last and all(part <= 2 for part in tail)
    keep = len(parts) - 1
    if parts[:keep] == last[:keep]:
        return 0 < parts[keep] - last[keep] <= 3
    first_below = all(part <= 1 for part in parts[1:])
    return keep > 0 and first_below and 0 < parts[0] - last[0] <= 2


def may_head(rest: str) -> bool:
    """Whether words look like a heading: short, no full stop at the end, a capital first."""
    rest = rest.strip()
    words = rest.split()
    if not words or len(words) > 14 or len(rest) > 110 or "\n" in rest:
        return False
    if rest.endswith((".", ";", ",", "?", "!")) and not rest.endswith("etc."):
        return False
    if not (rest[0].isupper() or rest[0] in "\"'“[(" or rest[0].isdigit()):
        return False
    return bool(re.search(r"[^\W\d_]{2}", rest)) and not LEADERS.search(rest)


def _parts(number: str) -> tuple[int, ...]:
    if re.fullmatch(r"[IVX]{2,5}|[VX]", number):
        values = [_ROMAN_VALUES[letter] for letter in number]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return (sum(-value if value < after else value for value, after in pairs),)
    parts = [int(p) if p.isdecimal() else ord(p.upper()) - 64 for p in number.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
