"""When two names mean one organisation: `Ostwald Federn GmbH` and `V17 OSTWALD Federn`."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_LEGAL = frozenset(
    """ltd limited llc inc incorporated corp corporation co company plc llp lp gmbh ag kg ohg se sa
    sas sarl srl spa bv nv ab as oy oyj aps sro kft doo pty pte ulc the and und et""".split()
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def party_words(name: str) -> tuple[str, ...]:
    """The words that tell an organisation: no accents, legal forms or leading code."""
    bare = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    words = [word.casefold() for word in _WORD.findall(bare.replace(".", ""))]
    kept = [word for word in words if word not in _LEGAL]
    telling = [word for word in kept if not any(letter.isdecimal() for letter in word)]
    return tuple(word for word in telling if len(word) > 1) or tuple(kept)


def party_key(name: str) -> str:
    """One spelling of a name, for those that are written alike."""
    return " ".join(party_words(name))


def same_party(one: str, other: str) -> bool:
    """Whether the two may be one: the same words, or all words of the shorter in the longer."""
    first, second = set(party_words(one)), set(party_words(other))
    if not first or not second:
        return False
    return first <= second or second <= first
