"""Lines of an iCalendar file (RFC 5545): what is escaped, and where a line is folded."""

from collections.abc import Iterable, Iterator

from assistant.visible_text import visible

_LONGEST = 75  # octets of a line, its end aside (RFC 5545, 3.1)


def written(lines: Iterable[str]) -> str:
    """The file; lines end in CR LF and are folded at 75 octets."""
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    """A text as the value of a property."""
    plain = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never within a character."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
