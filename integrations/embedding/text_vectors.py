"""Vectors of words and sentences, made once in this process and remembered."""

from collections.abc import Collection, Mapping

from assistant.ports import Embedder, Vectors

_MOST = 200_000  # texts; about 300 MB, after which all are forgotten


class RememberedTexts:
    """The `TextVectors` of an embedder, in memory."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        """Text -> its vector; at most `new` are embedded now. Raises `ModelUnavailable`."""
        wanted = list(dict.fromkeys(texts))
        unknown = [text for text in wanted if text not in self._known][:new]
        if len(self._known) + len(unknown) > _MOST:
            self._known = {}
            unknown = wanted[:new]
        if unknown:
            rows = self._embedder.embed(unknown)
            # A new dictionary: other threads may be reading the old one.
            self._known = {**self._known, **dict(zip(unknown, rows, strict=True))}
        known = self._known
        return {text: known[text] for text in wanted if text in known}
