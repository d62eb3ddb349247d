"""From what was typed in a conversation to a question that stands alone."""

import re
from collections.abc import Sequence

from assistant.answering.shelf import Shelf
from assistant.conversation.turns import Turn
from assistant.conversation.understood import Unclear, Understood

_HANGS_ON_ANOTHER = re.compile(
    r"^\W*(?:and|or|but|what\s+about|how\s+about|same\s+for|also)\b(?:\W*\w+){0,6}\W*$"
    r"|^\W*(?:who|when|where|why|how|what|which)\b(?:\s+\w+){1,3}\s+(?:that|this|it|those|them)\W*$",
    re.IGNORECASE,
)
"""A question that only makes sense after another one."""


class Understand:
    """Reads a question in the light of the turns before it."""

    def __call__(self, asked: str, turns: Sequence[Turn], shelf: Shelf) -> Understood | Unclear:
        """The question as it stands alone, or what is needed to make it out."""
        if _HANGS_ON_ANOTHER.search(asked):
            return Unclear("That reads like a follow-up, and nothing was asked before it.")
        return Understood((asked,))
