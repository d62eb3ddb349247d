"""From an extract to a drafted answer; the extract stands wherever the draft does not."""

from typing import Protocol

from assistant.answering.shelf import Shelf
from assistant.model.replies import Outcome
from assistant.ports import OnText


class DraftAnswer(Protocol):
    """Puts an extract into words that read better, and changes nothing it says."""

    def __call__(
        self, question: str, extract: Outcome, shelf: Shelf, *, on_text: OnText
    ) -> Outcome:
        """The drafted answer, or `extract` with a warning that says why there is none.

        Raises what `on_text` raises.
        """
