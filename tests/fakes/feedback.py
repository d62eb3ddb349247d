"""A book of feedback in memory."""

from assistant.model.feedback import Feedback


class MemoryFeedback:
    """The `FeedbackBook` over a list."""

    def __init__(self) -> None:
        self._said: list[Feedback] = []

    def add(self, feedback: Feedback) -> None:
        self._said.append(feedback)

    def everything(self) -> list[Feedback]:
        return list(self._said)
