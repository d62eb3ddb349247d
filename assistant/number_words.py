"""Which of two meanings of a clause number the words beside it speak of."""

import re
from dataclasses import dataclass, field

from assistant.language.words import STOP_WORDS
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.numbering import Candidates

_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "control general process processes product products service services requirements requirement "
    "related information management quality system systems with from that this shall their general "
    "clause section procedure document standard type extent".split()
)
_STEM = 6  # letters, so that "purchasing" meets "purchase"
_LEAST_PHRASE = 8  # letters; a shorter phrase is met by chance
_MOST = 2.0
_PART = 0.8  # of a title: "operations director" speaks of no operational planning


@dataclass(frozen=True, slots=True)
class _Words:
    titles: tuple[frozenset[str], ...]
    phrases: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*self.titles)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The titles and set phrases of both numberings of an edition."""

    edition: Edition
    _known: dict[tuple[ClauseNumber, bool], tuple[_Words, _Words]] = field(default_factory=dict)

    def balance(self, candidates: Candidates, said: str) -> float:
        """What the words `said` beside a number tell, in [-2, 2].

        Above 0 for the old meaning, below 0 for the current one: 2 for a whole title, less for a
        part of one or for a phrase that people use for the clause.
        """
        old, new = self._words(candidates)
        stems, plain = _stems(said), f" {' '.join(re.findall(r'[a-z0-9]+', said.casefold()))} "
        for_old = _weight(old, new, stems, plain)
        for_new = _weight(new, old, stems, plain)
        return max(-_MOST, min(_MOST, for_old - for_new))

    def _words(self, candidates: Candidates) -> tuple[_Words, _Words]:
        key = candidates.number, candidates.exact
        if key not in self._known:
            self._known[key] = self._old(candidates), self._new(candidates)
        return self._known[key]

    def _old(self, candidates: Candidates) -> _Words:
        heirs = {number for one in candidates.legacy for number in one.current}
        clauses = [clause for number in heirs if (clause := self.edition.find(number))]
        titles = [one.title for one in candidates.legacy]
        narrow = [clause.title for clause in clauses] if len(heirs) <= 2 else []
        return _Words(_all_stems((*titles, *narrow)), _phrases(clauses))

    def _new(self, candidates: Candidates) -> _Words:
        clause = None if candidates.current is None else self.edition.find(candidates.current)
        if clause is None:
            return _Words((), frozenset())
        below = self.edition.within(clause.number)
        titles = [clause.title]
        if not _stems(clause.title) and clause.number.parent:
            titles.append(self.edition.clause(clause.number.parent).title)
        return _Words(_all_stems(titles), _phrases(below))


def _weight(mine: _Words, other: _Words, stems: frozenset[str], plain: str) -> float:
    title = 0.0
    for words in mine.titles:
        told = (words & stems) - other.stems
        if told:
            share = len(told) / len(words)
            title = max(title, _MOST if words <= stems else _PART * share)
    phrases = sum(f" {phrase} " in plain for phrase in mine.phrases - other.phrases)
    return title + min(1.0, 0.6 * phrases)


def _stems(text: str) -> frozenset[str]:
    found = _WORD.findall(text.casefold())
    return frozenset(word[:_STEM] for word in found if word not in _COMMON | STOP_WORDS)


def _all_stems(titles: list[str] | tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(stems for title in titles if (stems := _stems(title)))


def _phrases(clauses: "list[Clause] | tuple[Clause, ...]") -> frozenset[str]:
    plain = (
        " ".join(re.findall(r"[a-z0-9]+", phrase.casefold()))
        for clause in clauses
        for phrase in clause.phrases
    )
    return frozenset(phrase for phrase in plain if len(phrase) >= _LEAST_PHRASE)
