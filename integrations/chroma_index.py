"""Vectors in Chroma: embedded in the data directory, or on a server of its own.

The embedded client is not safe for two processes on one folder: open it only while holding the
lock of the vectors. Nothing else imports chromadb.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings

from assistant.errors import StoreUnavailable
from assistant.ports import Scored, Vectors

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_BATCH = 1_000
_PATIENCE_SECONDS = 60  # for one answer of a Chroma server
_WIDENED = 4  # times as many hits are asked for before Chroma's slow filter is used
# More links and a wider search than Chroma's defaults: recall matters more here than the
# millisecond that it costs.
_GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 300, "max_neighbors": 32}


class ChromaIndex:
    """A `MeaningIndex` of one embedder's vectors; one collection for each embedder.

    `ready` says which share of the passages of some revisions has a vector.
    """

    def __init__(
        self,
        client: Any,
        *,
        model: str,
        dimensions: int,
        ready: Callable[[Collection[str]], float],
    ) -> None:
        self._client, self._model, self._dimensions = client, model, dimensions
        self.ready = ready
        with _translated():
            self._collection = self._open()

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        """Best first by cosine similarity; only passages of `revisions`.

        Asks for more than `limit` and drops what does not count: twenty times faster than a
        filter inside Chroma, which remains for the rare case that too few are left.
        """
        wanted = set(revisions)
        if limit < 1 or not wanted:
            return []
        with _translated():
            for asked in (limit * 2, limit * 2 * _WIDENED):
                found = self._query(vector, asked, wanted)
                # Counting costs as much as searching, so it comes when hits are few.
                if len(found) >= limit or asked >= self._collection.count():
                    return found[:limit]
            return self._query(vector, limit, wanted, {"revision": {"$in": sorted(wanted)}})

    def add(self, passages: Sequence[str], revisions: Sequence[str], vectors: Vectors) -> None:
        """Keep one vector for each passage, with the revision it stands in; again is harmless."""
        with _translated():
            for start in range(0, len(passages), _BATCH):
                part = slice(start, start + _BATCH)
                self._collection.upsert(
                    ids=list(passages[part]),
                    embeddings=vectors[part],
                    metadatas=[{"revision": revision} for revision in revisions[part]],
                )

    def remove(self, passages: Collection[str]) -> None:
        """Forget the vectors of these passages."""
        ids = sorted(passages)
        with _translated():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=ids[start : start + _BATCH])

    def passages(self) -> set[str]:
        """Ids of all passages that have a vector here."""
        with _translated():
            return set(self._collection.get(include=[])["ids"])

    def clear(self) -> None:
        """Forget every vector of this embedder."""
        with _translated():
            self._client.delete_collection(self._collection.name)
            self._collection = self._open()

    def close(self) -> None:
        """Let go of the folder or the connection; safe to repeat."""
        sessions = _sessions_of(self._client)
        close = getattr(self._client, "close", None)
        if close is not None:
            close()
        for session in sessions:  # the client leaves its connections open
            session.close()

    def _open(self) -> Any:
        collection = self._client.get_or_create_collection(
            collection_name(self._model),
            embedding_function=None,
            configuration={"hnsw": _GRAPH},
            metadata={"model": self._model, "dimensions": self._dimensions},
        )
        known = collection.metadata or {}
        if (known.get("model"), known.get("dimensions")) != (self._model, self._dimensions):
            raise StoreUnavailable(
                f"The vectors in Chroma are of {known.get('model')!r} with "
                f"{known.get('dimensions')} dimensions, not of {self._model!r} with "
                f"{self._dimensions}.",
                hint="Run `clausewise index rebuild`.",
            )
        return collection

    def _query(
        self, vector: Vectors, limit: int, wanted: set[str], where: dict[str, Any] | None = None
    ) -> list[Scored]:
        hits = self._collection.query(
            query_embeddings=vector,
            n_results=limit,
            where=where,
            include=["distances", "metadatas"],
        )
        rows = zip(hits["ids"][0], hits["distances"][0], hits["metadatas"][0], strict=True)
        return [Scored(id_, 1.0 - away) for id_, away, of in rows if of["revision"] in wanted]


def embedded_client(folder: Path) -> Any:
    """Chroma inside this process. The caller holds the lock of the vectors.

    Raises `StoreUnavailable`.
    """
    with _translated():
        return chromadb.PersistentClient(str(folder), settings=Settings(**_QUIET))


def server_client(url: str) -> Any:
    """Chroma on a server, e.g. `http://chroma:8000`. Raises `StoreUnavailable`."""
    address = urlsplit(url)
    secure = address.scheme == "https"
    with _translated(hint=f"Check CLAUSEWISE_CHROMA_URL ({url}) and that Chroma runs there."):
        client = chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=Settings(**_QUIET),
        )
    for session in _sessions_of(client):
        session.timeout = _PATIENCE_SECONDS  # it would wait for ever
    return client


def _sessions_of(client: Any) -> list[Any]:
    """The HTTP sessions of a client of a server: its own and its administrator's; else none."""
    parts = (client, getattr(client, "_admin_client", None))
    servers = [getattr(part, "_server", None) for part in parts]
    sessions = [getattr(server, "_session", None) for server in servers]
    return [session for session in sessions if session is not None]


_QUIET: dict[str, Any] = {"anonymized_telemetry": False}


def collection_name(model: str) -> str:
    """The collection of an embedder: letters, digits, dots and hyphens, 3 to 200 of them."""
    plain = _NOT_IN_A_NAME.sub("-", model).strip("._-")[:180]
    return f"passages-{plain}".rstrip("._-")


@contextmanager
def _translated(hint: str | None = None) -> Iterator[None]:
    try:
        yield
    except StoreUnavailable:
        raise
    except Exception as error:  # Chroma raises its own, its bindings' and its HTTP client's
        raise StoreUnavailable(
            f"Chroma cannot be used: {error}",
            hint=hint or "Run `clausewise index rebuild`; it makes the vectors anew.",
        ) from error
