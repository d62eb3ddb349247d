"""What the full-text search is asked for a term: the term as written, or its code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.identifiers import plain_hyphens
from integrations.database.codes import code, is_dotted

_SIGNS = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

COLUMNS = ("text", "context", "codes")
"""The columns of `passages` that are searched."""

# Scoring one occurrence takes about 1 µs. Words that half of a big library holds say nothing
# about which passage is meant, so that the rarest are scored first and the rest left out.
MOST_SCORED = 20_000

_PROSE = ("text", "context")
_CODES = ("codes",)


_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that stand one after the other in one of some columns."""

    words: str
    columns: tuple[str, ...] = COLUMNS


def asked_for(terms: Sequence[str]) -> list[Asked]:
    """What is asked for all terms, each once; any of it makes a hit."""
    return list(dict.fromkeys(one for term in terms for one in _asked(term)))


def _asked(term: str) -> list[Asked]:
    term = _CONTROL.sub(" ", plain_hyphens(term)).strip()
    plain = _SIGNS.sub(" ", term).strip()
    if not plain:
        return []
    has_digit = any(sign.isdigit() for sign in plain)
    joined = _SIGNS.sub("", term)
    if term == plain and " " not in plain:  # one word
        is_code = has_digit and not plain.isdigit()
        return [Asked(plain)] + ([Asked(code(plain), _CODES)] if is_code else [])
    exact = term.strip(".,;:!?()[]\"'")
    if is_dotted(exact):
        return [Asked(code(exact), _CODES)]
    phrase = Asked(plain, _PROSE)
    if has_digit:
        return [Asked(joined.casefold(), _CODES), phrase]
    return [phrase] if " " in term else [phrase, Asked(joined, _PROSE)]


def rarest(counts: Mapping[_Part, int]) -> list[_Part]:
    """What to score of parts that are found in so many passages each: no more than is quick."""
    chosen: list[_Part] = []
    scored = 0
    for part in sorted(counts, key=counts.__getitem__):
        scored += counts[part]
        if scored > MOST_SCORED and any(counts[held] for held in chosen):
            break
        chosen.append(part)
    return chosen
