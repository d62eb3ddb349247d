"""The `VectorCache` over the database: vectors by the hash of the text they were made of."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from assistant.ports import Searchable, Vectors
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.rows import batches
from integrations.database.stored_vectors import put_vectors_stamp

_STORED = np.dtype("<f2")  # cosine changes by less than 0.001; half the size of float32


class SqlVectorCache:
    """Vectors of any number of models; those of unused texts are kept until `sweep`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self, model: str, revisions: Collection[str] | None = None) -> list[Searchable]:
        """Passages (of `revisions`; None: of all) without a vector of `model`, one per text."""
        columns = (t.passages.c.id, t.passages.c.context, t.passages.c.text, t.passages.c.text_hash)
        query = (
            select(*columns, t.revisions.c.id.label("revision"))
            .join(t.revisions)
            .outerjoin(t.vectors, _vector_of(model))
            .where(t.vectors.c.text_hash.is_(None))
            .order_by(t.passages.c.key)
        )
        wanted = None if revisions is None else set(revisions)
        found: dict[str, Searchable] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                if wanted is None or row.revision in wanted:
                    text = f"{row.context}\n{row.text}" if row.context else row.text
                    found.setdefault(row.text_hash, Searchable(row.id, text, row.text_hash))
        return list(found.values())

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of shape (d,), by text hash; a known hash is overwritten."""
        with self._database.writing() as connection:
            _put(connection, model, vectors)
            put_vectors_stamp(connection, model)

    def put_texts(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors of words and sentences, as `put` does; they count for no passage."""
        with self._database.writing() as connection:
            _put(connection, _of_texts(model), vectors)

    def vectors(self, model: str, passages: Sequence[str]) -> tuple[list[str], Vectors]:
        """The ids of `passages` that have a vector, in order, and one unit-length row for each."""
        stored: dict[str, bytes] = {}
        query = select(t.passages.c.id, t.vectors.c.vector).join(t.vectors, _vector_of(model))
        with self._database.reading() as connection:
            for some in batches(passages):
                for row in connection.execute(query.where(t.passages.c.id.in_(some))):
                    stored[row.id] = row.vector
        ids = [passage for passage in dict.fromkeys(passages) if passage in stored]
        return ids, _unit_rows([stored[passage] for passage in ids])

    def passages(self, model: str) -> list[str]:
        """Ids of all passages that have a vector of `model`, in reading order."""
        query = (
            select(t.passages.c.id)
            .join(t.vectors, _vector_of(model))
            .order_by(t.passages.c.revision_key, t.passages.c.ordinal)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def of_texts(self, model: str, hashes: Collection[str]) -> dict[str, Vectors]:
        """The unit-length vectors that `put_texts` kept, by text hash, of those of `hashes`."""
        query = select(t.vectors.c.text_hash, t.vectors.c.vector)
        query = query.where(t.vectors.c.model == _of_texts(model))
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for some in batches(hashes):
                for row in connection.execute(query.where(t.vectors.c.text_hash.in_(some))):
                    found[row[0]] = row[1]
        return dict(zip(found, _unit_rows(list(found.values())), strict=True))

    def texts(self, model: str) -> set[str]:
        """Hashes of all words and sentences that have a vector of `model`."""
        query = select(t.vectors.c.text_hash).where(t.vectors.c.model == _of_texts(model))
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def sweep(self, model: str, texts: Collection[str]) -> int:
        """Forget vectors of `model` that nothing needs any more; how many they were.

        `texts` are the hashes of the words and sentences that are still wanted.
        """
        unwanted = self.texts(model) - set(texts)
        of_passages = t.vectors.c.text_hash.not_in(select(t.passages.c.text_hash))
        with self._database.writing() as connection:
            gone = delete(t.vectors).where(t.vectors.c.model == model, of_passages)
            swept = connection.execute(gone).rowcount
            put_vectors_stamp(connection, model)
            for some in batches(unwanted):
                gone = delete(t.vectors).where(t.vectors.c.text_hash.in_(some))
                swept += connection.execute(
                    gone.where(t.vectors.c.model == _of_texts(model))
                ).rowcount
        return swept


def _put(connection: Connection, model: str, vectors: Mapping[str, Vectors]) -> None:
    for hashes in batches(vectors):
        known = and_(t.vectors.c.model == model, t.vectors.c.text_hash.in_(hashes))
        connection.execute(delete(t.vectors).where(known))
    if vectors:
        values = [
            {"model": model, "text_hash": text, "vector": vector.astype(_STORED).tobytes()}
            for text, vector in vectors.items()
        ]
        connection.execute(insert(t.vectors), values)


def _of_texts(model: str) -> str:
    """The name that vectors of words and sentences are kept under.

    Apart from those of passages, so that a long list of words slows none of their queries down.
    """
    return f"{model} (texts)"


def _vector_of(model: str) -> ColumnElement[bool]:
    return and_(t.vectors.c.text_hash == t.passages.c.text_hash, t.vectors.c.model == model)


def _unit_rows(stored: Sequence[bytes]) -> Vectors:
    if not stored:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.frombuffer(b"".join(stored), dtype=_STORED).reshape(len(stored), -1)
    rows = rows.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.maximum(lengths, np.float32(1e-12)))
