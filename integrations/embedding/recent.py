"""The vectors of the last questions, for one question is embedded in more than one place."""

from collections.abc import Sequence

from assistant.ports import Embedder, Vectors
from integrations.embedding.before import Before

_MOST = 64  # texts


class RecentTexts(Before):
    """An `Embedder` that remembers the last single texts it was given; lists pass through."""

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(embedder)
        self._recent: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row per text, in order. Raises `ModelUnavailable`."""
        if len(texts) != 1:
            return self._embedder.embed(texts)
        [text] = texts
        found = self._recent.get(text)
        if found is None:
            found = self._embedder.embed(texts)
            found.flags.writeable = False
            if len(self._recent) >= _MOST:
                self._recent = {}
            self._recent[text] = found
        return found
