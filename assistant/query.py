"""From a question to search terms: identifiers whole, the words that carry its subject, and pairs
of such words that stand side by side."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.identifiers import LETTERS_SPACE_DIGITS, plain_hyphens
from assistant.language.words import Thesaurus, default_groups, word_list, words

_JOINED = re.compile(r"[^\W_]+(?:[-./_:]+[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_CONTRACTED = re.compile(r"\b(\w+)n['\u2019]t\b|['\u2019](?:re|ve|ll|d|m)\b")

_ABSENT = "a"  # stands for an identifier, so that its neighbours are no phrase

_SAY_NOTHING = word_list("asking")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    `identifiers` as typed ("QP-101", "8.4.1"), each to be found exactly; `words` in lower
    case, each once, in the order of the question; `phrases` are neighbours among them
    ("shelf life"), which count on top of their words.
    """

    identifiers: tuple[str, ...]
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Everything to search for."""
        return self.identifiers + self.words + self.phrases


def query_of(question: str) -> Query:
    """The query a question stands for.

    A question of nothing but words of asking keeps them all: it may be a title.
    """
    text = _POSSESSIVE.sub("", plain_hyphens(question))
    identifiers = _identifiers(text)
    said = [word.casefold() for word in _WORD.findall(_without(text, identifiers))]
    telling = [word for word in said if _tells(word)]
    if not telling and not identifiers:
        return Query((), tuple(dict.fromkeys(said)))
    pairs = [
        f"{first} {second}"
        for first, second in pairwise(said)
        if _tells(first) and _tells(second) and first != second
    ]
    return Query(tuple(identifiers), tuple(dict.fromkeys(telling)), tuple(dict.fromkeys(pairs)))


def _identifiers(text: str) -> list[str]:
    """Runs with a digit and a sign inside or letters beside it, and "QP 101" as `QP-101`."""
    found: dict[str, None] = {}
    for match in LETTERS_SPACE_DIGITS.finditer(text):
        found[f"{match[1]}-{match[2]}"] = None
    spaced = LETTERS_SPACE_DIGITS.sub(" ", text)
    for match in _JOINED.finditer(spaced):
        run = match[0]
        if any(sign.isdigit() for sign in run) and not run.isdigit():
            found[run] = None
    return list(found)


def _without(text: str, identifiers: list[str]) -> str:
    text = _CONTRACTED.sub(" ", text)
    text = LETTERS_SPACE_DIGITS.sub(f" {_ABSENT} ", text)
    for identifier in identifiers:
        text = text.replace(identifier, f" {_ABSENT} ")
    return text


def _tells(word: str) -> bool:
    return word not in _SAY_NOTHING and (len(word) > 1 or word.isdigit())


def synonyms_of(question: str) -> tuple[str, ...]:
    """Words and phrases that mean the same as some in the question, those themselves left out."""
    stems = [word.stem for word in words(question)]
    found: dict[str, None] = {}
    for start, end, groups in _thesaurus().spans(stems):
        for group in sorted(groups):
            for phrase in default_groups()[group]:
                if [word.stem for word in words(phrase)] != stems[start:end]:
                    found[phrase] = None
    return tuple(found)


@cache
def _thesaurus() -> Thesaurus:
    return Thesaurus(default_groups())
