"""Proposals from what passages mean, once their vectors are there."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Identity
from assistant.model.mappings import LIKELY, PROPOSED, Basis, Proposal
from assistant.model.passages import Passage
from assistant.ports import Embedder, Vectors
from ingest.mapping.calibrate import FARTHEST, FIRST, FORMULA
from ingest.mapping.found import without_parents
from ingest.mapping.lexicon import lexicon, mappable, title_of
from ingest.mapping.second_look import with_second_signs
from ingest.mapping.sections import is_frame, is_opening, says_something
from ingest.mapping.signs import Signposts, read_signs

_PHRASES_PER_TEXT = 4
_MOST_CLAUSES = 3  # of one passage: more are a guess
_MOST_LIKELY = 5  # of one passage, those proposed included
_MOST_OF_OPENING = 2
_SURE_OF_OPENING = 0.8  # what a purpose or a scope speaks of, its document is about
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


_UNPROPOSED = PROPOSED - 0.01
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
    repeated. At most three clauses per passage are proposed, up to five more or less likely, in
    reading order. Raises `ValueError` when passages and vectors do not match.
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
        if says_something(passage, identity)
        for proposal in _new(
            known.get(passage.id, []),
            _Choice(passage, scores[row], meanings, framed=is_frame(passage, identity)),
        )
    ]


def _by_passage(proposals: Sequence[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.passage, []).append(proposal)
    return found


def _new(known: list[Proposal], choice: "_Choice") -> Iterator[Proposal]:
    """Those chosen for clauses not `known` yet, without parents of what is known or chosen.

    What is likely only takes no clause from what is proposed.
    """
    clauses = {one.clause for one in known}
    fresh = [one for one in choice.proposals(clauses) if one.clause not in clauses]
    proposed = [one for one in fresh if one.confidence >= PROPOSED]
    kept = {*without_parents([*known, *proposed]), *without_parents([*known, *fresh])}
    return (one for one in fresh if one in kept)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which clauses one passage gets, from their log-odds."""

    passage: Passage
    scores: NDArray[np.float32]
    meanings: ClauseMeanings
    framed: bool

    def proposals(self, known: Collection[ClauseNumber]) -> Iterator[Proposal]:
        """Those proposed and those likely only, the best first."""
        taken = set(known)
        for rank, (clause, score) in enumerate(self._best()):
            sure = min(_MOST, 1 / (1 + math.exp(-score)))
            if sure < self._least():
                return
            if self.framed or rank >= _MOST_CLAUSES or not self._near(clause, score, taken):
                sure = min(sure, _UNPROPOSED)
            elif sure >= PROPOSED:
                taken.add(clause.number)
            reason = _reason(self.passage, clause, self.meanings.edition)
            yield Proposal(
                self.passage.id, clause.number, Basis.MEANING, round(float(sure), 3), reason
            )

    def _best(self) -> list[tuple[Clause, float]]:
        best = np.argsort(-self.scores, kind="stable")
        most = _MOST_OF_OPENING if self.framed else _MOST_LIKELY
        return [(self.meanings.clauses[at], float(self.scores[at])) for at in best[:most]]

    def _least(self) -> float:
        """The confidence from which a clause is kept for this passage."""
        if self.framed:
            return _SURE_OF_OPENING if is_opening(self.passage) else 1.0
        # What is likely of a log would be said again of each of its rows.
        return LIKELY if self.passage.row is None else PROPOSED

    def _near(self, clause: Clause, score: float, taken: Collection[ClauseNumber]) -> bool:
        """Whether it is not much less sure than the best, or goes with one that is taken."""
        if score >= min(float(self.scores.max()), _SURE) - FARTHEST:
            return True
        return any(twin in taken for twin in self.meanings.edition.twins(clause.number))


def _reason(passage: Passage, clause: Clause, edition: Edition) -> str:
    phrases = lexicon(edition).in_text(passage.text).get(clause.number)
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
