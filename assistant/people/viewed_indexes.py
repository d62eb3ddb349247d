"""The indexes as somebody sees them: whatever is asked for, only what they may see is searched."""

from collections.abc import Collection, Sequence

from assistant.people.sight import Sight
from assistant.ports import MeaningIndex, Scored, Vectors, WordIndex


class ViewedWords:
    """A `WordIndex` over what is seen."""

    def __init__(self, words: WordIndex, sight: Sight) -> None:
        self._words, self._sight = words, sight

    def search(
        self, terms: Sequence[str], *, limit: int, revisions: Collection[str]
    ) -> list[Scored]:
        """Best first; only passages of `revisions` that may be seen."""
        seen = self._sight.now().ids & set(revisions)
        return self._words.search(terms, limit=limit, revisions=seen)


class ViewedMeaning:
    """A `MeaningIndex` over what is seen."""

    def __init__(self, meaning: MeaningIndex, sight: Sight) -> None:
        self._meaning, self._sight = meaning, sight

    def search(self, vector: Vectors, *, limit: int, revisions: Collection[str]) -> list[Scored]:
        """Best first; only passages of `revisions` that may be seen."""
        seen = self._sight.now().ids & set(revisions)
        return self._meaning.search(vector, limit=limit, revisions=seen)

    def ready(self, revisions: Collection[str]) -> float:
        """Share of the passages of `revisions` that have a vector."""
        return self._meaning.ready(self._sight.now().ids & set(revisions))
