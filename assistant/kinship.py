"""Which words and sentences come close in meaning, by their vectors."""

from collections.abc import Sequence

import numpy as np

from assistant.ports import TextVectors

_FAR, _NEAR = 0.5, 0.85  # cosine: below the first no kin; from the second on as good as a synonym
_HIGHEST = 0.9
_NEW_WORDS, _NEW_SENTENCES = 16, 4
"""Texts embedded for one question at most, its own first; the rest follow in the background."""


class Kinship:
    """How close words and sentences come in meaning.

    The limits were read off the built-in model: "decide" and "choose" stand at 0.79, "boss" and
    "supervisor" at 0.67, unrelated words of one trade below 0.5.
    """

    def __init__(self, vectors: TextVectors) -> None:
        self._vectors = vectors

    def of_words(self, asked: Sequence[str], found: Sequence[str]) -> list[dict[int, float]]:
        """For each asked word the found ones close to it: position -> closeness in (0, 0.9].

        Words without a vector yet are close to none. Raises `ModelUnavailable`.
        """
        known = self._vectors.of(list(dict.fromkeys([*asked, *found])), new=_NEW_WORDS)
        held = [column for column, word in enumerate(found) if word in known]
        if not held:
            return [{} for _ in asked]
        rows = np.stack([known[found[column]] for column in held])
        # einsum stays on one thread, which `@` does not: that waits when others use the cores.
        close = (
            np.einsum("ij,j->i", rows, known[word]) if word in known else None for word in asked
        )
        return [{} if one is None else _close(one, held) for one in close]

    def of_sentences(self, question: str, sentences: Sequence[str]) -> list[float | None]:
        """Cosine similarity of each sentence and the question; None without a vector yet."""
        known = self._vectors.of(list(dict.fromkeys([question, *sentences])), new=_NEW_SENTENCES)
        asked = known.get(question)
        if asked is None:
            return [None for _ in sentences]
        return [float(known[one] @ asked) if one in known else None for one in sentences]


def _close(cosines: np.ndarray, held: Sequence[int]) -> dict[int, float]:
    levels = (cosines - _FAR) / (_NEAR - _FAR) * _HIGHEST
    close = np.flatnonzero(levels > 0).tolist()
    return {held[row]: min(_HIGHEST, float(levels[row])) for row in close}
