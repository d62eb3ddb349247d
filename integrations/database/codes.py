"""Identifiers in text (QP-101, 8.4.1, NAS6604-12) as single words that search finds exactly.

A full-text tokenizer splits them at every hyphen and dot, and then 8.4.1 also matches inside
2.8.4.1. So each identifier is also indexed as one word, written the same however it was typed:
`QP-101`, `QP 101` and `QP101` all become `qp101`. Numbers joined by dots keep the dots (as
`d`, a letter, because the tokenizer would split at anything else): 8.4.1 becomes `8d4d1`.
"""

import re
from collections.abc import Iterator

from assistant.identifiers import LETTERS_SPACE_DIGITS, plain_hyphens

_JOINED = re.compile(r"[^\W_]+(?:[-./_:][^\W_]+)*")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_SEPARATOR = re.compile(r"[-./_:]")
_LONGEST = 64  # longer runs are file contents or addresses, never identifiers


def code(identifier: str) -> str:
    """One identifier as its search word: `QP-101` -> `qp101`, `8.4.1` -> `8d4d1`."""
    identifier = plain_hyphens(identifier).casefold()
    if _DOTTED.fullmatch(identifier):
        return identifier.replace(".", "d")
    return _SEPARATOR.sub("", identifier)


def is_dotted(identifier: str) -> bool:
    """Whether it is numbers joined by dots, as clause and section numbers are."""
    return _DOTTED.fullmatch(identifier) is not None


def codes_in(text: str) -> list[str]:
    """Search words of all identifiers in the text, each once, in order of appearance.

    An identifier of several parts is also found by its first parts (`SO-5512-2` by
    `SO-5512`); numbers joined by dots only as a whole.
    """
    text = plain_hyphens(text)
    found = dict.fromkeys(_codes_of_joined(text))
    for match in LETTERS_SPACE_DIGITS.finditer(text):
        found[code(match[1] + match[2])] = None
    return list(found)


def _codes_of_joined(text: str) -> Iterator[str]:
    for match in _JOINED.finditer(text):
        word = match[0]
        if word.isalpha() or len(word) > _LONGEST or not any(sign.isdigit() for sign in word):
            continue
        parts = _SEPARATOR.split(word)
        if len(parts) == 1 and word.isdigit():
            continue  # a bare number is a word like any other
        yield code(word)
        if not is_dotted(word):
            yield from _codes_of_beginnings(parts)


def _codes_of_beginnings(parts: list[str]) -> Iterator[str]:
    for end in range(2, len(parts)):
        beginning = "".join(parts[:end]).casefold()
        if any(sign.isalpha() for sign in beginning) and any(s.isdigit() for s in beginning):
            yield beginning
