"""Vectors of texts are made once, and only so many at a time."""

from integrations.embedding.text_vectors import RememberedTexts
from tests.fakes.embedder import WordEmbedder


def test_a_text_is_embedded_once() -> None:
    embedder = WordEmbedder()
    vectors = RememberedTexts(embedder)

    vectors.of(["boss", "buyer"], new=10)
    known = vectors.of(["buyer", "boss", "buyer"], new=10)

    assert set(known) == {"boss", "buyer"}
    assert embedder.embedded == 2


def test_texts_beyond_the_number_allowed_are_left_out_until_later() -> None:
    vectors = RememberedTexts(WordEmbedder())

    assert set(vectors.of(["a", "b", "c"], new=2)) == {"a", "b"}
    assert set(vectors.of(["a", "b", "c"], new=2)) == {"a", "b", "c"}
