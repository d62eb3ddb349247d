"""Which of several short phrases is most like another one."""

from collections.abc import Sequence

from assistant.language.words import stem
from assistant.ports import TextVectors

_NEW = 12  # phrases embedded for one follow-up at most


class Likeness:
    """How alike short phrases are, by their words and by their meaning."""

    def __init__(self, vectors: TextVectors | None = None) -> None:
        self._vectors = vectors

    def of(self, phrase: str, others: Sequence[str]) -> list[float]:
        """For each of `others` how like `phrase` it is, in [0, 1]; a shared head counts most.

        Raises `ModelUnavailable`.
        """
        said = {stem(word) for word in phrase.split()}
        head = stem(phrase.split()[-1])
        close = self._in_meaning(phrase, others)
        found = []
        for other, level in zip(others, close, strict=True):
            words = [stem(word) for word in other.split()]
            if words and words[-1] == head:
                found.append(1.0)
            else:
                found.append(min(0.95, level + (0.2 if said & set(words) else 0.0)))
        return found

    def _in_meaning(self, phrase: str, others: Sequence[str]) -> list[float]:
        if self._vectors is None or not others:
            return [0.0 for _ in others]
        known = self._vectors.of(list(dict.fromkeys([phrase, *others])), new=_NEW)
        if phrase not in known:
            return [0.0 for _ in others]
        asked = known[phrase]
        return [max(0.0, float(asked @ known[one])) if one in known else 0.0 for one in others]
