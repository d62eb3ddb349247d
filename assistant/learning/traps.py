"""Questions that the procedures do not answer: the right answer is to say so, and to ask."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SAYS_SO = re.compile(
    r"\b(?:not|never|n['’]t|nowhere|no\s*where)\b.{0,40}\b(?:laid|written|stated?|regulated?"
    r"|specif\w+|defin\w+"
    r"|document\w*|cover\w*|find|found|aware|sure|certain|know|said|says?|mention\w*|procedures?"
    r"|instruction)\b"
    r"|\bno(?:thing)?\s+(?:such\s+)?(?:rule|procedure|instruction|document|idea|written|limit"
    r"|requirement|says|about|on|in)\b"
    r"|\b(?:would|will|['’]d|['’]ll|must|have\s+to|need\s+to|should)\s+(?:have\s+to\s+"
    r"|need\s+to\s+)?(?:\w+\s+)?(?:ask|look|check|find"
    r"\s+out|search|consult)\b"
    r"|\b(?:don['’]?t|do\s+not)\s+know\b|\blook\s+(?:it|that|this)\s+up\b|\bask\s+(?:my|the|our"
    r"|somebody|someone)\b"
    r"|\bnowhere\b",
    re.IGNORECASE,
)
"""An answer that says that it is not laid down, or that one would ask or look it up."""


@dataclass(frozen=True, slots=True)
class Trap:
    """A question, and the words of which one must stand in a text that answers it."""

    asks: str
    words: tuple[str, ...]


@cache
def _bank() -> tuple[Trap, ...]:
    raw = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(Trap(str(one["asks"]), tuple(map(str, one["words"]))) for one in raw)


def traps(texts: Iterable[str]) -> list[Trap]:
    """The questions none of whose words stands in any of `texts`."""
    said: set[str] = set()
    for text in texts:
        said.update(_even(found[0]) for found in _any_word().finditer(text))
    return [trap for trap in _bank() if said.isdisjoint(map(_even, trap.words))]


@cache
def _any_word() -> re.Pattern[str]:
    """Any word of any of the questions, the longer ones first."""
    told = sorted({_even(word) for trap in _bank() for word in trap.words}, key=len, reverse=True)
    words = "|".join(r"[\s-]+".join(map(re.escape, word.split())) for word in told)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _even(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word).casefold()
