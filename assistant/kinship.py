"""Which words come close in meaning, by the vectors of the single words."""

from collections.abc import Sequence

import numpy as np

from assistant.ports import Embedder, Vectors

_FAR, _NEAR = 0.5, 0.85  # cosine: below the first no kin; from the second on as good as a synonym
_HIGHEST = 0.9
_MOST_NEW = 256
"""Words embedded for one question at most: a large vocabulary is learnt over several."""


class WordKinship:
    """The `Kinship` of an embedder, remembering every word it has seen.

    The limits were read off the built-in model: "decide" and "choose" stand at 0.79, "boss" and
    "supervisor" at 0.67, unrelated words of one trade below 0.5.
    """

    def __init__(self, embedder: Embedder, known: dict[str, Vectors] | None = None) -> None:
        self._embedder = embedder
        self._known = {} if known is None else known

    def __call__(self, asked: Sequence[str], found: Sequence[str]) -> list[dict[int, float]]:
        """For each asked word the found ones close to it. Raises `ModelUnavailable`."""
        if not asked or not found:
            return [{} for _ in asked]
        self._learn([*asked, *found])
        held = [column for column, word in enumerate(found) if word in self._known]
        if not held:
            return [{} for _ in asked]
        rows = np.stack([self._known[found[column]] for column in held])
        return [self._close(word, rows, held) for word in asked]

    def _close(self, word: str, rows: Vectors, held: Sequence[int]) -> dict[int, float]:
        vector = self._known.get(word)
        if vector is None:
            return {}
        levels = (rows @ vector - _FAR) / (_NEAR - _FAR) * _HIGHEST
        return {
            held[row]: min(_HIGHEST, float(levels[row]))
            for row in np.flatnonzero(levels > 0).tolist()
        }

    def _learn(self, words: Sequence[str]) -> None:
        new = [word for word in dict.fromkeys(words) if word not in self._known][:_MOST_NEW]
        if new:
            self._known |= dict(zip(new, self._embedder.embed(new), strict=True))
