"""BM25 as SQLite's FTS5 reckons it, over arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]

_K1, _B = 1.2, 0.75
_LEAST = 1e-6  # weight of a term that more than half of the passages hold


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Which passages may be found, and what there is in all."""

    passages: int  # of the whole library
    words: int  # of the whole library
    keys: Keys  # of the passages that may be found, ascending
    sizes: Keys  # their length in words


def bm25(terms: Sequence[tuple[Keys, Weights]], shelf: OnShelf) -> tuple[Keys, Weights]:
    """The passages on the shelf that hold any of the terms, ascending, and their scores (> 0).

    A term is the passages of the whole library that hold it, ascending, and how often each does
    (a weighted count). Source: the function `bm25` of SQLite 3.40, ext/fts5/fts5_aux.c.
    """
    scores = np.zeros(len(shelf.keys))
    average = shelf.words / shelf.passages if shelf.passages else 1.0
    damping = _K1 * (1 - _B + _B * shelf.sizes / max(average, 1e-9))
    for keys, counts in terms:
        rarity = np.log((shelf.passages - len(keys) + 0.5) / (len(keys) + 0.5))
        at = np.searchsorted(shelf.keys, keys)
        at[at == len(shelf.keys)] = 0
        here = shelf.keys[at] == keys if len(shelf.keys) else np.zeros(len(keys), bool)
        held, often = at[here], counts[here]
        scores[held] += max(rarity, _LEAST) * often * (_K1 + 1) / (often + damping[held])
    found = scores > 0
    return shelf.keys[found], scores[found]
