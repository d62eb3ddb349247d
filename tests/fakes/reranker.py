"""A reranker that counts shared words."""

from collections.abc import Sequence


class SharedWords:
    """A `Reranker`: the share of the question's words that a text has."""

    name = "shared words"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, 0.0 … 1.0."""
        asked = set(question.casefold().split())
        return [
            len(asked & set(text.casefold().split())) / len(asked) if asked else 0.0
            for text in texts
        ]
