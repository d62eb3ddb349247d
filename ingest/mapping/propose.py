"""Proposals from what stands on the page: numbers, headings, kinds of record, set phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.model.clauses import ClauseNumber, Edition
from assistant.model.documents import Identity
from assistant.model.mappings import PROPOSED, Basis, Proposal
from assistant.model.passages import Passage
from ingest.mapping.about_the_system import about_the_system, may_speak_of
from ingest.mapping.cited import Citations
from ingest.mapping.found import MOST, Found, combined, without_parents
from ingest.mapping.headings import Headings
from ingest.mapping.lexicon import Evidence, Lexicon, lexicon
from ingest.mapping.numbering import ONE_OF_SEVERAL
from ingest.mapping.record_types import RecordTypes
from ingest.mapping.sections import is_frame, says_something

LEAST = 0.5
"""Strength of the evidence below which nothing is proposed: more wrong than right."""

_TELLING = 0.6  # weight of phrases that says which of several clauses is meant
_SURE_WORDS = 1.3  # weight of phrases that settles a clause without a model
_PHRASES_ALONE = 0.55
_PHRASES_SUPPORT = 0.4


def propose(passages: Sequence[Passage], identity: Identity, edition: Edition) -> list[Proposal]:
    """Which passages of one document bear on which clauses, without a model.

    One proposal per passage and clause, in reading order, each with its confidence and the
    words that led to it. Nothing is proposed for numbers without a requirement.
    """
    words = lexicon(edition)
    reader = _Reader(passages, identity, edition, words)
    return [
        replace(proposal, confidence=_on_scale(proposal.confidence))
        for passage in passages
        for proposal in reader.proposals(passage)
        if proposal.confidence >= LEAST and proposal.clause in words.mappable
    ]


def _on_scale(strength: float) -> float:
    """A strength of LEAST or more as a confidence: of the weakest, 19 in 20 were accepted."""
    return round(PROPOSED + (strength - LEAST) * (MOST - PROPOSED) / (MOST - LEAST), 3)


class _Reader:
    """Everything that is looked at once per document."""

    def __init__(
        self, passages: Sequence[Passage], identity: Identity, edition: Edition, words: Lexicon
    ) -> None:
        self._identity, self._edition, self._words = identity, edition, words
        self._citations = Citations(passages, identity, edition)
        self._headings = Headings(passages, identity, edition, words)
        self._records = RecordTypes(identity, edition, words)

    def proposals(self, passage: Passage) -> list[Proposal]:
        found = self.find(passage)
        keep = {one.clause for one in found if one.by_number}
        return without_parents(combined(passage.id, found), keep=keep)

    def find(self, passage: Passage) -> list[Found]:
        if not says_something(passage, self._identity):
            return []
        cited = list(self._citations.find(passage))
        if passage.row is not None:
            return [*cited, *self._records.find(passage)]
        if is_frame(passage, self._identity):
            return cited
        found = [*cited, *self._records.find(passage), *self._headings.find(passage)]
        found += about_the_system(passage, self._identity)
        phrases = self._words.in_text(passage.text)
        found += _from_phrases(phrases, {one.clause for one in found})
        told = self._leaves_first(found, phrases)
        return [one for one in told if one.by_number or may_speak_of(passage, one.clause)]

    def _leaves_first(
        self, found: list[Found], phrases: dict[ClauseNumber, Evidence]
    ) -> Iterator[Found]:
        """Hands what is said about a clause with sub-clauses to those the text speaks of."""
        for one in found:
            if one.basis is Basis.LEGACY_NUMBER:
                yield _supported(one, phrases)
            elif one.basis is Basis.CITED_NUMBER or self._edition.is_leaf(one.clause):
                yield one
            elif one.by_number:
                yield one
                yield from _narrowed(one, phrases, itself=False)
            else:
                yield from _narrowed(one, phrases)


def _supported(one: Found, phrases: dict[ClauseNumber, Evidence]) -> Found:
    """Of the clauses an old number was spread over, the text picks the ones it means."""
    if one.clause not in phrases or phrases[one.clause].weight < _TELLING:
        return one
    return replace(one, confidence=min(0.9, one.confidence / ONE_OF_SEVERAL))


def _narrowed(
    one: Found, phrases: dict[ClauseNumber, Evidence], *, itself: bool = True
) -> Iterator[Found]:
    below = [
        evidence
        for evidence in phrases.values()
        if one.clause.contains(evidence.clause) and evidence.clause != one.clause
    ]
    if itself and not any(evidence.weight >= _TELLING for evidence in below):
        yield one
    for evidence in below:
        sure = one.confidence * (0.6 + 0.35 * min(1.0, evidence.weight))
        yield replace(one, clause=evidence.clause, confidence=sure, by_number=False)


def _from_phrases(
    phrases: dict[ClauseNumber, Evidence], others: set[ClauseNumber]
) -> Iterator[Found]:
    """Set phrases settle a clause when there are enough; fewer only support other evidence."""
    for evidence in phrases.values():
        reason = "speaks of " + ", ".join(evidence.words)
        if evidence.weight >= _SURE_WORDS:
            sure = min(0.75, _PHRASES_ALONE + 0.15 * (evidence.weight - _SURE_WORDS))
            yield Found(evidence.clause, Basis.MEANING, sure, reason)
        elif evidence.clause in others:
            sure = _PHRASES_SUPPORT * min(1.0, evidence.weight)
            yield Found(evidence.clause, Basis.MEANING, sure, reason)
