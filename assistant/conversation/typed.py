"""What a person typed, as text that can be worked with."""

from assistant.visible_text import visible

LONGEST_QUESTION = 2_000
"""Characters; no question of a person is longer, and a longer text is not searched for."""
LONGEST_TEXT = 200_000
"""Characters of anything typed; beyond it nothing is even kept."""


def plain(text: str) -> str:
    """The text on one line, without characters that show nothing or turn the direction of others.

    Half characters, which bytes of another encoding leave behind, become question marks.
    """
    return " ".join(visible(storable(text), instead=" ").split())


def storable(text: str) -> str:
    """The text as it was typed, its half characters made whole so that it can be written down."""
    return text.encode("utf-8", "replace").decode("utf-8")
