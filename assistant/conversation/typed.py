"""What a person typed, as text that can be worked with."""

import re

LONGEST_QUESTION = 2_000
"""Characters; no question of a person is longer, and a longer text is not searched for."""
LONGEST_TEXT = 200_000
"""Characters of anything typed; beyond it nothing is even kept."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)


def plain(text: str) -> str:
    """The text on one line, without characters that show nothing or turn the direction of others.

    Half characters, which bytes of another encoding leave behind, become question marks.
    """
    return " ".join(_UNSEEN.sub(" ", storable(text)).split())


def storable(text: str) -> str:
    """The text as it was typed, its half characters made whole so that it can be written down."""
    return text.encode("utf-8", "replace").decode("utf-8")
