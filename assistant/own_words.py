"""The organisation's own sentence for each clause of a checklist: the fitting one, told once."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.evidence import EvidenceByClause, citation_of, held_for, is_confirmed
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.replies import Citation
from assistant.ports import MappedPassage
from assistant.quotes import quotable, strength, subject_words, word_stems

_CONFIDENCE = 2.0  # what a sure mapping adds to the strength of its sentence
_OWN_SUBJECT = 2.0  # what a word adds that no other clause speaks of
_MOST_OWN = 3.0  # words of the clause's own subject, weighed by their rarity, that count


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A sentence of the organisation that may stand for a clause, and how well it does."""

    clause: Clause
    mapped: MappedPassage
    sentence: str
    rank: tuple[bool, bool, float]  # confirmed, says something, how well

    @property
    def key(self) -> str:
        """The same for sentences that a reader would call the same."""
        return " ".join(self.sentence.casefold().split())

    def cited(self) -> Citation:
        """The sentence with its place."""
        return citation_of(self.mapped, self.clause, tag=1, quote=self.sentence)


def choose_own_words(
    edition: Edition, clauses: Sequence[Clause], evidence: EvidenceByClause
) -> dict[ClauseNumber, OwnWords]:
    """The best sentence for each of `clauses` that has one; twice only where nothing else is.

    A confirmed place comes before proposed ones, then what speaks of the clause's own subject.
    A clause to which nothing is mapped itself takes a sentence of a clause below it.
    """
    rarity = _rarity(edition)
    used = [one for one in clauses if one.applicability is not Applicability.NOT_USED]
    found = {one.number: _candidates(one, _own(evidence, one), rarity) for one in used}
    chosen = _told_once(found)
    said = {one.key for one in chosen.values()}
    for clause in (one for one in used if one.number not in chosen):
        below = _candidates(clause, held_for(edition, evidence, clause.number).documents, rarity)
        new = [one for one in below if one.key not in said]
        if below:
            chosen[clause.number] = max(new or below, key=_fit)
            said.add(chosen[clause.number].key)
    return chosen


def _told_once(
    found: Mapping[ClauseNumber, Sequence[OwnWords]],
) -> dict[ClauseNumber, OwnWords]:
    """The best sentence of each clause that has any; twice only where nothing else is."""
    chosen: dict[ClauseNumber, OwnWords] = {}
    taken: set[str] = set()
    # A clause with one sentence has no choice: the others leave it that one.
    forced = [own[0] for own in found.values() if len({one.key for one in own}) == 1]
    by_fit = sorted((one for own in found.values() for one in own), key=_fit, reverse=True)
    for one in [*forced, *by_fit]:
        number = one.clause.number
        if number not in chosen and (one.key not in taken or one in forced):
            chosen[number] = one
            taken.add(one.key)
    for number, own in found.items():
        if own and number not in chosen:
            chosen[number] = max(own, key=_fit)
    return chosen


def _fit(one: OwnWords) -> tuple[bool, bool, float]:
    return one.rank


def _own(evidence: EvidenceByClause, clause: Clause) -> Sequence[MappedPassage]:
    return evidence[clause.number].documents if clause.number in evidence else ()


def _candidates(
    clause: Clause, documents: Sequence[MappedPassage], rarity: Mapping[str, float]
) -> list[OwnWords]:
    """Every sentence of some places; headings and the like only where there is no other."""
    subject = subject_words(clause)
    own = [
        _rated(clause, mapped, sentence, subject, rarity)
        for mapped in documents
        for sentence in quotable(mapped.passage)
    ]
    confirmed = [one for one in own if one.rank[0]]
    said = [one for one in confirmed or own if one.rank[1]]
    return said or confirmed or own


def _rated(
    clause: Clause,
    mapped: MappedPassage,
    sentence: str,
    subject: Collection[str],
    rarity: Mapping[str, float],
) -> OwnWords:
    strong = strength(sentence, clause)
    shared = word_stems(sentence) & frozenset(subject)
    own = min(sum(rarity.get(stem, 0.0) for stem in shared), _MOST_OWN)
    fit = strong + _OWN_SUBJECT * own + _CONFIDENCE * mapped.mapping.proposal.confidence
    return OwnWords(clause, mapped, sentence, (is_confirmed(mapped), strong >= 0, fit))


def _rarity(edition: Edition) -> dict[str, float]:
    """How far a word marks one clause out from the others: 1 for one clause's alone, 0 for all."""
    clauses = edition.clauses
    spoken = Counter(stem for clause in clauses for stem in subject_words(clause))
    most = math.log(len(clauses)) or 1.0
    return {stem: 1 - math.log(count) / most for stem, count in spoken.items()}
