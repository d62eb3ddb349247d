"""The fine vectors: of every sentence and every word of the documents, made after the passages'.

Answers weigh sentences and words by them. Like the vectors of passages they are kept by the text
they were made of and committed in chunks, so that this can be killed and run again; a revision is
marked when all of its are there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.answering.fine_texts import fine_texts
from assistant.model.documents import Revision
from assistant.ports import Embedder, Library
from integrations.database.engine import Database
from integrations.database.ready_marks import ReadyMarks
from integrations.database.rows import text_hash
from integrations.database.stored_vectors import contents_of
from integrations.database.vectors import SqlVectorCache

OnProgress = Callable[[int, int], None]
"""Called with (documents done, documents in all)."""

_CHUNK = 512  # texts between two commits: some seconds of work are lost by a kill


class FineVectors:
    """Makes the vectors of sentences and words that are missing."""

    def __init__(self, database: Database, embedder: Embedder, library: Library) -> None:
        self._database, self._embedder, self._library = database, embedder, library
        self._cache = SqlVectorCache(database)
        self._marks = ReadyMarks(database, embedder.name, work="texts")

    def ready(self) -> float:
        """Share of the documents whose words and sentences all have vectors; 1.0 for none."""
        marked, held = self._marks.read(), contents_of(self._database)
        return sum(one in marked for one in held.values()) / len(held) if held else 1.0

    def run(
        self, on_progress: OnProgress | None = None, *, stopping: Callable[[], bool] | None = None
    ) -> int:
        """Make what is missing; how many texts that were.

        `stopping` is asked between chunks. Raises `ModelUnavailable` or `StoreUnavailable`; what
        was made before is kept.
        """
        contents = contents_of(self._database)
        marked = self._marks.read() & set(contents.values())
        due = [one for one in self._library.revisions() if contents.get(one.id) not in marked]
        made = done = 0
        for lot, missing in self._lots(due):
            if on_progress is not None:
                on_progress(done, len(due))
            for chunk in _chunks(missing):
                if stopping is not None and stopping():
                    return made
                self._make(chunk)
                made += len(chunk)
            done += len(lot)
            marked |= {contents[one.id] for one in lot if one.id in contents}
            self._marks.write(marked)
        if on_progress is not None:
            on_progress(done, len(due))
        return made

    def _lots(self, due: Sequence[Revision]) -> Iterator[tuple[list[Revision], dict[str, str]]]:
        """Revisions in lots of about a chunk, each with its texts without a vector, by hash."""
        known = self._cache.texts(self._embedder.name) if due else set()
        lot: list[Revision] = []
        missing: dict[str, str] = {}
        for revision in due:
            texts = fine_texts(revision.identity, self._library.passages_of(revision.id))
            hashed = {text_hash(text): text for text in texts}
            missing |= {key: text for key, text in hashed.items() if key not in known}
            known |= hashed.keys()
            lot.append(revision)
            if len(missing) >= _CHUNK:
                yield lot, missing
                lot, missing = [], {}
        if lot:
            yield lot, missing

    def _make(self, chunk: Mapping[str, str]) -> None:
        rows = self._embedder.embed(list(chunk.values()))
        self._cache.put_texts(self._embedder.name, dict(zip(chunk, rows, strict=True)))

    def sweep(self) -> int:
        """Forget vectors that no document needs any more, passages' included; how many."""
        wanted = {
            text_hash(text)
            for one in self._library.revisions()
            for text in fine_texts(one.identity, self._library.passages_of(one.id))
        }
        return self._cache.sweep(self._embedder.name, wanted)


def _chunks(missing: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Texts of about the same length together, for what is embedded together is padded alike."""
    ordered = sorted(missing.items(), key=lambda one: (len(one[1]), one[1]))
    for start in range(0, len(ordered), _CHUNK):
        yield dict(ordered[start : start + _CHUNK])
