"""The vector work: what it embeds, what survives a kill, and who may do it."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import Vectors
from integrations.chroma_index import ChromaIndex, embedded_client
from integrations.database.engine import Database, open_database
from integrations.database.library import SqlLibrary
from integrations.database.stored_vectors import Readiness
from integrations.database.vectors import SqlVectorCache
from integrations.vectors import VectorWork
from tests.builders import page, paragraph, revision
from tests.fakes.embedder import WordEmbedder


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def chroma(database: Database, tmp_path: Path) -> Iterator[ChromaIndex]:
    index = ChromaIndex(
        embedded_client(tmp_path / "data" / "chroma"),
        model=WordEmbedder().name,
        dimensions=64,
        ready=Readiness(database, WordEmbedder().name),
    )
    yield index
    index.close()


def store(database: Database, number: str, texts: Sequence[str]) -> Revision:
    held = revision(number)
    passages = [
        Passage(f"p_{held.id}_{n}", held.id, n, 1, 0, len(text), text)
        for n, text in enumerate(texts)
    ]
    pages = [page(paragraph("\n".join(texts)))]
    SqlLibrary(database).add(held, pages, passages, [], edition="e")
    return held


class Interrupted(WordEmbedder):
    """Fails after some texts, as a process does that is killed."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.embedded >= self._after:
            raise KeyboardInterrupt
        return super().embed(texts)


def test_each_text_is_embedded_once_however_often_it_stands_somewhere(database: Database) -> None:
    embedder = WordEmbedder()
    store(database, "QP-1", ["kept for ten years", "lots are inspected"])
    store(database, "QP-2", ["kept for ten years"])

    assert VectorWork(database, embedder).run() == 2
    store(database, "QP-3", ["lots are inspected"])
    assert VectorWork(database, embedder).run() == 0
    assert embedder.embedded == 2


def test_work_that_was_interrupted_goes_on_where_it_stopped(database: Database) -> None:
    store(database, "QP-1", [f"sentence number {n}" for n in range(700)])
    with pytest.raises(KeyboardInterrupt):
        VectorWork(database, Interrupted(after=500)).run()

    again = WordEmbedder()
    VectorWork(database, again).run()

    assert 0 < again.embedded < 700
    assert len(SqlVectorCache(database).passages(again.name)) == 700


def test_a_revision_is_told_ready_once_when_its_last_vector_exists(database: Database) -> None:
    told: list[str] = []
    first = store(database, "QP-1", ["one", "two"])
    work = VectorWork(database, WordEmbedder(), on_revision_ready=told.append)
    work.run()
    second = store(database, "QP-2", ["three"])
    work.run()
    VectorWork(database, WordEmbedder(), on_revision_ready=told.append).run()

    assert told == [first.id, second.id]


def test_a_revision_is_told_again_when_the_listener_was_killed(database: Database) -> None:
    held = store(database, "QP-1", ["one"])

    def die(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        VectorWork(database, WordEmbedder(), on_revision_ready=die).run()
    told: list[str] = []
    VectorWork(database, WordEmbedder(), on_revision_ready=told.append).run()

    assert told == [held.id]


def test_progress_ends_at_the_total(database: Database) -> None:
    store(database, "QP-1", [f"sentence {n}" for n in range(300)])
    seen: list[tuple[int, int]] = []

    VectorWork(database, WordEmbedder()).run(lambda done, total: seen.append((done, total)))

    assert seen[0] == (0, 300)
    assert seen[-1] == (300, 300)


def test_the_index_forgets_what_the_database_no_longer_holds(
    database: Database, chroma: ChromaIndex
) -> None:
    held = store(database, "QP-1", ["one", "two"])
    work = VectorWork(database, WordEmbedder(), index=chroma)
    work.run()
    SqlLibrary(database).remove(held.id)

    assert work.compare().orphaned == {f"p_{held.id}_0", f"p_{held.id}_1"}
    work.run()
    assert chroma.passages() == set()


def test_an_index_that_lost_vectors_is_filled_and_can_be_made_anew(
    database: Database, chroma: ChromaIndex
) -> None:
    held = store(database, "QP-1", [f"sentence {n}" for n in range(30)])
    work = VectorWork(database, WordEmbedder(), index=chroma)
    work.run()
    chroma.remove([f"p_{held.id}_7"])

    assert work.compare().missing == {f"p_{held.id}_7"}
    work.synchronise()
    assert not work.compare()
    chroma.clear()
    assert work.rebuild() == 30
    assert not work.compare()


def test_work_stops_between_two_chunks_when_it_is_told_to(database: Database) -> None:
    store(database, "QP-1", [f"sentence {n}" for n in range(600)])
    embedder = WordEmbedder()

    VectorWork(database, embedder).run(stopping=lambda: embedder.embedded > 0)

    assert 0 < embedder.embedded < 600


_WORKER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from integrations.chroma_index import ChromaIndex, embedded_client
    from integrations.database.engine import open_database
    from integrations.database.stored_vectors import Readiness
    from integrations.vectors import VectorWork
    from tests.fakes.embedder import WordEmbedder

    data = Path(sys.argv[1])
    database, embedder = open_database(data), WordEmbedder()
    ready = Readiness(database, embedder.name)
    client = embedded_client(data / "chroma")
    index = ChromaIndex(client, model=embedder.name, dimensions=64, ready=ready)
    print("started", flush=True)
    VectorWork(database, embedder, index=index).run()
    print("done", flush=True)
    """
)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("after_seconds", [0.05, 0.4])
def test_kill_9_loses_no_vector_that_was_kept_and_corrupts_nothing(
    tmp_path: Path, after_seconds: float
) -> None:
    data = tmp_path / "data"
    database = open_database(data)
    store(database, "QP-1", [f"sentence number {n} of many" for n in range(6_000)])
    with subprocess.Popen(
        [sys.executable, "-c", _WORKER, str(data)], stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "started\n"
        time.sleep(after_seconds)
        worker.send_signal(signal.SIGKILL)

    ended = subprocess.run(
        [sys.executable, "-c", _WORKER, str(data)], capture_output=True, text=True, check=True
    )

    assert ended.stdout.endswith("done\n")
    index = ChromaIndex(
        embedded_client(data / "chroma"),
        model=WordEmbedder().name,
        dimensions=64,
        ready=Readiness(database, WordEmbedder().name),
    )
    work = VectorWork(database, WordEmbedder(), index=index)
    assert not work.compare()
    assert len(index.passages()) == 6_000
    index.close()
    database.close()
