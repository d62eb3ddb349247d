"""Where the letters of a quote stand among the letters of a page, white space and marks aside.

Readers join cells with bars, mend hyphens and drop running heads, so that a stored quote and the
letters of the original page agree only in letters and digits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORTEST = 6  # letters of a piece of a quote that is worth looking for
_PIECE = re.compile(r"[^|\n]+")


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a page's characters, `start` to `end`, and the share of the quote they are."""

    spans: tuple[tuple[int, int], ...]
    share: float


def letters_of(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, case aside, and the index of each in it."""
    kept = [
        (folded, index)
        for index, sign in enumerate(text)
        if sign.isalnum()
        for folded in sign.casefold()
    ]
    return "".join(letter for letter, _ in kept), [index for _, index in kept]


def find_quote(quote: str, page: str) -> Spans:
    """Where a quote stands in the characters of a page: whole, else cell by cell or line by line.

    A piece that stands there twice counts where it is nearest behind the piece before it. No
    spans and 0.0 when nothing is found.
    """
    letters, places = letters_of(page)
    wanted, _ = letters_of(quote)
    if not wanted:
        return Spans((), 0.0)
    at = letters.find(wanted)
    if at >= 0:
        return Spans((_span(places, at, len(wanted)),), 1.0)
    found, covered, after = [], 0, 0
    for piece in _pieces(quote):
        at = letters.find(piece, after)
        at = letters.find(piece) if at < 0 else at
        if at >= 0:
            found.append(_span(places, at, len(piece)))
            covered, after = covered + len(piece), at + len(piece)
    return Spans(tuple(sorted(set(found))), min(1.0, covered / len(wanted)))


def _pieces(quote: str) -> Iterator[str]:
    for match in _PIECE.finditer(quote):
        whole, _ = letters_of(match.group())
        if len(whole) >= _SHORTEST:
            yield whole


def _span(places: list[int], at: int, length: int) -> tuple[int, int]:
    return places[at], places[at + length - 1] + 1
