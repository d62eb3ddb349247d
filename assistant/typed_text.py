"""What people type, before it is kept: on one line or several, printable, not too long."""

from assistant.errors import WrongUse
from assistant.visible_text import visible

NAME = 200
"""Longest name of a person, role or title, in characters."""
TEXT = 10_000
"""Longest text of several lines, in characters."""


def one_line(text: str, *, longest: int = NAME, what: str = "A text") -> str:
    """On one line, without what cannot be seen. Raises `WrongUse` when it is too long."""
    return _bounded(" ".join(visible(text, instead=" ").split()), longest, what)


def several_lines(text: str, *, longest: int = TEXT, what: str = "A text") -> str:
    """With its lines, without what cannot be seen or blanks at their ends. Raises `WrongUse`."""
    seen = visible(text.replace("\r\n", "\n").replace("\r", "\n"), instead=" ")
    return _bounded("\n".join(line.rstrip() for line in seen.split("\n")).strip(), longest, what)


def _bounded(text: str, longest: int, what: str) -> str:
    if len(text) > longest:
        raise WrongUse(
            f"{what} is longer than {longest:,} characters.",
            hint="Shorten it, or attach a file with the rest.",
        )
    return text
