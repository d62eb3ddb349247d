"""Vectors of words and sentences: from the database, or made of what a question brings along."""

from collections.abc import Collection, Mapping, Sequence

from assistant.ports import Embedder, VectorCache, Vectors
from integrations.database.rows import text_hash

_MOST = 200_000  # texts; about 300 MB, after which all are forgotten


class RememberedTexts:
    """The `TextVectors` of an embedder: those kept in the database, and few others made now.

    What is made now is made one text at a time: the vector of a text differs in its last digits
    with what is embedded beside it, and an answer must not depend on what was asked before.
    """

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder, self._cache = embedder, cache
        self._kept: dict[str, Vectors] = {}  # read from the database, where they never change
        self._made: dict[str, Vectors] = {}

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        """Text -> its vector; at most `new` are embedded now.

        Raises `ModelUnavailable` or `StoreUnavailable`.
        """
        wanted = list(dict.fromkeys(texts))
        known = self._read(wanted)
        missing = [text for text in wanted if text not in known]
        known |= self._make_some(missing, new)
        return {text: known[text] for text in wanted if text in known}

    def _read(self, wanted: Sequence[str]) -> dict[str, Vectors]:
        """Those the database has."""
        held = self._kept
        known = {text: held[text] for text in wanted if text in held}
        hashes = {text_hash(text): text for text in wanted if text not in known}
        if hashes:
            found = self._cache.of_texts(self._embedder.name, hashes)
            read = {hashes[key]: row for key, row in found.items()}
            self._kept = _with(held, read)
            known |= read
        return known

    def _make_some(self, missing: Sequence[str], new: int) -> dict[str, Vectors]:
        """The first `new` of them, made now or before; never more, whatever was made before."""
        held, chosen = self._made, missing[:new]
        made = {text: self._embedder.embed([text])[0] for text in chosen if text not in held}
        before = {text: held[text] for text in chosen if text in held}
        self._made = _with(held, made)
        return before | made


def _with(held: dict[str, Vectors], more: dict[str, Vectors]) -> dict[str, Vectors]:
    if len(held) + len(more) > _MOST:
        return more
    held.update(more)  # other threads look single texts up in it meanwhile, which is safe
    return held
