"""What each clause of an edition means, as vectors, and how close other vectors come to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.ports import Embedder, Vectors
from ingest.mapping.lexicon import mappable, title_of

Grid = NDArray[np.float32]  # shape (vectors, clauses)

_PHRASES_PER_TEXT = 4
_NEAREST = 8  # texts that have a vote; from 8 to 20 made little difference
_SHARPNESS = 8.0  # of a vote: a text 0.1 less alike has half the weight of the nearest


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close vectors are to clauses, each of shape (vectors, clauses).

    `likeness`, in [-1, 1]: mean of the clause's best text and its best three. `votes`, in [0, 1]:
    the clause's share among the texts nearest to the vector, whatever their clause.
    """

    likeness: Grid
    votes: Grid

    def __len__(self) -> int:
        return len(self.likeness)


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

    def closeness(self, vectors: Vectors) -> Closeness:
        """Each vector compared with the texts of all clauses."""
        each = np.asarray(vectors @ self.vectors.T, dtype=np.float32)
        return Closeness(self._likeness(each), self._votes(each))

    def closeness_of_groups(self, groups: Sequence[Vectors]) -> list[Closeness]:
        """`closeness` of each group of vectors; a group may be empty."""
        full = [group for group in groups if len(group)]
        if not full:
            empty = np.empty((0, len(self.clauses)), dtype=np.float32)
            return [Closeness(empty, empty) for _ in groups]
        ends = np.cumsum([len(group) for group in groups])[:-1]
        whole = self.closeness(np.concatenate(full))
        parts = zip(np.split(whole.likeness, ends), np.split(whole.votes, ends), strict=True)
        return [Closeness(likeness, votes) for likeness, votes in parts]

    def _likeness(self, each: Grid) -> Grid:
        found = np.empty((len(each), len(self.clauses)), dtype=np.float32)
        for place in range(len(self.clauses)):
            own = np.sort(each[:, self.owners == place], axis=1)[:, ::-1]
            found[:, place] = (own[:, 0] + own[:, :3].mean(axis=1)) / 2
        return found

    def _votes(self, each: Grid) -> Grid:
        count = min(_NEAREST, each.shape[1])
        nearest = np.argpartition(-each, count - 1, axis=1)[:, :count]
        alike = np.take_along_axis(each, nearest, axis=1)
        weights = np.exp(_SHARPNESS * (alike - alike.max(axis=1, keepdims=True)))
        weights /= weights.sum(axis=1, keepdims=True)
        votes = np.zeros((len(each), len(self.clauses)), dtype=np.float32)
        rows = np.repeat(np.arange(len(each)), count)
        np.add.at(votes, (rows, self.owners[nearest].ravel()), weights.ravel())
        return votes


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
