"""How numbers of lots, orders and papers are compared: without case, blanks and dashes."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from assistant.identifiers import plain_hyphens

_SEPARATORS = re.compile(r"[\s\-_]+")
_PARTS = re.compile(r"\s*[,;+\n]\s*|\s+(?:&|and|und|et)\s+")
_FORM_NAME = re.compile(
    r"\b(?:(?:faa|tcca|anac|caac?)\s*)?(?:form\s*)?8130\s*-?\s*3\b"
    r"|\b(?:(?:easa|caa|uk\s*caa|tcca)\s*)?form\s*(?:1|one)\b"
    r"|\bform\s*24-?0078\b|\barc\b",
    re.IGNORECASE,
)
_OF_FORMS = ("8130", "form", "arc", "0078")  # one of these stands in every name of a form
_DIGIT = re.compile(r"\d")
_NOTHING = re.compile(
    r"^(?:unknown|unbekannt|inconnu|not (?:known|stated|given)|tbd|tba|\?+)\.?$", re.IGNORECASE
)
_LAST_DIGITS = re.compile(r"^(?P<series>.*?)(?P<count>\d+)(?P<rest>\D*)$")
_LEAST = 3  # characters of a number that is taken without its leading word


@lru_cache(maxsize=200_000)
def same_number(text: str) -> str:
    """A number as it is compared: `po 26‑0210` and `PO-26-0210` are one."""
    return _SEPARATORS.sub("", plain_hyphens(text).casefold()).strip(".:#")


def without_words(number: str, words: Iterable[str]) -> str:
    """A compared number without one of the words that may lead it: `coc260412` -> `260412`.

    It stays as it is unless at least three characters, a digit first, are left.
    """
    for word in words:
        rest = number.removeprefix(word).lstrip(".:#")
        if rest != number and len(rest) >= _LEAST and rest[0].isdecimal():
            return rest
    return number


@lru_cache(maxsize=200_000)
def is_number(text: str) -> bool:
    """Whether it can name one thing: it holds a digit and is not the name of a form."""
    return bool(_DIGIT.search(_without_form(text)))


def _without_form(text: str) -> str:
    lowered = text.casefold()
    if not any(word in lowered for word in _OF_FORMS):
        return text
    return _FORM_NAME.sub(" ", text)


def says_unknown(text: str) -> bool:
    """Whether a cell says that nobody knows: `unknown`."""
    return bool(_NOTHING.match(text.strip()))


@lru_cache(maxsize=200_000)
def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers a cell lists, `8130-3 PF-260311-07` without the name of the form."""
    return tuple(number for number, _ in papers_in(text))


def papers_in(text: str) -> tuple[tuple[str, bool], ...]:
    """The numbers a cell lists, each with whether a release form is named with it."""
    found: dict[str, bool] = {}
    for part in _PARTS.split(text):
        bare = _without_form(part)
        number = bare.strip(" :#")
        if _DIGIT.search(number):
            found.setdefault(number, bare is not part and bare != part)
    return tuple(found.items())


def words_of(text: str) -> set[str]:
    """The words of running text, and each two that follow each other, as numbers are compared."""
    words = [same_number(word) for word in re.split(r"[\s,;()]+", text) if word]
    return {*words, *(one + two for one, two in pairwise(words))}


@lru_cache(maxsize=200_000)
def series_of(number: str) -> tuple[str, int]:
    """A compared number as series and count, its tail aside: `l260003/a` -> (`l`, 260003).

    The count is -1 for a number without digits.
    """
    match = _LAST_DIGITS.match(re.split(r"[/.:]", number, maxsplit=1)[0])
    return (match["series"], int(match["count"])) if match else (number, -1)


_TAIL = re.compile(r"(?<=\d)(?:\s*[-/.:]\s*[^-/.:\s]+|[A-Za-z]{1,2})$")


def mothers_of(text: str) -> tuple[str, ...]:
    """What a lot number says its mothers may be, as compared: `60412-01-A` -> `6041201`, `60412`.

    They are only numbers: whether there are such lots, the records say.
    """
    rest, found = plain_hyphens(text).strip(), []
    while match := _TAIL.search(rest):
        rest = rest[: match.start()]
        found.append(same_number(rest))
    return tuple(found)
