"""Vectors follow in the background: what has none is embedded, kept, and put where it is searched.

The database is the truth and Chroma a copy of it, so this can be killed at any moment and run
again: it goes on where the database says that something is missing. One process at a time does
it, the one that holds the lock of the vectors. Run alone with `python -m integrations.vectors`.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.errors import ClausewiseError, StoreBusy
from assistant.ports import Embedder, Vectors
from integrations.database.engine import Database
from integrations.database.ready_marks import ReadyMarks
from integrations.database.stored_vectors import places, progress, vectors_stamp
from integrations.database.vectors import SqlVectorCache

OnProgress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""

_Item = TypeVar("_Item")
_CHUNK = 256  # texts between two commits: some seconds of work are lost by a kill
_PATIENCE_SECONDS = 30.0
_COPIED = 2_000  # vectors copied to the index at a time


class WritableIndex(Protocol):
    """A copy of the vectors that is searched; `ChromaIndex` is one."""

    def add(self, passages: Sequence[str], revisions: Sequence[str], vectors: Vectors) -> None:
        """Keep one vector for each passage; again is harmless."""

    def remove(self, passages: Collection[str]) -> None:
        """Forget these."""

    def passages(self) -> set[str]:
        """Ids of all that are held."""

    def clear(self) -> None:
        """Forget everything."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Passages that the index should hold and does not, and those it holds and should not."""

    missing: frozenset[str]
    orphaned: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.missing or self.orphaned)


class VectorWork:
    """Embeds what has no vector and keeps the index like the database.

    `on_revision_ready` is called with the id of each revision once all its passages have
    vectors; after a kill it may be called again for the same revision.
    """

    def __init__(
        self,
        database: Database,
        embedder: Embedder,
        *,
        index: WritableIndex | None = None,
        on_revision_ready: Callable[[str], None] | None = None,
    ) -> None:
        self._database, self._embedder, self._index = database, embedder, index
        self._on_revision_ready = on_revision_ready
        self._cache = SqlVectorCache(database)
        self._marks = ReadyMarks(database, embedder.name)
        self._copied: object = None  # state of the database that the index was made like

    def run(
        self, on_progress: OnProgress | None = None, *, stopping: Callable[[], bool] | None = None
    ) -> int:
        """Embed everything missing; how many texts that were.

        `stopping` is asked between chunks. Raises `ModelUnavailable` or `StoreUnavailable`;
        what was embedded before is kept.
        """
        done = self.embed_missing(on_progress, stopping=stopping)
        self._tell_ready()
        state = vectors_stamp(self._database, self._embedder.name)
        if state != self._copied:
            self.synchronise()
            self._copied = state
        return done

    def embed_missing(
        self, on_progress: OnProgress | None = None, *, stopping: Callable[[], bool] | None = None
    ) -> int:
        """Only the vectors of passages, of all documents before anything that follows from them."""
        done = 0
        missing = self._cache.missing(self._embedder.name)
        for chunk in _chunks(missing, _CHUNK):
            if stopping is not None and stopping():
                break
            if on_progress is not None:
                on_progress(done, len(missing))
            rows = self._embedder.embed([one.text for one in chunk])
            found = {one.text_hash: row for one, row in zip(chunk, rows, strict=True)}
            self._cache.put(self._embedder.name, found)
            done += len(chunk)
        if on_progress is not None:
            on_progress(done, len(missing))
        return done

    def synchronise(self) -> Difference:
        """Make the index hold what the database holds; what had to change."""
        difference = self.compare()
        if self._index is not None and difference:
            self._index.remove(difference.orphaned)
            self._copy(sorted(difference.missing), self._index)
        return difference

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Make the index anew from the vectors in the database; how many they are."""
        if self._index is None:
            return 0
        self._index.clear()
        wanted = self._cache.passages(self._embedder.name)
        self._copy(wanted, self._index, on_progress)
        return len(wanted)

    def compare(self) -> Difference:
        """Where index and database differ; nothing without an index."""
        if self._index is None:
            return Difference(frozenset(), frozenset())
        wanted = set(self._cache.passages(self._embedder.name))
        held = self._index.passages()
        return Difference(frozenset(wanted - held), frozenset(held - wanted))

    def _copy(
        self, wanted: Sequence[str], index: WritableIndex, on_progress: OnProgress | None = None
    ) -> None:
        of = places(self._database, self._embedder.name)
        for done, chunk in enumerate(_chunks(wanted, _COPIED)):
            if on_progress is not None:
                on_progress(done * _COPIED, len(wanted))
            ids, rows = self._cache.vectors(
                self._embedder.name, [id_ for id_ in chunk if id_ in of]
            )
            if ids:
                index.add(ids, [of[id_] for id_ in ids], rows)
        if on_progress is not None:
            on_progress(len(wanted), len(wanted))

    def _tell_ready(self) -> None:
        if self._on_revision_ready is None:
            return
        found = progress(self._database, self._embedder.name)
        told = self._marks.read()
        ready = [id_ for id_, one in found.items() if one.complete and id_ not in told]
        for revision in ready:
            self._on_revision_ready(revision)
        if ready or not told <= found.keys():
            self._marks.write((told & found.keys()) | set(ready))


def start_detached(data: Path, *, edition: str) -> None:
    """Start the vector work as a process of its own that outlives this one."""
    given = ["--data", str(data.absolute()), "--edition", edition]
    subprocess.Popen(
        [sys.executable, "-m", "integrations.vectors", *given],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the missing vectors of a data directory, out of the way of other work.

    Waits half a minute for another process that is at it, which may be about to end; exit code
    0 also when that one goes on, for then it makes the vectors.
    """
    from integrations.bootstrap import build_services
    from integrations.settings import Settings

    parser = argparse.ArgumentParser(prog="python -m integrations.vectors", description=__doc__)
    parser.add_argument("--data", type=Path, help="data directory")
    parser.add_argument("--edition", help="standard edition, for proposals by meaning")
    given = parser.parse_args(arguments)
    if hasattr(os, "nice"):
        os.nice(5)
    give_up = time.monotonic() + _PATIENCE_SECONDS
    try:
        while True:
            with build_services(Settings.load(data=given.data, edition=given.edition)) as services:
                try:
                    services.complete_vectors(lambda done, total: None)
                    return 0
                except StoreBusy:
                    if time.monotonic() > give_up:
                        return 0
            time.sleep(1)
    except ClausewiseError as error:
        print(f"error: {error}\nhint: {error.hint}", file=sys.stderr)
        return 2


def _chunks(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


if __name__ == "__main__":
    sys.exit(main())
