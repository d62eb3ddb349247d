"""Vectors of texts that never change, kept in a file: the clauses of an edition, for one model."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Embedder, Vectors
from integrations.embedding.before import Before

SHIPPED = Path(__file__).parent / "shipped"
"""Vectors that come with the program: the clause texts of the built-in editions."""


class RememberedVectors(Before):
    """An `Embedder` that keeps what it made of a list of texts, and gives it back next time.

    For the few long lists that are the same in every run: embedding all clauses of an edition
    takes seconds of processor time. A file that cannot be read or written is passed over.
    """

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        super().__init__(embedder)
        self._folder = folder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row per text, in order. Raises `ModelUnavailable`."""
        key = sha256("\x1f".join((self.name, *texts)).encode()).hexdigest()[:16]
        path = self._folder / f"vectors-{key}.npy"
        kept = self._kept(path)
        kept = self._kept(SHIPPED / path.name) if kept is None else kept
        if kept is not None and len(kept) == len(texts):
            return kept
        made = self._embedder.embed(texts).astype(np.float16)
        with suppress(OSError):
            self._keep(path, made)
        return made.astype(np.float32)  # as it will be read: a first run and a later one agree

    def _kept(self, path: Path) -> Vectors | None:
        try:
            return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)
        except (OSError, ValueError, EOFError):
            return None

    def _keep(self, path: Path, made: NDArray[np.float16]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as part:
            np.save(part, made)
        Path(part.name).replace(path)
