"""How close words and sentences come, by their vectors."""

from collections.abc import Collection, Mapping

import numpy as np

from assistant.kinship import Kinship
from assistant.ports import Vectors


class Given:
    """`TextVectors` of a few texts, written by hand."""

    def __init__(self, **vectors: tuple[float, float]) -> None:
        self._vectors = vectors

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        return {
            text: np.array(self._vectors[text], dtype=np.float32)
            for text in texts
            if text in self._vectors
        }


def test_near_words_are_kin_and_far_ones_are_not() -> None:
    kinship = Kinship(Given(boss=(1.0, 0.0), supervisor=(0.8, 0.6), fridge=(0.1, 0.995)))

    [close] = kinship.of_words(["boss"], ["fridge", "supervisor"])

    assert list(close) == [1]
    assert 0 < close[1] < 0.9


def test_the_same_vector_is_no_better_than_a_synonym() -> None:
    kinship = Kinship(Given(boss=(1.0, 0.0), chief=(1.0, 0.0)))

    assert kinship.of_words(["boss"], ["chief"]) == [{0: 0.9}]


def test_words_without_a_vector_are_close_to_none() -> None:
    kinship = Kinship(Given(boss=(1.0, 0.0)))

    assert kinship.of_words(["boss", "chief"], ["unknown"]) == [{}, {}]


def test_a_sentence_without_a_vector_has_no_closeness() -> None:
    kinship = Kinship(Given(question=(1.0, 0.0), answer=(0.6, 0.8)))

    assert kinship.of_sentences("question", ["answer", "unknown"]) == [np.float32(0.6), None]
