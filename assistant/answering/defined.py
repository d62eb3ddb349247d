"""Questions of what a thing is, and the sentences that define it: "Aware date: the day we hear"."""

import re
from functools import lru_cache

from assistant.answering.units import Unit
from assistant.language.question import Question
from assistant.language.words import words

_ASKS = re.compile(
    r"^\W*(?:so\s+|and\s+)?(?:what\s+(?:is|are)|what['’]?s|define|what\s+is\s+meant\s+by)\s+(?:an?\s+|the\s+|our\s+)?"
    r"(?P<one>[\w-]+(?:\s+[\w-]+){0,3}?)\W*$|^\W*what\s+(?:does|do)\s+(?:an?\s+|the\s+)?(?P<two>[\w-]+(?:\s+[\w-]+){0,3}?)\s+mean\W*$",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"\b(?:of|for|in|on|at|to|from|with|by|we|our|you|it|this|that|do|does|done|new|next|last|wrong|due|open|best|left)\b",
    re.I,
)
_NUMBER = re.compile(r"^\s*(?:[-•*–]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+)")
_SAYS = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<term>[^:|.;,]{2,60}?)\s*(?::|\||\s[–-]\s|\b(?:means?|refers?\s+to|(?:is|are)\s+(?:an?|the|any|all|every|defined|"
    r"considered|what)\b))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")


def defines(question: Question, unit: Unit) -> bool:
    """Whether it is asked what a thing is, and the unit begins by saying so."""
    term = _term(question.part or question.text)
    found = _SAYS.match(_NUMBER.sub("", unit.text)) if term else None
    return found is not None and _stems(_ASIDE.sub(" ", found["term"])) == term


@lru_cache(maxsize=256)
def _term(asked: str) -> tuple[str, ...]:
    """Stems of the term asked about; empty for another question."""
    found = _ASKS.search(asked)
    named = (found["one"] or found["two"]) if found else ""
    return () if _NO_TERM.search(named) else _stems(named)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(text) if not word.is_stop_word)
