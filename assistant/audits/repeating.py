"""Promises that say the same in two places: one question, with both places as its sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.model.obligations import Obligation
from assistant.quotes import word_stems

_ALIKE = 0.8  # share of common words from which two sentences with the same figures say the same
_FIGURES = re.compile(r"\d+")


def without_repetitions(found: Iterable[Obligation]) -> list[Obligation]:
    """The promises in order; one that an earlier one says already is a further source of it.

    The same is said by the same words, by words that stand within the other's, or by nearly the
    same words with the same figures.
    """
    kept: list[Obligation] = []
    said: list[_Said] = []
    for one in found:
        words = _Said.of(one.citation.quote)
        first = next((at for at, held in enumerate(said) if held.is_as(words)), None)
        if first is None:
            kept.append(one)
            said.append(words)
        else:
            kept[first] = _joined(kept[first], one)
            said[first] = max(said[first], words, key=lambda held: len(held.signs))
    return kept


def _joined(first: Obligation, other: Obligation) -> Obligation:
    """The fuller of the two with the place of the other."""
    suspect = first.suspect or other.suspect
    if len(other.citation.quote) <= len(first.citation.quote):
        return replace(first, more=(*first.more, other.citation, *other.more), suspect=suspect)
    more = (first.citation, *first.more, *other.more)
    return replace(first, citation=other.citation, sort=other.sort, more=more, suspect=suspect)


@dataclass(frozen=True, slots=True)
class _Said:
    signs: str
    stems: frozenset[str]
    figures: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Said":
        signs = "".join(sign for sign in text.casefold() if sign.isalnum())
        return cls(signs, word_stems(text), frozenset(_FIGURES.findall(text)))

    def is_as(self, other: "_Said") -> bool:
        if self.signs in other.signs or other.signs in self.signs:
            return True
        every = self.stems | other.stems
        if self.figures != other.figures:
            return False
        return bool(every) and len(self.stems & other.stems) >= _ALIKE * len(every)


_ROWS = 8  # of a list that stand in one question


def rows_together(found: Iterable[Obligation]) -> Iterator[Obligation]:
    """The rows of one list, a few to a question; everything else as it is."""
    group: list[Obligation] = []
    for one in found:
        if group and (not _same_list(group[0], one) or len(group) == _ROWS):
            yield _as_one(group)
            group = []
        group.append(one)
    if group:
        yield _as_one(group)


def _same_list(one: Obligation, other: Obligation) -> bool:
    both = one.citation, other.citation
    rows = all(citation.row for citation in both)
    return rows and one.clause == other.clause and both[0].path == both[1].path


def _as_one(group: list[Obligation]) -> Obligation:
    more = tuple(place for one in group[1:] for place in (one.citation, *one.more))
    return replace(group[0], more=(*group[0].more, *more))
