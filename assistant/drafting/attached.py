"""Whether a value of a sentence belongs to what the sentence says of it.

"A minor is answered within 14 days" has all its words in "a major is answered within 14 days; a
minor is answered within 30 days", and is wrong.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.support import content
from assistant.drafting.values import Quantity, values_of

_APART = re.compile(r"[;\n]|\.(?=\s)|(?<=\.)\s")
_BESIDE = re.compile(r",\s|\s(?:and|or|but|while|whereas)\s", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:[.,:/-][^\W_]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)?")


def misplaced_value(claim: str, source: str) -> str | None:
    """A quantity that `source` states of something else than `claim` does; None without any."""
    if swapped := _swapped(claim, source):
        return swapped
    said = {one.number for one in values_of(claim).quantities}
    for value in values_of(claim).quantities:
        if value.unit and (_of_another(value, claim, source, said)):
            return f"{value.number} {value.unit}"
    return None


def _swapped(claim: str, source: str) -> str | None:
    """A number that has changed places with another: "door 8, speed 4" for "door 4, speed 8"."""
    here, there = _neighbours(claim), _neighbours(source)
    for number, beside in here.items():
        own = len(beside & there.get(number, frozenset()))
        if number in there and any(
            len(beside & others) > own
            for other, others in there.items()
            if other != number and other in here
        ):
            return number
    return None


def _neighbours(text: str) -> dict[str, frozenset[str]]:
    """Number -> stems of the two words on each side of it, other numbers left out."""
    tokens = _TOKEN.findall(text)
    plain = [
        (token, next(iter(content(token)), ""))
        for token in tokens
        if token[0].isdigit() or content(token)
    ]
    found: dict[str, set[str]] = {}
    for at, (token, _) in enumerate(plain):
        if _NUMBER.fullmatch(token):
            around = [*plain[:at][::-1], ("", "")], plain[at + 1 :]
            words = [w for side in around for w in _two(side)]
            found.setdefault(token, set()).update(words)
    return {number: frozenset(words) for number, words in found.items()}


def _two(side: Sequence[tuple[str, str]]) -> list[str]:
    return [stem for token, stem in side if stem and not _NUMBER.fullmatch(token)][:2]


def _of_another(value: Quantity, claim: str, source: str, said: set[str]) -> bool:
    words = _words(claim)
    own, others = _sorted_out(value, list(_parts(_APART, source)), said)
    if own and others:
        best = max(len(words & _words(part)) for part in own)
        if any(len(words & _words(part)) > best for part in others):
            return True
    for part in own:
        beside, rivals = _sorted_out(value, list(_parts(_BESIDE, part)), said)
        told = max((len(words & _after(one, value.number)) for one in beside), default=0)
        if beside and any(len(words & _after_any(one, value.unit)) > told for one in rivals):
            return True
    return False


def _sorted_out(value: Quantity, parts: list[str], said: set[str]) -> tuple[list[str], list[str]]:
    """Parts that state the value, and parts that state another one of its unit instead."""
    own, others = [], []
    for part in parts:
        there = values_of(part).quantities
        if any(one.number == value.number and one.unit == value.unit for one in there):
            own.append(part)
        elif any(one.unit == value.unit and one.number not in said for one in there):
            others.append(part)
    return own, others


def _parts(split: re.Pattern[str], text: str) -> Iterator[str]:
    yield from (part for part in split.split(text) if part.strip())


def _after(part: str, number: str) -> set[str]:
    """Words that follow a number in its part."""
    starts = [one.start for one in values_of(part).quantities if one.number == number]
    return _words(part[min(starts) :]) if starts else set()


def _after_any(part: str, unit: str) -> set[str]:
    starts = [one.start for one in values_of(part).quantities if one.unit == unit]
    return _words(part[min(starts) :]) if starts else set()


def _words(text: str) -> set[str]:
    """Stems of what is spoken of: neither numbers nor their units."""
    return {
        stem
        for stem, word in content(text).items()
        if word.isalpha() and not values_of(f"1 {word}").quantities[0].unit
    }
