"""Every `MeaningIndex` keeps these promises."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StoreUnavailable
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from assistant.ports import MeaningIndex, Vectors
from integrations.chroma_index import ChromaIndex, embedded_client, server_client
from integrations.database.engine import Database, open_database
from integrations.database.library import SqlLibrary
from integrations.database.stored_vectors import Readiness
from integrations.database_vectors import DatabaseVectors
from integrations.vectors import VectorWork, WritableIndex
from tests.builders import page, paragraph, revision
from tests.fakes.embedder import WordEmbedder
from tests.servers import chroma_server, needs_chroma

EMBEDDER = WordEmbedder(dimensions=256)


@dataclass
class Shelf:
    """A database, the index under test over it, and the work that fills both."""

    database: Database
    index: MeaningIndex
    work: VectorWork

    def add(self, number: str, *texts: str) -> Revision:
        """Store one revision of a passage for each text, without vectors."""
        held = revision(number)
        passages = [
            Passage(f"p_{held.id}_{n}", held.id, n, 1, 0, len(text), text)
            for n, text in enumerate(texts)
        ]
        pages = [page(paragraph("\n".join(texts)))]
        SqlLibrary(self.database).add(held, pages, passages, [], edition="e")
        return held

    def found(self, question: str, *revisions: Revision, limit: int = 10) -> list[str]:
        return [
            hit.passage
            for hit in self.index.search(
                EMBEDDER.embed([question]), limit=limit, revisions=[one.id for one in revisions]
            )
        ]


def in_database(database: Database, _: Path) -> tuple[MeaningIndex, WritableIndex | None]:
    ready = Readiness(database, EMBEDDER.name)
    return DatabaseVectors(database, model=EMBEDDER.name, ready=ready), None


def chroma(database: Database, folder: Path) -> tuple[MeaningIndex, WritableIndex | None]:
    index = ChromaIndex(
        embedded_client(folder / "chroma"),
        model=EMBEDDER.name,
        dimensions=256,
        ready=Readiness(database, EMBEDDER.name),
    )
    return index, index


def on_a_server(database: Database, _: Path) -> tuple[MeaningIndex, WritableIndex | None]:
    index = ChromaIndex(
        server_client(chroma_server()),
        model=EMBEDDER.name,
        dimensions=256,
        ready=Readiness(database, EMBEDDER.name),
    )
    index.clear()  # of what the test before left there
    return index, index


@pytest.fixture(
    params=[in_database, chroma, pytest.param(on_a_server, marks=needs_chroma)],
    ids=["database", "chroma", "chroma server"],
)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    make: Callable[[Database, Path], tuple[MeaningIndex, WritableIndex | None]] = request.param
    with ExitStack() as stack:
        database = open_database(tmp_path)
        stack.callback(database.close)
        index, writable = make(database, tmp_path)
        if isinstance(index, ChromaIndex):
            stack.callback(index.close)
        yield Shelf(database, index, VectorWork(database, EMBEDDER, index=writable))


def test_the_nearest_passage_comes_first_with_its_cosine(shelf: Shelf) -> None:
    one = shelf.add("QP-1", "lots are inspected", "invoices are paid")
    shelf.work.run()

    hits = shelf.index.search(EMBEDDER.embed(["lots are inspected"]), limit=5, revisions=[one.id])

    assert [hit.passage for hit in hits] == [f"p_{one.id}_0", f"p_{one.id}_1"]
    assert hits[0].score == pytest.approx(1.0, abs=1e-3)
    assert hits[1].score == pytest.approx(1 / 3, abs=1e-2)


def test_only_the_revisions_asked_for_are_searched(shelf: Shelf) -> None:
    old = shelf.add("QP-1", *(f"lots are inspected by {n} people" for n in range(60)))
    new = shelf.add("QP-2", "lots are inspected at random")
    shelf.work.run()

    assert shelf.found("lots are inspected by 3 people", new, limit=3) == [f"p_{new.id}_0"]
    assert shelf.found("lots are inspected by 3 people", old, new, limit=1) == [f"p_{old.id}_3"]
    assert shelf.found("lots are inspected by 3 people") == []


def test_a_passage_without_a_vector_yet_is_not_found(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "lots are inspected")
    shelf.work.run()
    second = shelf.add("QP-2", "lots are inspected twice")

    assert shelf.found("lots are inspected", first, second) == [f"p_{first.id}_0"]


def test_vectors_made_later_are_found_by_an_index_already_open(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "lots are inspected")
    shelf.work.run()
    assert shelf.found("lots", first)
    second = shelf.add("QP-2", "suppliers are approved")
    shelf.work.run()

    assert shelf.found("suppliers are approved", first, second)[0] == f"p_{second.id}_0"


def test_readiness_is_the_share_of_passages_with_a_vector(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "lots are inspected")
    shelf.work.run()
    second = shelf.add("QP-2", "one", "two", "three")

    assert shelf.index.ready([]) == 1.0
    assert shelf.index.ready([first.id]) == 1.0
    assert shelf.index.ready([first.id, second.id]) == 0.25
    shelf.work.run()
    assert shelf.index.ready([first.id, second.id]) == 1.0


def test_an_empty_index_finds_nothing(shelf: Shelf) -> None:
    one = shelf.add("QP-1", "lots are inspected")

    assert shelf.found("lots", one) == []
    assert shelf.found("lots", one, limit=0) == []


def test_the_same_words_in_two_documents_are_found_in_both(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "lots are inspected")
    second = shelf.add("QP-2", "lots are inspected")
    shelf.work.run()

    assert sorted(shelf.found("lots are inspected", first, second)) == sorted(
        [f"p_{first.id}_0", f"p_{second.id}_0"]
    )


def test_chroma_refuses_vectors_of_another_width_under_the_same_name(tmp_path: Path) -> None:
    client = embedded_client(tmp_path)
    ChromaIndex(client, model="m", dimensions=8, ready=_all_ready)

    with pytest.raises(StoreUnavailable, match="8 dimensions"):
        ChromaIndex(client, model="m", dimensions=9, ready=_all_ready)


def test_chroma_keeps_each_embedder_apart(tmp_path: Path) -> None:
    client = embedded_client(tmp_path)
    narrow = ChromaIndex(client, model="BAAI/some model", dimensions=2, ready=_all_ready)
    wide = ChromaIndex(client, model="other/model", dimensions=3, ready=_all_ready)
    narrow.add(["p_1"], ["d_1"], _unit(2))
    wide.add(["p_2"], ["d_1"], _unit(3))

    assert narrow.passages() == {"p_1"}
    assert [hit.passage for hit in wide.search(_unit(3), limit=4, revisions=["d_1"])] == ["p_2"]


def _all_ready(_: object) -> float:
    return 1.0


def _unit(dimensions: int) -> Vectors:
    return np.eye(1, dimensions, dtype=np.float32)
