"""An embedder without a model: texts that share words are alike."""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from assistant.ports import Vectors

_WORD = re.compile(r"\w+")


class WordEmbedder:
    """A bag of hashed words as a vector of unit length; deterministic and fast."""

    def __init__(self, dimensions: int = 64) -> None:
        self._dimensions = dimensions
        self.embedded = 0  # texts embedded so far

    @property
    def name(self) -> str:
        return f"words-{self._dimensions}"

    @property
    def max_tokens(self) -> int:
        return 256

    def count_tokens(self, text: str) -> int:
        return len(_WORD.findall(text)) + 2

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                row[crc32(word.encode()) % self._dimensions] += 1
            length = float(np.linalg.norm(row))
            row[:] = row / length if length else np.eye(1, self._dimensions, dtype=np.float32)[0]
        return rows
