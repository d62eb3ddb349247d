"""The sentence of a passage that best says what the organisation does about a clause."""

import re
from functools import lru_cache

from assistant.addressed import addresses_program, hints
from assistant.language.words import STOP_WORDS, words
from assistant.model.clauses import Clause
from assistant.model.passages import Passage
from assistant.sentences import sentences

LONGEST_QUOTE = 400
"""Characters; a longer sentence is quoted up to the last word that fits."""

_DUTY = re.compile(
    r"\b(?:shall|must|(?:is|are) (?:responsible|required|approved|reviewed|recorded|retained|kept"
    r"|verified|checked|inspected|identified|segregated|trained|evaluated|assessed|released|logged"
    r"|issued|audited|calibrated|documented|maintained|performed|carried out)|will (?:be )?\w+"
    r"|retain\w*|ensures?|may not|may only|at least|no later than|within \w+|every \w+|annually"
    r"|monthly|quarterly|yearly|responsible for)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the present) (?:procedure|document|instruction|manual|policy|section|form)\b"
    r"|\b(?:purpose|scope) of\b"
    r"|\b(?:see|refer to|in accordance with) (?:section|clause|procedure)\b",
    re.IGNORECASE,
)


def best_sentence(passage: Passage, clause: Clause) -> str:
    """The words of the passage to show for the clause; white space on one line, never empty.

    A sentence that says who must do what by when comes before one that speaks of the
    clause's subject alone, and both before a heading.
    """
    whole = " ".join(passage.text.split())
    if passage.row is not None:
        return shortened(whole)
    return max(quotable(passage), key=lambda one: strength(one, clause), default=shortened(whole))


def quotable(passage: Passage, *, longest: int = LONGEST_QUOTE) -> list[str]:
    """The sentences of a passage, each on one line and verbatim; a row of a log is one.

    Those that speak to a program are left out. What is longer than `longest` characters is cut.
    """
    if passage.row is not None:
        return [shortened(" ".join(passage.text.split()), longest)]
    return [shortened(one, longest) for one in _quotable(passage.text)]


@lru_cache(maxsize=2048)  # a page of a clause and a checklist look at the same passages again
def _quotable(text: str) -> tuple[str, ...]:
    whole = tuple(" ".join(text[start:end].split()) for start, end in sentences(text))
    if hints(text):
        whole = tuple(one for one in whole if not addresses_program(one))
    return whole


def strength(sentence: str, clause: Clause) -> float:
    """How well a sentence serves as the criterion of a clause; no unit, compares only."""
    stems = word_stems(sentence)
    shared = len(stems & subject_words(clause))
    duties = min(len(_DUTY.findall(sentence)), 3)
    score = 1.0 * duties + 0.5 * min(shared, 6)
    if len(sentence.split()) < 5 or sentence[-1:] not in '.;:!?)”"':
        score -= 2.0
    if _ABOUT_ITSELF.search(sentence):
        score -= 1.5
    if " | " in sentence:  # a table row: it lists, and rarely says who must do what
        score -= 1.5
    return score


def shortened(quote: str, longest: int = LONGEST_QUOTE) -> str:
    """The quote, or its first `longest` characters up to a word's end: still verbatim."""
    if len(quote) <= longest:
        return quote
    return quote[:longest].rsplit(" ", 1)[0]


@lru_cache(maxsize=4096)  # a checklist weighs each sentence many times
def word_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(word.stem for word in words(text) if word.text.casefold() not in STOP_WORDS)


@lru_cache(maxsize=512)
def _subject_of(title: str, asks: str, phrases: tuple[str, ...]) -> frozenset[str]:
    return word_stems(" ".join((title, asks, *phrases)))


def subject_words(clause: Clause) -> frozenset[str]:
    """The stems of what a clause is about: its title, what it asks for, how people call it."""
    return _subject_of(clause.title, clause.asks, clause.phrases)
