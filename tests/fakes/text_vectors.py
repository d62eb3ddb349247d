"""Vectors of words and sentences, made anew whenever they are wanted."""

from collections.abc import Collection, Mapping

from assistant.ports import Embedder, Vectors


class MadeAnew:
    """A `TextVectors` that remembers nothing: `new` texts are all it ever knows."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        wanted = list(dict.fromkeys(texts))[:new]
        return dict(zip(wanted, self._embedder.embed(wanted), strict=True))
