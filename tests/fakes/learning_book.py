"""A book of answers to checks in memory."""

from assistant.model.learning import Tried


class MemoryLearningBook:
    """The `LearningBook` over a list."""

    def __init__(self) -> None:
        self._kept: list[Tried] = []

    def add(self, tried: Tried) -> None:
        self._kept.append(tried)

    def tries(self, person: str | None = None) -> list[Tried]:
        return [
            one
            for one in self._kept
            if person is None or one.person.casefold() == person.casefold()
        ]
