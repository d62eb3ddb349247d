"""What has not been done: "unanswered", "not yet held", "nobody has checked" leave a cell empty."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from assistant.answering.log_books import Log, is_blank
from assistant.language.words import Word, stem, words

_DENIES = frozenset(
    """
    no not never nobody nothing no-one without yet still isn't aren't wasn't weren't hasn't haven't
    hadn't don't doesn't didn't isnt arent wasnt werent hasnt havent dont doesnt didnt none awaiting
    """.split()
)
_SHORTEST = 4  # letters of a word that may name a column
_AHEAD_OF_IT = 4  # words that may stand between "not" and what was not done
_UN = re.compile(r"un(?=\w{4})")


def undone_columns(text: str, log: Log) -> list[str]:
    """The columns that a question says are empty: those named by the word that is denied.

    Only columns that are filled in some rows and empty in others, as those of things to do are.
    """
    denied = _denied_in(text)
    if not denied:
        return []
    return [
        header
        for header in log.headers
        if denied & _telling(header)
        and not log.says_yes_or_no(header)
        and any(is_blank(value) for value in log.cells(header))
    ]


def _telling(header: str) -> set[str]:
    """Stems of the words that tell a column; all of them where none does: Done."""
    found = words(header)
    return {one.stem for one in found if not one.is_stop_word} or {one.stem for one in found}


def denied_stem(subject: str) -> str:
    """The stem of what a word with "un" says was not done: "unanswered" -> "answer"; else ""."""
    bare = _UN.sub("", subject.casefold(), count=1)
    return stem(bare) if bare != subject.casefold() else ""


@lru_cache(maxsize=1_000)
def _denied_in(text: str) -> frozenset[str]:
    return frozenset(_denied(words(text)))


def _denied(tokens: list[Word]) -> Iterator[str]:
    """Stems of the words that stand soon after a denial, or hold one."""
    for at, word in enumerate(tokens):
        if bare := denied_stem(word.text):
            yield bare
        before = tokens[max(0, at - _AHEAD_OF_IT) : at]
        said = {one.text.casefold().replace("’", "'") for one in before}
        to_be = any(
            one.text.casefold() == "to" and after.text.casefold() == "be"
            for one, after in pairwise(before)
        )
        if (said & _DENIES or to_be) and len(word.text) >= _SHORTEST:
            yield word.stem
