"""Vectors of texts are read where they are kept, or made once, and only so many at a time."""

import numpy as np

from integrations.database.rows import text_hash
from integrations.embedding.recent import RecentTexts
from integrations.embedding.text_vectors import RememberedTexts
from tests.fakes.embedder import WordEmbedder
from tests.fakes.library import MemoryLibrary, MemoryVectorCache


def kept(*texts: str) -> MemoryVectorCache:
    """A cache with the vectors of some texts; each says its own place, not what the text says."""
    cache = MemoryVectorCache(MemoryLibrary())
    rows = np.eye(len(texts), 64, dtype=np.float32)
    cache.put_texts(WordEmbedder().name, dict(zip(map(text_hash, texts), rows, strict=True)))
    return cache


def test_a_text_is_embedded_once() -> None:
    embedder = WordEmbedder()
    vectors = RememberedTexts(embedder, kept())

    vectors.of(["boss", "buyer"], new=10)
    known = vectors.of(["buyer", "boss", "buyer"], new=10)

    assert set(known) == {"boss", "buyer"}
    assert embedder.embedded == 2


def test_the_same_question_is_given_the_same_vectors_whatever_was_asked_before() -> None:
    vectors = RememberedTexts(WordEmbedder(), kept())

    assert set(vectors.of(["a", "b", "c"], new=2)) == {"a", "b"}
    assert set(vectors.of(["c", "d"], new=2)) == {"c", "d"}
    assert set(vectors.of(["a", "b", "c"], new=2)) == {"a", "b"}


def test_what_is_kept_is_not_embedded_and_counts_for_nothing_new() -> None:
    embedder = WordEmbedder()
    vectors = RememberedTexts(embedder, kept("a", "b", "c"))

    known = vectors.of(["a", "b", "c", "d"], new=1)

    assert set(known) == {"a", "b", "c", "d"}
    assert embedder.embedded == 1
    assert known["b"].tolist() == np.eye(1, 64, 1, dtype=np.float32)[0].tolist()


def test_a_vector_that_is_kept_later_takes_the_place_of_the_one_made_meanwhile() -> None:
    cache = kept()
    vectors = RememberedTexts(WordEmbedder(), cache)
    made = vectors.of(["boss"], new=1)["boss"]

    other = np.roll(made, 1)
    cache.put_texts(WordEmbedder().name, {text_hash("boss"): other})

    np.testing.assert_allclose(vectors.of(["boss"], new=1)["boss"], other, atol=1e-3)


def test_a_question_is_embedded_once_and_a_list_each_time() -> None:
    embedder = WordEmbedder()
    recent = RecentTexts(embedder)

    first, again = recent.embed(["how long?"]), recent.embed(["how long?"])
    recent.embed(["one", "two"])
    recent.embed(["one", "two"])

    np.testing.assert_array_equal(first, again)
    assert embedder.embedded == 1 + 4
