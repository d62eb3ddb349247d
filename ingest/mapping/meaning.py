"""Proposals from what passages mean, once their vectors are there."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Identity
from assistant.model.mappings import Basis, Proposal
from assistant.model.passages import Passage
from assistant.ports import Embedder, Vectors
from ingest.mapping.calibrate import FARTHEST, FIRST, FORMULA, THRESHOLD
from ingest.mapping.found import without_parents
from ingest.mapping.lexicon import Lexicon, lexicon, mappable, title_of
from ingest.mapping.second_look import with_second_signs
from ingest.mapping.sections import is_frame, says_something
from ingest.mapping.signs import Signposts, read_signs

_PHRASES_PER_TEXT = 4
_MOST_CLAUSES = 3  # of one passage: more are a guess
_MOST = 0.95  # meaning alone is never surer than a citation


@dataclass(frozen=True)
class ClauseMeanings:
    """Vectors of several short texts per clause: what it asks, in several ways of saying it.

    `vectors` has one row per text; `owners` gives for each row the place of its clause in
    `clauses`.
    """

    edition: Edition
    clauses: tuple[Clause, ...]
    vectors: Vectors
    owners: NDArray[np.intp]

    _built: ClassVar[dict[tuple[int, str], "ClauseMeanings"]] = {}
    _building: ClassVar[Lock] = Lock()

    @classmethod
    def build(cls, edition: Edition, embedder: Embedder) -> "ClauseMeanings":
        """The meanings of an edition, embedded once per edition and model in this process.

        Raises `ModelUnavailable`.
        """
        key = (hash(edition), embedder.name)
        with cls._building:
            if key not in cls._built:
                cls._built[key] = cls._embed(edition, embedder)
            return cls._built[key]

    @classmethod
    def _embed(cls, edition: Edition, embedder: Embedder) -> "ClauseMeanings":
        clauses = mappable(edition)
        texts = [
            (place, text)
            for place, clause in enumerate(clauses)
            for text in _texts(clause, edition)
        ]
        vectors = embedder.embed([text for _, text in texts])
        owners = np.array([place for place, _ in texts], dtype=np.intp)
        return cls(edition, clauses, vectors, owners)

    @cached_property
    def numbers(self) -> tuple[ClauseNumber, ...]:
        """The clause numbers, in the order of `clauses`."""
        return tuple(clause.number for clause in self.clauses)

    @cached_property
    def places(self) -> dict[ClauseNumber, int]:
        """Where each clause stands in `clauses`."""
        return {number: place for place, number in enumerate(self.numbers)}

    def likeness(self, vectors: Vectors) -> NDArray[np.float32]:
        """Likeness of each vector to each clause: mean of its best text and its best three.

        Shape (len(vectors), len(clauses)), in [-1, 1].
        """
        each = vectors @ self.vectors.T
        found = np.empty((len(vectors), len(self.clauses)), dtype=np.float32)
        for place in range(len(self.clauses)):
            own = np.sort(each[:, self.owners == place], axis=1)[:, ::-1]
            found[:, place] = (own[:, 0] + own[:, :3].mean(axis=1)) / 2
        return found

    def likeness_of_groups(self, groups: Sequence[Vectors]) -> list[NDArray[np.float32]]:
        """`likeness` of each group of vectors; a group may be empty."""
        full = [group for group in groups if len(group)]
        if not full:
            return [np.empty((0, len(self.clauses)), dtype=np.float32) for _ in groups]
        ends = np.cumsum([len(group) for group in groups])[:-1]
        return np.split(self.likeness(np.concatenate(full)), ends)


_SURE = 3.0  # log-odds of 0.95: beyond it no clause is surer than another


def propose_by_meaning(
    passages: Sequence[Passage],
    vectors: Vectors,
    meanings: ClauseMeanings,
    structural: Sequence[Proposal],
    identity: Identity,
    sentences: Sequence[Vectors] | None = None,
) -> list[Proposal]:
    """Further clauses for the passages of one document, from their vectors and their words.

    `vectors` holds one row per passage, made by the embedder of `meanings`; `sentences` for each
    passage one row per sentence, and none for a log row: with it a passage of several subjects
    gets the clause of each. `structural` are the proposals already made; none of them is
    repeated. At most three clauses per passage, in reading order. Raises `ValueError` when
    passages and vectors do not match.
    """
    if len(passages) != len(vectors) or (sentences is not None and len(passages) != len(sentences)):
        raise ValueError(f"{len(passages)} passages, but {len(vectors)} vectors")
    if not passages:
        return []
    words = lexicon(meanings.edition)
    posts = Signposts(passages, identity, structural, words, meanings.numbers)
    said = None if sentences is None else meanings.likeness_of_groups(sentences)
    signs = read_signs(meanings.likeness(vectors), posts, said)
    scores = FORMULA.score(with_second_signs(signs, FIRST.score(signs), posts, meanings.edition))
    known = _by_passage(structural)
    return [
        proposal
        for row, passage in enumerate(passages)
        if says_something(passage, identity) and not is_frame(passage, identity)
        for proposal in _new(
            known.get(passage.id, []), _of_passage(passage, scores[row], meanings, words)
        )
    ]


def _by_passage(proposals: Sequence[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.passage, []).append(proposal)
    return found


def _new(known: list[Proposal], found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Those of `found` for clauses not `known` yet, without parents of what is known or found."""
    clauses = {one.clause for one in known}
    fresh = [one for one in found if one.clause not in clauses]
    kept = set(without_parents([*known, *fresh]))
    return (one for one in fresh if one in kept)


def _of_passage(
    passage: Passage, scores: NDArray[np.float32], meanings: ClauseMeanings, words: Lexicon
) -> Iterator[Proposal]:
    best = np.argsort(-scores, kind="stable")[:_MOST_CLAUSES]
    for place in best:
        sure = min(_MOST, 1 / (1 + math.exp(-scores[place])))
        if sure >= THRESHOLD and scores[place] >= min(scores[best[0]], _SURE) - FARTHEST:
            clause = meanings.clauses[place]
            reason = _reason(passage, clause, meanings.edition, words)
            yield Proposal(passage.id, clause.number, Basis.MEANING, round(sure, 3), reason)


def _reason(passage: Passage, clause: Clause, edition: Edition, words: Lexicon) -> str:
    phrases = words.in_text(passage.text).get(clause.number)
    about = f"reads like “{title_of(clause, edition)}”"
    return f"{about}; speaks of {', '.join(phrases.words)}" if phrases else about


def _texts(clause: Clause, edition: Edition) -> Iterator[str]:
    title = title_of(clause, edition)
    yield title
    for sentence in clause.asks.split(". "):
        if len(sentence.split()) > 3:
            yield f"{title}: {sentence}"
    for start in range(0, len(clause.phrases), _PHRASES_PER_TEXT):
        yield ", ".join(clause.phrases[start : start + _PHRASES_PER_TEXT])
    yield from clause.examples
    if clause.records:
        yield f"{title}: {', '.join(clause.records)}"
