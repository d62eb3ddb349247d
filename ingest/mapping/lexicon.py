"""The words of an edition: which phrases and titles speak for which clause, and how strongly."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from ingest.mapping.concepts import concepts, plain_words
from ingest.mapping.editions import once_per_edition

_EMPTY = frozenset(
    concepts(
        "general purpose scope responsibilities responsibility definitions terms abbreviations "
        "references reference revision history introduction procedure process method overview "
        "notes appendix annex background description details summary management system quality "
        "section step steps standard operating requirements manual form forms controls"
    )
)
_KEPT_FOR = re.compile(
    r"\b(?:kept|keep|keeps|retain(?:s|ed)?|held|stored|archived|preserved|filed|maintained|retention)\b"
    r"[^.;|]{0,60}?\b(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty)\s*"
    r"(?:\(\d+\)\s*)?(?:calendar\s+)?(?:years?|months?|yrs?)\b",
    re.IGNORECASE,
)
_ONE_WORD = 0.6  # "Recall" may be of goods or of gauges: a word alone only supports
_MOST_HEARD = 10_000  # headings and texts remembered
_COMMON = _EMPTY | frozenset(
    concepts("records record documents document control instruction instructions policy work")
)
"""Words that name a clause only together: "document control", "quality policy"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly words speak for a clause (0 … about 3; one sure phrase is 1), and which.

    `whole` is True when a heading holds a title or phrase of the clause word by word.
    """

    clause: ClauseNumber
    weight: float
    words: tuple[str, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Name:
    """A title or phrase of a clause: its words, as written, and its weight in running text.

    `telling` is the sum of the rarity of its `words`.
    """

    clause: ClauseNumber
    written: str
    stems: tuple[str, ...]
    weight: float
    is_title: bool
    words: frozenset[str]
    telling: float


class Lexicon:
    """Titles and phrases of the clauses that can be mapped to, ready for look-up.

    Numbers that carry no requirement are not in it.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.mappable = frozenset(clause.number for clause in mappable(edition))
        phrases = [phrase for clause in edition for phrase in clause.phrases]
        self.acronyms = frozenset(one for one in phrases if one.isupper() and one.isalpha())
        self._heard: dict[str, list[Evidence]] = {}
        self._read: dict[str, dict[ClauseNumber, Evidence]] = {}
        self._rarity = self._rarities(edition)
        self._names = list(self._all_names(edition))
        self._by_stems: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        for name in self._names:
            self._by_stems[name.stems].append(name)
        self._lengths: dict[str, tuple[int, ...]] = _lengths(self._by_stems)
        self._names_with: dict[str, list[_Name]] = defaultdict(list)
        for name in self._names:
            for word in set(name.stems):
                self._names_with[word].append(name)

    @cached_property
    def on_retention(self) -> frozenset[ClauseNumber]:
        """Clauses that speak of record retention."""
        names = self._by_stems.get(tuple(self.concepts("record retention")), ())
        return frozenset(name.clause for name in names)

    def concepts(self, text: str) -> list[str]:
        """The comparable words of a text."""
        return concepts(text, self.acronyms)

    def rarity(self, word: str) -> float:
        """How telling a word is, 0.2 … 1: rare among the clauses is telling."""
        return self._rarity.get(word, 0.8)

    def in_text(self, text: str) -> dict[ClauseNumber, Evidence]:
        """Clauses whose phrases occur in a text; a phrase counts once.

        "Kept for 10 years" is read as the phrase "record retention".
        """
        if text not in self._read:
            if len(self._read) > _MOST_HEARD:
                self._read.clear()
            self._read[text] = self._speaking_in(text)
        return self._read[text]

    def _speaking_in(self, text: str) -> dict[ClauseNumber, Evidence]:
        found: dict[ClauseNumber, dict[str, float]] = defaultdict(dict)
        seen: set[tuple[ClauseNumber, tuple[str, ...]]] = set()
        for name in self._occurring(self.concepts(text)):
            if (name.clause, name.stems) not in seen:
                seen.add((name.clause, name.stems))
                found[name.clause][name.written] = name.weight
        if kept := how_long_kept(text):
            for clause in self.on_retention:
                found[clause][kept] = 1.0
        return {
            clause: Evidence(clause, _damped(weights.values()), _best_first(weights))
            for clause, weights in found.items()
        }

    def in_heading(self, heading: str) -> list[Evidence]:
        """Clauses that a heading names, best first; weight 1 when it is a title or a phrase.

        A heading that could stand in any procedure ("General", "Records") names none.
        """
        if heading not in self._heard:
            if len(self._heard) > _MOST_HEARD:
                self._heard.clear()
            self._heard[heading] = self._named_by(heading)
        return self._heard[heading]

    def _named_by(self, heading: str) -> list[Evidence]:
        words = self.concepts(heading)
        if not set(words) - _COMMON:
            return self._whole_name(words)
        best: dict[ClauseNumber, Evidence] = {}
        candidates = {id(name): name for word in words for name in self._names_with.get(word, ())}
        for name in candidates.values():
            score = self._agreement(words, name)
            if score > 0.45 and score > best.get(name.clause, _NOTHING).weight:
                whole = set(words).issuperset(name.stems) and self._sure(name, words)
                best[name.clause] = Evidence(name.clause, score, (name.written,), whole)
        return sorted(best.values(), key=lambda one: (-one.weight, one.clause))

    @staticmethod
    def _sure(name: _Name, words: Sequence[str]) -> bool:
        """A single word names a clause only when it is all the heading says."""
        return len(name.stems) > 1 or not set(words) - _EMPTY - set(name.stems)

    def agrees(self, heading: str, clause: ClauseNumber) -> bool:
        """Whether a heading could be the title of the clause or of one right above or below it."""
        return any(
            one.clause.contains(clause) or clause.contains(one.clause)
            for one in self.in_heading(heading)
            if one.weight > 0.5
        )

    def _whole_name(self, words: Sequence[str]) -> list[Evidence]:
        """Of common words only whole names of several words count, such as "document control"."""
        mine = set(words)
        best: dict[ClauseNumber, Evidence] = {}
        for name in {
            id(one): one for word in mine for one in self._names_with.get(word, ())
        }.values():
            if (
                len(name.stems) > 1
                and mine.issuperset(name.stems)
                and not _EMPTY.issuperset(name.stems)
            ):
                weight = 1.0 if len(mine) == len(set(name.stems)) else 0.8
                if weight > best.get(name.clause, _NOTHING).weight:
                    best[name.clause] = Evidence(name.clause, weight, (name.written,))
        return sorted(best.values(), key=lambda one: (-one.weight, one.clause))

    def _agreement(self, words: Sequence[str], name: _Name) -> float:
        mine, its = set(words), name.words
        common = mine & its
        if not common - _COMMON:
            return 0.0
        shared = sum(map(self.rarity, common))
        of_name = shared / name.telling
        of_heading = shared / sum(map(self.rarity, mine))
        score = of_name * (0.45 + 0.55 * of_heading)
        if len(its) > 1 or (name.is_title and len(mine) == 1):
            return score
        return (_ONE_WORD if len(mine) == 1 else 0.7) * score

    def _occurring(self, words: Sequence[str]) -> Iterator[_Name]:
        """Names met in order; of names within each other only the longest is one."""
        start = 0
        while start < len(words):
            found = self._longest_at(words, start)
            if found is None:
                start += 1
                continue
            yield from self._by_stems[found]
            start += len(found)

    def _longest_at(self, words: Sequence[str], start: int) -> tuple[str, ...] | None:
        for length in self._lengths.get(words[start], ()):
            stems = tuple(words[start : start + length])
            if stems in self._by_stems:
                return stems
        return None

    def _rarities(self, edition: Edition) -> dict[str, float]:
        chapters: dict[str, set[ClauseNumber]] = defaultdict(set)
        for clause in edition:
            family = ClauseNumber(clause.number.parts[:2])
            for text in (clause.title, clause.asks, *clause.phrases):
                for word in self.concepts(text):
                    chapters[word].add(family)
        families = len({clause.number.parts[:2] for clause in edition})
        widest = math.log(families + 1)
        return {
            word: max(0.2, math.log((families + 1) / len(seen)) / widest)
            for word, seen in chapters.items()
        }

    def _all_names(self, edition: Edition) -> Iterator[_Name]:
        shared = Counter(
            stems
            for clause in mappable(edition)
            for stems in {tuple(self.concepts(name)) for name in _names(clause, edition)}
        )
        for clause in mappable(edition):
            for position, written in enumerate(_names(clause, edition)):
                stems = tuple(self.concepts(written))
                if not stems or (len(stems) == 1 and (stems[0] in _COMMON or _cut_short(written))):
                    continue
                weight = self._weight(written, stems) / math.sqrt(shared[stems])
                is_title = position == 0 and written not in clause.phrases
                words = frozenset(stems)
                telling = sum(map(self.rarity, words))
                yield _Name(clause.number, written, stems, weight, is_title, words, telling)

    def _weight(self, written: str, stems: tuple[str, ...]) -> float:
        """Weight in running text: long and rare phrases are sure, single common words are not."""
        if written in self.acronyms:
            return 0.6 if len(written) > 2 else 0.35
        telling = sum(map(self.rarity, stems))
        return min(1.0, telling / 1.6) if len(stems) > 1 else 0.4 * telling


