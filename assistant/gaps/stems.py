"""The stems of a text, none left out: "answer" is what a complaint gets."""

from functools import lru_cache

from assistant.language.words import words


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stem of every word of a text."""
    return frozenset(word.stem for word in words(text))
