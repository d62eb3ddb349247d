"""Remembered vectors: the same as made anew, and made once."""

from pathlib import Path

import numpy as np

from integrations.embedding.remembered import RememberedVectors
from tests.fakes.embedder import WordEmbedder

TEXTS = ["lots are inspected", "kept for ten years"]


def test_the_same_texts_are_embedded_once_over_several_runs(tmp_path: Path) -> None:
    first, second = WordEmbedder(), WordEmbedder()

    made = RememberedVectors(first, tmp_path / "cache").embed(TEXTS)
    again = RememberedVectors(second, tmp_path / "cache").embed(TEXTS)

    assert np.array_equal(made, again)
    assert (first.embedded, second.embedded) == (2, 0)


def test_other_texts_or_another_model_are_made_anew(tmp_path: Path) -> None:
    RememberedVectors(WordEmbedder(), tmp_path).embed(TEXTS)
    other_texts, other_model = WordEmbedder(), WordEmbedder(dimensions=32)

    RememberedVectors(other_texts, tmp_path).embed(TEXTS[:1])
    RememberedVectors(other_model, tmp_path).embed(TEXTS)

    assert (other_texts.embedded, other_model.embedded) == (1, 2)


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    RememberedVectors(WordEmbedder(), tmp_path).embed(TEXTS)
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    again = WordEmbedder()

    RememberedVectors(again, tmp_path).embed(TEXTS)

    assert again.embedded == 2
