"""Every `VectorCache` keeps these promises."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.model.passages import Passage
from assistant.ports import Library, VectorCache
from integrations.database.engine import open_database
from integrations.database.library import SqlLibrary
from integrations.database.vectors import SqlVectorCache
from tests.builders import revision
from tests.fakes.embedder import WordEmbedder
from tests.fakes.library import MemoryLibrary, MemoryVectorCache
from tests.servers import needs_postgres, open_kind

MODEL = WordEmbedder()


@dataclass(frozen=True)
class Shelf:
    """A library and the vectors of its passages."""

    library: Library
    cache: VectorCache

    def add(self, number: str, *texts: str, content: str = "") -> str:
        held = revision(number, path=number, content=content or number)
        cut = [
            Passage(f"{held.id}/{at}", held.id, at, 1, 0, len(text), text, context="Title")
            for at, text in enumerate(texts)
        ]
        self.library.add(held, [], cut, [], edition="e")
        return held.id

    def embed_missing(self) -> int:
        missing = self.cache.missing(MODEL.name)
        rows = MODEL.embed([one.text for one in missing])
        self.cache.put(
            MODEL.name, {one.text_hash: row for one, row in zip(missing, rows, strict=True)}
        )
        return len(missing)


def memory(_: Path, __: ExitStack) -> Shelf:
    library = MemoryLibrary()
    return Shelf(library, MemoryVectorCache(library))


def sqlite(folder: Path, stack: ExitStack) -> Shelf:
    database = open_database(folder)
    stack.callback(database.close)
    return Shelf(SqlLibrary(database), SqlVectorCache(database))


def postgres(folder: Path, stack: ExitStack) -> Shelf:
    database = open_kind("postgresql", folder)
    stack.callback(database.close)
    return Shelf(SqlLibrary(database), SqlVectorCache(database))


@pytest.fixture(
    params=[memory, sqlite, pytest.param(postgres, marks=needs_postgres)],
    ids=["memory", "sqlite", "postgresql"],
)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    make: Callable[[Path, ExitStack], Shelf] = request.param
    with ExitStack() as stack:
        yield make(tmp_path, stack)


def test_each_text_without_a_vector_is_named_once(shelf: Shelf) -> None:
    first = shelf.add("QP-1", "Audits are yearly.", "Records are kept.")
    second = shelf.add("QP-2", "Records are kept.")

    missing = shelf.cache.missing(MODEL.name)

    assert [one.text for one in missing] == [
        "Title\nAudits are yearly.",
        "Title\nRecords are kept.",
    ]
    assert len(shelf.cache.missing(MODEL.name, [second])) == 1
    assert shelf.cache.missing(MODEL.name, []) == []
    assert shelf.cache.passages(MODEL.name) == []
    assert {one.passage.split("/")[0] for one in missing} == {first}


def test_vectors_come_back_in_the_order_asked_for_at_unit_length(shelf: Shelf) -> None:
    held = shelf.add("QP-1", "Audits are yearly.", "Records are kept.")
    shelf.embed_missing()

    ids, rows = shelf.cache.vectors(MODEL.name, [f"{held}/1", "none", f"{held}/0"])

    assert ids == [f"{held}/1", f"{held}/0"]
    assert rows.dtype == np.float32
    wanted = MODEL.embed(["Title\nRecords are kept.", "Title\nAudits are yearly."])
    np.testing.assert_allclose(rows, wanted, atol=2e-3)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-6)


def test_text_that_stays_the_same_is_not_embedded_again(shelf: Shelf) -> None:
    shelf.add("QP-1", "Audits are yearly.", "Records are kept.")
    assert shelf.embed_missing() == 2

    held = shelf.add("QP-1", "Records are kept.", "Training is planned.", content="new")

    assert [one.text for one in shelf.cache.missing(MODEL.name)] == ["Title\nTraining is planned."]
    assert shelf.cache.passages(MODEL.name) == [f"{held}/0"]


def test_vectors_of_one_model_are_nothing_to_another(shelf: Shelf) -> None:
    held = shelf.add("QP-1", "Audits are yearly.")
    shelf.embed_missing()

    assert len(shelf.cache.missing("another")) == 1
    ids, rows = shelf.cache.vectors("another", [f"{held}/0"])
    assert (ids, rows.shape[0]) == ([], 0)


def test_a_vector_is_overwritten_by_a_later_one_of_the_same_text(shelf: Shelf) -> None:
    held = shelf.add("QP-1", "Audits are yearly.")
    [missing] = shelf.cache.missing(MODEL.name)
    for at in (0, 1):
        shelf.cache.put(MODEL.name, {missing.text_hash: np.eye(2, dtype=np.float32)[at]})

    _, rows = shelf.cache.vectors(MODEL.name, [f"{held}/0"])

    assert rows.tolist() == [[0.0, 1.0]]


def test_vectors_of_words_and_sentences_are_kept_beside_those_of_passages(shelf: Shelf) -> None:
    shelf.add("QP-1", "Audits are yearly.")
    [row] = MODEL.embed(["audits"])

    shelf.cache.put_texts(MODEL.name, {"hash of audits": row})
    found = shelf.cache.of_texts(MODEL.name, ["hash of audits", "hash of another"])

    assert set(found) == {"hash of audits"}
    np.testing.assert_allclose(found["hash of audits"], row, atol=2e-3)
    assert shelf.cache.of_texts("another", ["hash of audits"]) == {}
    assert len(shelf.cache.missing(MODEL.name)) == 1
    assert shelf.cache.passages(MODEL.name) == []


def test_vectors_of_many_texts_come_back_together(shelf: Shelf) -> None:
    texts = [f"word {number}" for number in range(1_200)]
    shelf.cache.put_texts(MODEL.name, dict(zip(texts, MODEL.embed(texts), strict=True)))

    assert set(shelf.cache.of_texts(MODEL.name, texts)) == set(texts)
