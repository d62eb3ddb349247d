"""Where in its passage a drafted sentence is borne out, and how much of it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.words import Thesaurus, words
from assistant.sentences import sentences

_LONGEST_SPAN = 3  # sentences
_BY_SYNONYM = 0.8
_GAIN = 0.12  # share of the claim a further sentence must add to be quoted too
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Support:
    """The stretch of a text that says what a claim says: `text[start:end]`.

    `share` of the claim's words that carry meaning stand there, 0.0 … 1.0, headings included;
    `densest` of them in one single sentence of it.
    """

    start: int
    end: int
    share: float
    densest: float = 0.0


def content(text: str) -> dict[str, str]:
    """Stem -> word, of the words of a text that carry meaning; codes and numbers included."""
    return {
        word.stem: word.text
        for word in words(text)
        if not word.is_stop_word and (len(word.text) >= _FEWEST_LETTERS or word.is_identifier)
    }


class FindSupport:
    """Finds the stretch of a passage that bears out a sentence best."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    def __call__(self, claim: str, text: str, heading: str = "", *, whole: bool = False) -> Support:
        """The best stretch of one to three sentences; `whole`: of a log row, all of it."""
        asked = content(claim)
        spans = [(0, len(text))] if whole else sentences(text)
        if not asked or not spans:
            return Support(0, len(text), 0.0)
        levels = [self._levels(asked, text[a:b]) for a, b in spans]
        over = self._levels(asked, heading)
        # Two rows of a table say two things; what they say must not be mixed.
        is_table = any(" | " in text[a:b] for a, b in spans)
        first, last = _best_span(levels, longest=1 if is_table else _LONGEST_SPAN)
        met = _together([over, *levels[first : last + 1]])
        densest = max(sum(one) for one in levels[first : last + 1])
        share, alone = sum(met) / len(asked), densest / len(asked)
        return Support(spans[first][0], spans[last][1], share, alone)

    def met(self, question: str, text: str) -> set[str]:
        """Stems of the question's words that carry meaning and are met in a text."""
        asked = content(question)
        return {stem for stem, level in zip(asked, self._levels(asked, text), strict=True) if level}

    def _levels(self, asked: dict[str, str], text: str) -> list[float]:
        """How well each of the claim's words is met in a text: 0, by a synonym, or 1."""
        there = self._thesaurus.keys(text)
        return [
            1.0 if stem in there.stems else _BY_SYNONYM * self._is_synonym(word, there.groups)
            for stem, word in asked.items()
        ]

    def _is_synonym(self, word: str, groups: frozenset[int]) -> bool:
        return bool(groups) and bool(_groups(self._thesaurus, word) & groups)


@lru_cache(maxsize=5000)
def _groups(thesaurus: Thesaurus, word: str) -> frozenset[int]:
    return thesaurus.keys(word).groups


def _best_span(levels: Sequence[Sequence[float]], *, longest: int) -> tuple[int, int]:
    """First and last sentence of the stretch that meets most; a longer one must be worth it."""
    best, best_score = (0, 0), -1.0
    for first in range(len(levels)):
        for last in range(first, min(first + longest, len(levels))):
            met = _together(levels[first : last + 1])
            score = sum(met) / max(1, len(met)) - _GAIN * (last - first)
            if score > best_score + 1e-9:
                best, best_score = (first, last), score
    return best


def _together(levels: Sequence[Sequence[float]]) -> list[float]:
    return [max(column) for column in zip(*levels, strict=True)]
