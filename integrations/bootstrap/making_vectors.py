"""Vectors of passages, words and sentences: making the missing ones, or all anew."""

from collections.abc import Callable

from integrations.bootstrap.adapters import Adapters

OnProgress = Callable[[int, int], None]
"""Called with (done, total)."""


class MakesVectors:
    """The part of the services that makes vectors: those of everything, whoever asks."""

    adapters: Adapters

    def complete_vectors(
        self,
        on_progress: OnProgress | None = None,
        *,
        on_texts: OnProgress | None = None,
        stopping: Callable[[], bool] | None = None,
    ) -> int:
        """Make the missing vectors; gives how many of passages. See `complete`."""
        return complete(self.adapters.whole, on_progress, on_texts=on_texts, stopping=stopping)

    def start_vectors(self) -> bool:
        """Have a process of its own make the missing vectors; False when there are none."""
        return start(self.adapters.whole)

    def rebuild(self, on_progress: OnProgress) -> tuple[int, int]:
        """Words and vectors anew from the database; (passages, vectors) indexed.

        Raises `StoreBusy` when another process works on the vectors.
        """
        return rebuild(self.adapters.whole, on_progress)


def complete(
    parts: Adapters,
    on_progress: OnProgress | None = None,
    *,
    on_texts: OnProgress | None = None,
    stopping: Callable[[], bool] | None = None,
) -> int:
    """Make the missing vectors of passages, then those of words and sentences.

    Gives how many of passages. Passages that come meanwhile go first. `on_texts` is called
    with (documents done, documents in all), `stopping` asked between chunks, some seconds
    apart. Raises `StoreBusy` when another process does it.
    """
    parts.vectors_lock.require()
    stop = stopping or (lambda: False)
    made = parts.vector_work.run(on_progress, stopping=stopping)
    while not stop():
        parts.fine_vectors.run(on_texts, stopping=lambda: stop() or passages_wait(parts))
        if not passages_wait(parts):
            break
        made += parts.vector_work.run(on_progress, stopping=stopping)
    return made


def passages_wait(parts: Adapters) -> bool:
    """Whether a passage has no vector yet."""
    from integrations.database.vectors import SqlVectorCache

    return bool(SqlVectorCache(parts.database).missing(parts.embedder.name))


def start(parts: Adapters) -> bool:
    """Have a process of its own make the missing vectors; False when there are none."""
    from integrations.vectors import start_detached

    if not passages_wait(parts) and parts.fine_vectors.ready() >= 1:
        return False
    start_detached(parts.settings.data, edition=parts.settings.edition)
    return True


def rebuild(parts: Adapters, on_progress: OnProgress) -> tuple[int, int]:
    """Words and vectors anew from the database; (passages, vectors) indexed.

    Raises `StoreBusy` when another process works on the vectors.
    """
    from integrations.database.vectors import SqlVectorCache
    from integrations.vectors import VectorWork

    parts.vectors_lock.require()
    parts.word_table.rebuild_words()
    complete(parts, on_progress)
    parts.fine_vectors.sweep()
    index = parts.chroma or parts.open_chroma()
    VectorWork(parts.database, parts.embedder, index=index).rebuild(on_progress)
    held = [revision.id for revision in parts.library.revisions()]
    vectors = len(SqlVectorCache(parts.database).passages(parts.embedder.name))
    return parts.library.count_passages(held), vectors
