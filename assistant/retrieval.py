"""Retrieval: words and meaning searched side by side, fused, identifiers first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.in_force import in_force
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import Embedder, Library, MeaningIndex, Scored, WordIndex
from assistant.query import Query, query_of

_MEANING_WEIGHT = 0.4  # measured: docs/benchmarks.md, "Fusion"
_DEPTH = 200  # candidates of each search; more changes nothing, 30 costs a point of recall


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for a question, with the revision it stands in.

    `score` orders one result and has no unit: about 0 … 1 for the fusion, and 1 more for each
    identifier of the question that stands in the passage. `words_score` is BM25 and
    `meaning_score` the cosine similarity in [-1, 1]; None where that search did not bring the
    passage up. Ranks count from 1.
    """

    passage: Passage
    revision: Revision
    score: float
    words_score: float | None = None
    words_rank: int | None = None
    meaning_score: float | None = None
    meaning_rank: int | None = None
    identifiers: tuple[str, ...] = ()  # those of the question that stand here, as asked


class Retrieve:
    """Find what bears on a question among the revisions that count."""

    def __init__(
        self, words: WordIndex, meaning: MeaningIndex, embedder: Embedder, library: Library
    ) -> None:
        self._words, self._meaning = words, meaning
        self._embedder, self._library = embedder, library

    def __call__(
        self,
        question: str,
        *,
        as_of: date,
        limit: int = 10,
        revisions: Collection[str] | None = None,
    ) -> list[Evidence]:
        """Best first, at most `limit`; empty when nothing bears on the question.

        Searches `revisions` (ids); None: those in force on `as_of`.
        Raises `StoreUnavailable` or `ModelUnavailable`.
        """
        held = {revision.id: revision for revision in self._library.revisions()}
        if revisions is None:
            revisions = [revision.id for revision in in_force(held.values(), as_of)]
        query = query_of(question)
        if not query.terms or not revisions or limit < 1:
            return []
        words = self._words.search(query.terms, limit=_DEPTH, revisions=revisions)
        vector = self._embedder.embed([question])
        meaning = self._meaning.search(vector, limit=_DEPTH, revisions=revisions)
        fused = fuse(words, meaning)
        exact = self._standing(query, revisions)
        passages = self._library.passages({*fused, *exact})
        by_words, by_meaning = _ranked(words), _ranked(meaning)
        found = [
            _evidence(passage, held[passage.revision], fused, by_words, by_meaning, exact)
            for passage in passages.values()
            if passage.revision in held
        ]
        found.sort(key=lambda one: (-one.score, one.revision.path, one.passage.ordinal))
        return found[:limit]

    def _standing(self, query: Query, revisions: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Which identifiers of the question stand in which passage."""
        found: dict[str, tuple[str, ...]] = {}
        for identifier in query.identifiers:
            hits = self._words.search([identifier], limit=_DEPTH, revisions=revisions)
            for hit in hits:
                found[hit.passage] = (*found.get(hit.passage, ()), identifier)
        return found


def fuse(
    words: Sequence[Scored], meaning: Sequence[Scored], *, weight: float = _MEANING_WEIGHT
) -> dict[str, float]:
    """One score in [0, 1] for every passage that either search found.

    Each search's scores are stretched to 0 (its last hit) … 1 (its first); a passage that a
    search did not find counts 0 there. `weight` (0 … 1) is the share of meaning.
    """
    of_words, of_meaning = _stretched(words), _stretched(meaning)
    return {
        passage: (1 - weight) * of_words.get(passage, 0.0) + weight * of_meaning.get(passage, 0.0)
        for passage in {**of_words, **of_meaning}
    }


def _stretched(hits: Sequence[Scored]) -> dict[str, float]:
    if not hits:
        return {}
    highest, lowest = hits[0].score, hits[-1].score
    spread = highest - lowest
    return {hit.passage: (hit.score - lowest) / spread if spread else 1.0 for hit in hits}


def _ranked(hits: Sequence[Scored]) -> dict[str, tuple[float, int]]:
    return {hit.passage: (hit.score, rank) for rank, hit in enumerate(hits, start=1)}


def _evidence(
    passage: Passage,
    revision: Revision,
    fused: Mapping[str, float],
    by_words: Mapping[str, tuple[float, int]],
    by_meaning: Mapping[str, tuple[float, int]],
    exact: Mapping[str, tuple[str, ...]],
) -> Evidence:
    key = passage.id
    words_score, words_rank = by_words.get(key, (None, None))
    meaning_score, meaning_rank = by_meaning.get(key, (None, None))
    identifiers = exact.get(key, ())
    score = fused.get(key, 0.0) + len(identifiers)
    return Evidence(
        passage, revision, score, words_score, words_rank, meaning_score, meaning_rank, identifiers
    )
