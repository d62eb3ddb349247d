"""Whether two spellings name one supplier, one person or one thing."""

import re
import unicodedata
from functools import lru_cache

_LEGAL = frozenset(
    """ltd limited plc llp llc inc incorporated corp corporation co company gmbh ag kg ohg mbh se sa
    sas sarl srl spa bv nv ab oy oyj as aps pty pte kft sro spzoo""".split()
)
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(  # "V-17 Smith Ltd", "Smith Ltd (V0017)"
    r"^\s*[A-Z]{0,4}[-/ ]?\d{2,}[\s:,–-]+(?=[^\W\d]{2})|\s*\(\s*[A-Z]{0,4}[-/ ]?\d{2,}\s*\)\s*$"
)
_TITLES = frozenset("mr mrs ms miss dr prof ing dipl".split())


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """One spelling of an identifier: without case and white space."""
    return "".join(text.split()).casefold()


@lru_cache(maxsize=100_000)
def organisation(text: str) -> tuple[str, ...]:
    """The words of an organisation's name; its legal form, number and accents are left out."""
    named = _CODE.sub("", text) or text
    words = [word for word in _words(named.replace(".", "")) if word not in _LEGAL]
    return tuple(words) or tuple(_words(named))


@lru_cache(maxsize=100_000)
def person(text: str) -> tuple[str, str]:
    """Surname and first letter of a person's name: `J. Doe` and `Jane Doe` are alike.

    The letter is "" when only one word is given.
    """
    if "," in text:  # "Doe, Jane"
        last, _, first = text.partition(",")
        text = f"{first} {last}"
    words = [word for word in _words(text) if word not in _TITLES]
    if not words:
        return "", ""
    return words[-1], words[0][0] if len(words) > 1 else ""


def same_person(one: str, other: str) -> bool:
    """Whether both may name one person; two full first names must agree."""
    mine, its = person(one), person(other)
    if not mine[0] or mine[0] != its[0]:
        return False
    firsts = [words[0] for text in (one, other) if (words := _given(text))]
    if len(firsts) == 2 and min(map(len, firsts)) > 1:
        return firsts[0] == firsts[1]
    return not mine[1] or not its[1] or mine[1] == its[1]


def same_organisation(one: str, other: str) -> bool:
    """Whether both name one organisation; one may leave out words at the end."""
    mine, its = organisation(one), organisation(other)
    shorter, longer = sorted((mine, its), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter


def _given(text: str) -> list[str]:
    if "," in text:
        text = text.partition(",")[2] + " x"
    return [word for word in _words(text) if word not in _TITLES][:-1]


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(one for one in bare if not unicodedata.combining(one)))
