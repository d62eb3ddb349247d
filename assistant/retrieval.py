"""Retrieval: words and meaning searched side by side, fused, identifiers first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.in_force import in_force
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import Embedder, Library, MeaningIndex, Reranker, Scored, WordIndex
from assistant.query import Query, query_of, synonyms_of

_MEANING_WEIGHT = 0.4  # measured: docs/benchmarks.md
_SYNONYM_WEIGHT = 0.3  # a word that means the same is weaker evidence than the word itself
_RERANKED = 30  # passages that a reranker looks at; each costs it some milliseconds
_DEPTH = 200  # candidates of each search; with 50 a point of recall is lost
# An identifier that more passages than this hold tells little apart: a standard's name, the
# number of a long log. It stays a search term like any other.
_TELLING_HITS = 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for a question, with the revision it stands in.

    `score` orders one result and has no unit: 0 … 1 for words and meaning together, and 1 more
    for each identifier of the question that stands in the passage. `words_score` is BM25 and
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
        self,
        words: WordIndex,
        meaning: MeaningIndex,
        embedder: Embedder,
        library: Library,
        reranker: Reranker | None = None,
    ) -> None:
        self._words, self._meaning = words, meaning
        self._embedder, self._library, self._reranker = embedder, library, reranker

    def __call__(
        self,
        question: str,
        *,
        as_of: date,
        limit: int = 10,
        revisions: Collection[str] | None = None,
    ) -> list[Evidence]:
        """Best first, at most `limit`; empty when the question holds nothing to search for.

        Searches `revisions` (ids); None: those in force on `as_of`.
        Raises `StoreUnavailable` or `ModelUnavailable`.
        """
        held = {revision.id: revision for revision in self._library.revisions()}
        if revisions is None:
            revisions = [revision.id for revision in in_force(held.values(), as_of)]
        query = query_of(question)
        if not query.terms or not revisions or limit < 1:
            return []
        words = search_words(self._words, question, revisions=revisions)
        vector = self._embedder.embed([question])
        meaning = self._meaning.search(vector, limit=_DEPTH, revisions=revisions)
        exact = self._standing(query, revisions)
        scores = fuse(words, meaning)
        for passage, identifiers in exact.items():
            scores[passage] = scores.get(passage, 0.0) + len(identifiers)
        best = sorted(scores, key=lambda key: (-scores[key], key))[: max(limit, self._looked_at)]
        passages = self._library.passages(best)
        best = self._again(question, best, passages, scores, exact)[:limit]
        by_words, by_meaning = _ranked(words), _ranked(meaning)
        return [
            Evidence(
                passages[key],
                held[passages[key].revision],
                scores[key],
                by_words.get(key, _NOWHERE).score,
                by_words.get(key, _NOWHERE).rank,
                by_meaning.get(key, _NOWHERE).score,
                by_meaning.get(key, _NOWHERE).rank,
                exact.get(key, ()),
            )
            for key in best
            if key in passages and passages[key].revision in held
        ]

    @property
    def _looked_at(self) -> int:
        return 0 if self._reranker is None else _RERANKED

    def _again(
        self,
        question: str,
        best: list[str],
        passages: Mapping[str, Passage],
        scores: dict[str, float],
        exact: Mapping[str, tuple[str, ...]],
    ) -> list[str]:
        """The head of the ranking as the reranker orders it; its scores are dealt out anew.

        Passages with the identifiers asked for stay before those without.
        """
        head = [key for key in best[: self._looked_at] if key in passages]
        if self._reranker is None or not head:
            return best
        found = self._reranker.scores(question, [passages[key].searchable for key in head])
        closeness = dict(zip(head, found, strict=True))
        order = sorted(head, key=lambda key: (-len(exact.get(key, ())), -closeness[key]))
        scores.update(zip(order, [scores[key] for key in head], strict=True))
        return order + [key for key in best if key not in closeness]

    def _standing(self, query: Query, revisions: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Which identifiers of the question stand in which passage."""
        found: dict[str, tuple[str, ...]] = {}
        for identifier in query.identifiers:
            hits = self._words.search([identifier], limit=_TELLING_HITS + 1, revisions=revisions)
            if len(hits) <= _TELLING_HITS:
                for hit in hits:
                    found[hit.passage] = (*found.get(hit.passage, ()), identifier)
        return found


def search_words(
    index: WordIndex, question: str, *, revisions: Collection[str], limit: int = _DEPTH
) -> list[Scored]:
    """Best first by BM25 of the question's terms, and a part of that of their synonyms."""
    asked = index.search(query_of(question).terms, limit=limit, revisions=revisions)
    synonyms = synonyms_of(question)
    if not synonyms:
        return asked
    scores = {hit.passage: hit.score for hit in asked}
    for hit in index.search(synonyms, limit=limit, revisions=revisions):
        scores[hit.passage] = scores.get(hit.passage, 0.0) + _SYNONYM_WEIGHT * hit.score
    best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
    return [Scored(key, scores[key]) for key in best]


def fuse(
    words: Sequence[Scored], meaning: Sequence[Scored], *, weight: float = _MEANING_WEIGHT
) -> dict[str, float]:
    """One score for every passage that either search found: 1 for the best, 0 for the last.

    Each search's scores are counted in standard deviations from their mean, so that a search
    whose hits stand out decides and one whose hits are all alike does not. A passage that a
    search did not find counts like that search's last. `weight` (0 … 1) is the share of meaning.
    """
    of_words, of_meaning = _deviations(words), _deviations(meaning)
    last_words = min(of_words.values(), default=0.0)
    last_meaning = min(of_meaning.values(), default=0.0)
    return _stretched(
        {
            passage: (1 - weight) * of_words.get(passage, last_words)
            + weight * of_meaning.get(passage, last_meaning)
            for passage in {**of_words, **of_meaning}
        }
    )


def _deviations(hits: Sequence[Scored]) -> dict[str, float]:
    if not hits:
        return {}
    scores = np.array([hit.score for hit in hits])
    spread = scores.std()
    standing = (scores - scores.mean()) / spread if spread else np.zeros(len(hits))
    return {hit.passage: float(one) for hit, one in zip(hits, standing, strict=True)}


def _stretched(scores: Mapping[str, float]) -> dict[str, float]:
    lowest, highest = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    spread = highest - lowest
    return {key: (score - lowest) / spread if spread else 1.0 for key, score in scores.items()}


@dataclass(frozen=True, slots=True)
class _Place:
    score: float | None = None
    rank: int | None = None


def _ranked(hits: Sequence[Scored]) -> dict[str, _Place]:
    return {hit.passage: _Place(hit.score, rank) for rank, hit in enumerate(hits, start=1)}


_NOWHERE = _Place()
