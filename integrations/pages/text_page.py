"""The stored text of a page as a picture, for files that have no pages of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from assistant.model.page_pictures import Box
from assistant.quote_letters import find_quote

_WIDTH, _MARGIN = 1_000, 60  # pixels
_SIZE, _LEADING = 20, 28
_LONGEST = 3_500  # pixels of height; a long sheet is shown around the quote
_INK, _GREY, _PAPER = "#1d1d1f", "#6b6b70", "#ffffff"
_FONTS = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def paint(text: str, quote: str, *, heading: str) -> tuple[Image.Image, tuple[Box, ...], float]:
    """A picture of the text, boxes of the quote and the share of it that they cover.

    `heading` stands above it and says what it is. A text too long for one picture is shown from
    a little before the quote on, and says so.
    """
    found = find_quote(quote, text)
    lines = list(_wrapped(text))
    first = _first_shown(lines, found.spans)
    fitting = (_LONGEST - 2 * _MARGIN) // _LEADING - 4
    shown = lines[first : first + fitting]
    head = list(_head(heading, first, len(shown), len(lines)))
    height = 2 * _MARGIN + _LEADING * (len(head) + 1 + len(shown))
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(head):
        draw.text((_MARGIN, _MARGIN + row * _LEADING), line, font=font("Vera.ttf"), fill=_GREY)
    top = _MARGIN + (len(head) + 1) * _LEADING
    for row, one in enumerate(shown):
        at = (_MARGIN, top + row * _LEADING)
        draw.text(at, _drawable(one.text), font=font("Vera.ttf"), fill=_INK)
    boxes = tuple(_boxes(shown, found.spans, top, height))
    return image, boxes, found.share if boxes else 0.0


@cache
def font(name: str, size: int = _SIZE) -> ImageFont.FreeTypeFont:
    """A typeface that comes along with the library that writes PDF files."""
    return ImageFont.truetype(str(_FONTS / name), size)


def _head(heading: str, first: int, shown: int, of: int) -> Iterator[str]:
    yield from (line.text for line in _wrapped(heading))
    if shown < of:
        yield f"Lines {first + 1} to {first + shown} of {of} are shown."


def _first_shown(lines: list[_Line], spans: tuple[tuple[int, int], ...]) -> int:
    fitting = (_LONGEST - 2 * _MARGIN) // _LEADING - 4
    if not spans or len(lines) <= fitting:
        return 0
    at = next((i for i, one in enumerate(lines) if one.start + len(one.text) > spans[0][0]), 0)
    return max(0, min(at - 5, len(lines) - fitting))


def _wrapped(text: str) -> Iterator[_Line]:
    """The text in lines that fit, each with where it starts; every character is in one."""
    start = 0
    for paragraph in text.split("\n"):
        yield from _folded(paragraph, start)
        start += len(paragraph) + 1


def _folded(paragraph: str, start: int) -> Iterator[_Line]:
    while paragraph:
        cut = _fitting(paragraph)
        yield _Line(start, paragraph[:cut])
        start, paragraph = start + cut, paragraph[cut:]


def _fitting(paragraph: str) -> int:
    """How many characters fit into a line, cut behind a blank where there is one."""
    room = _WIDTH - 2 * _MARGIN
    end = min(len(paragraph), 140)
    while end > 1 and font("Vera.ttf").getlength(_drawable(paragraph[:end])) > room:
        end -= 1 + (end > 60)
    if end < len(paragraph) and (blank := paragraph.rfind(" ", 0, end)) > 0:
        return blank + 1
    return max(1, end)


def _drawable(text: str) -> str:
    """Tabs as blanks, and a box for what the typeface does not have."""
    return "".join(
        sign if (sign.isprintable() and ord(sign) < 0x250) or sign in _ALSO else _instead(sign)
        for sign in text
    )


_ALSO = frozenset("–—‘’“”•…€™≤≥−")


def _instead(sign: str) -> str:
    return " " if sign.isspace() or not sign.isprintable() else "?"


def _boxes(
    shown: list[_Line], spans: tuple[tuple[int, int], ...], top: int, height: int
) -> Iterator[Box]:
    for row, line in enumerate(shown):
        for start, end in spans:
            first, last = max(start, line.start), min(end, line.start + len(line.text))
            if first < last and line.text[first - line.start : last - line.start].strip():
                yield _box(
                    line, first - line.start, last - line.start, top + row * _LEADING, height
                )


def _box(line: _Line, first: int, last: int, y: int, height: int) -> Box:
    face = font("Vera.ttf")
    left = _MARGIN + face.getlength(_drawable(line.text[:first]))
    right = _MARGIN + face.getlength(_drawable(line.text[:last]))
    return Box(left / _WIDTH, (y - 3) / height, right / _WIDTH, (y + _LEADING - 4) / height)