def _lengths(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """For each first word the lengths of the names that begin with it, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for stems in names:
        found[stems[0]].add(len(stems))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


_NOTHING = Evidence(ClauseNumber((1,)), 0.0, ())


def how_long_kept(text: str) -> str:
    """The words that state a retention period ("kept for 10 years"); "" when none do."""
    kept = _KEPT_FOR.search(text)
    return " ".join(kept[0].split()) if kept else ""


@once_per_edition
def lexicon(edition: Edition) -> Lexicon:
    """The words of an edition, made once."""
    return Lexicon(edition)


def mappable(edition: Edition) -> tuple[Clause, ...]:
    """Clauses a passage may be mapped to: chapters and unused numbers are left out."""
    return tuple(
        clause
        for clause in edition
        if clause.number.depth > 1
        and clause.applicability in (Applicability.ACTIVE, Applicability.NOT_APPLICABLE)
    )


def title_of(clause: Clause, edition: Edition) -> str:
    """The title without brackets; the one above it where the standard says only "General"."""
    title = clause.title.strip("() ")
    above = clause.number.parent
    if title.casefold() == "general" and above is not None:
        return edition.clause(above).title.strip("() ")
    return title


def _names(clause: Clause, edition: Edition) -> tuple[str, ...]:
    title = clause.title.strip("() ")
    return clause.phrases if title.casefold() == "general" else (title, *clause.phrases)


def _cut_short(written: str) -> bool:
    """Whether little words or a number got lost: too little is left of "reviewed by", "5-why"."""
    return len(re.findall(r"\d+", written)) + len(plain_words(written)) > 1


def _damped(weights: Iterable[float]) -> float:
    """The strongest in full, each further one at half the one before: repetition is no proof."""
    ordered = sorted(weights, reverse=True)
    return float(sum(weight * 0.6**place for place, weight in enumerate(ordered)))


def _best_first(weights: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda one: (-weights[one], one))[:4])
