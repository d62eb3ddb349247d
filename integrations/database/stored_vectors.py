"""Which passages have vectors: all of them in one query, and how far each revision is."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from assistant.ports import Vectors
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.storing import CONTENT_STAMP

_STORED = np.dtype("<f2")

VectorsStamp = tuple[str | None, str | None]
"""The stamps of the vectors of passages, and of the documents."""


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """Row i of `rows` is the vector of `passages[i]`, which stands in `names[revisions[i]]`."""

    passages: list[str]
    names: list[str]  # ids of revisions, each once
    revisions: NDArray[np.int32]
    rows: Vectors  # shape (n, d), unit length; (0, 0) for none


def stored_vectors(database: Database, model: str) -> StoredVectors:
    """Every passage that has a vector of `model`, in reading order. Raises `StoreUnavailable`."""
    query = (
        select(t.passages.c.id, t.revisions.c.id, t.vectors.c.vector)
        .join(t.revisions, t.revisions.c.key == t.passages.c.revision_key)
        .join(t.vectors, _vector_of(model))
        .order_by(t.passages.c.revision_key, t.passages.c.ordinal)
    )
    with database.reading() as connection:
        found = connection.execute(query).all()
    if not found:
        return StoredVectors([], [], np.zeros(0, np.int32), np.zeros((0, 0), np.float32))
    number: dict[str, int] = {}
    revisions = [number.setdefault(revision, len(number)) for _, revision, _ in found]
    rows = np.frombuffer(b"".join(vector for _, _, vector in found), dtype=_STORED)
    unit = rows.reshape(len(found), -1).astype(np.float32)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), np.float32(1e-12))
    passages = [passage for passage, _, _ in found]
    return StoredVectors(passages, list(number), np.array(revisions, dtype=np.int32), unit)


def places(database: Database, model: str) -> dict[str, str]:
    """Passage -> revision for every passage that has a vector. Raises `StoreUnavailable`."""
    query = (
        select(t.passages.c.id, t.revisions.c.id)
        .join(t.revisions, t.revisions.c.key == t.passages.c.revision_key)
        .join(t.vectors, _vector_of(model))
    )
    with database.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def vectors_stamp(database: Database, model: str) -> VectorsStamp:
    """Changes whenever `stored_vectors` would; far cheaper. Raises `StoreUnavailable`."""
    name = vectors_stamp_name(model)
    query = select(t.meta.c.name, t.meta.c.content).where(t.meta.c.name.in_([name, CONTENT_STAMP]))
    with database.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(query)}
    return found.get(name), found.get(CONTENT_STAMP)


def vectors_stamp_name(model: str) -> str:
    """Name in `meta` of a text that is another one whenever vectors of passages have changed."""
    return "vectors-stamp-" + sha256(model.encode()).hexdigest()[:16]


def put_vectors_stamp(connection: Connection, model: str) -> None:
    """Note, in the transaction that changes vectors of passages, that they are others now."""
    name = vectors_stamp_name(model)
    connection.execute(delete(t.meta).where(t.meta.c.name == name))
    connection.execute(insert(t.meta).values(name=name, content=token_hex(8)))


@dataclass(frozen=True, slots=True)
class Progress:
    """How many passages of a revision there are, and how many have a vector."""

    passages: int
    with_vector: int

    @property
    def complete(self) -> bool:
        """Whether every passage has its vector."""
        return self.with_vector == self.passages


def progress(database: Database, model: str) -> dict[str, Progress]:
    """How far each revision is, by its id. Raises `StoreUnavailable`."""
    query = (
        select(t.revisions.c.id, func.count(t.passages.c.key), func.count(t.vectors.c.text_hash))
        .outerjoin(t.passages, t.revisions.c.key == t.passages.c.revision_key)
        .outerjoin(t.vectors, _vector_of(model))
        .group_by(t.revisions.c.id)
    )
    with database.reading() as connection:
        return {revision: Progress(*counts) for revision, *counts in connection.execute(query)}


def contents_of(database: Database) -> dict[str, str]:
    """Revision -> a digest of its passages and title: it may be stored anew, cut otherwise.

    Raises `StoreUnavailable`.
    """
    query = (
        select(t.revisions.c.id, t.revisions.c.title, t.passages.c.text_hash)
        .outerjoin(t.passages, t.passages.c.revision_key == t.revisions.c.key)
        .order_by(t.revisions.c.key, t.passages.c.ordinal)
    )
    written: dict[str, list[str]] = {}
    with database.reading() as connection:
        for revision, title, content in connection.execute(query):
            written.setdefault(revision, [revision, title]).append(content or "")
    return {
        revision: sha256("\n".join(parts).encode()).hexdigest()[:16]
        for revision, parts in written.items()
    }


class Readiness:
    """Share of the passages of some revisions that have a vector, for `MeaningIndex.ready`.

    Remembers what was complete, for a revision never changes; asks the database for the rest.
    """

    def __init__(self, database: Database, model: str) -> None:
        self._database, self._model = database, model
        self._complete: set[str] = set()
        self._found: dict[str, Progress] = {}
        self._stamp: VectorsStamp | None = None
        self._asking = Lock()

    def __call__(self, revisions: Collection[str]) -> float:
        """0.0 … 1.0; 1.0 for no revisions. Raises `StoreUnavailable`."""
        wanted = set(revisions)
        with self._asking:
            if wanted <= self._complete:
                return 1.0
            stamp = vectors_stamp(self._database, self._model)
            if stamp != self._stamp:  # counting takes long in a big library
                self._found = progress(self._database, self._model)
                self._stamp = stamp
            found = self._found
            self._complete = {id_ for id_, one in found.items() if one.complete}
        held = [found[id_] for id_ in wanted if id_ in found]
        passages = sum(one.passages for one in held)
        return sum(one.with_vector for one in held) / passages if passages else 1.0


def _vector_of(model: str) -> ColumnElement[bool]:
    return and_(t.vectors.c.text_hash == t.passages.c.text_hash, t.vectors.c.model == model)
