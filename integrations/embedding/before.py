"""What an embedder that stands before another one passes on."""

from assistant.ports import Embedder


class Before:
    """The part of an `Embedder` that is the same as that of the one behind it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def name(self) -> str:
        """That of the embedder behind it."""
        return self._embedder.name

    @property
    def max_tokens(self) -> int:
        """That of the embedder behind it."""
        return self._embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        """As the embedder behind it counts."""
        return self._embedder.count_tokens(text)
