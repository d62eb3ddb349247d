"""From the picture of a page to its words and rules, whichever way the page lies."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.errors import OcrFailed
from assistant.model.scans import SeenWord, Shades, page_confidence
from assistant.reading_ports import OcrEngine
from ingest.readers.heartbeat import beat
from ingest.readers.ocr.pixels import resized
from ingest.readers.ocr.rules import rules_of
from ingest.readers.ocr.upright import is_blank, laid_straight, lie_of
from ingest.readers.pdf_page import PdfPage, Word

SECONDS = 120.0  # that one look at a page may take, on a machine with much else to do
_MOST_PIXELS = 8_000  # of the longer side of what an engine is given: a poster is not enlarged
_FAINT = 0.5  # confidence below which a single word is no reading: strokes of a pen, dirt
_TALL = 1.5  # times as high as wide: a word of three letters that stands on its side
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3}\.?)([A-Z][a-z]{3,})$")
_LEGIBLE = 0.7  # share of the text's weight that must be above `_FAINT`


class Unread(StrEnum):
    """Why a picture gave no text."""

    BLANK = "blank"
    WORDLESS = "no words were found on it"
    DOUBTFUL = "too much of it could not be made out"
    FAILED = "OCR took too long or broke down"


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read of a picture.

    `page` is laid straight and in points; it has no words when there is an `unread` reason.
    `confidence` is that of all that the engine saw, 0.0 … 1.0. `faint`: words left out because
    they could not be made out.
    """

    page: PdfPage
    confidence: float
    unread: Unread | None = None
    faint: int = 0


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The words of a picture turned one way; `shades` is the picture they were read on."""

    shades: Shades
    words: list[SeenWord] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How much was read, and how surely: right side up scores highest."""
        return sum(len(word.text) * word.confidence**4 for word in self.words)

    @property
    def confidence(self) -> float:
        """How surely the page was read."""
        return page_confidence(self.words)

    @property
    def sideways(self) -> bool:
        """Whether the words stand on their sides."""
        long = [word for word in self.words if len(word.text) >= 3]
        tall = sum(word.bottom - word.top > _TALL * (word.x1 - word.x0) for word in long)
        return 2 * tall > len(long)


def read_picture(
    shades: Shades, dpi: float, engine: OcrEngine, *, seconds: float = SECONDS
) -> Scan:
    """The words of a page at `dpi` dots an inch, or why there are none. Raises nothing."""
    if is_blank(shades):
        return Scan(_page(shades, dpi), 0.0, Unread.BLANK)
    factor = min(engine.resolution / dpi, _MOST_PIXELS / max(shades.shape))
    if not 0.8 <= factor <= 1.25:
        shades, dpi = resized(shades, factor), dpi * factor
    try:
        best = _attempt(shades, engine, seconds)
    except OcrFailed:
        return Scan(_page(shades, dpi), 0.0, Unread.FAILED)
    return _judged(best, dpi, engine)


def _attempt(shades: Shades, engine: OcrEngine, seconds: float) -> _Attempt:
    """The page the right way round: other ways are tried where the likely one reads badly."""
    lie = lie_of(shades)
    first = 1 if lie.sideways else 0
    best: _Attempt | None = None
    for turns in (first, first + 2, first + 1, first + 3):
        skew = lie.skew if turns in (first, first + 2) else 0.0
        beat()
        laid = laid_straight(shades, turns, skew)
        tried = _Attempt(laid, engine.words(laid, seconds=seconds))
        if best is None or (best.sideways, -best.score) > (tried.sideways, -tried.score):
            best = tried
        if best.confidence >= engine.doubtful and not best.sideways:
            break
    assert best is not None
    return best


def _judged(best: _Attempt, dpi: float, engine: OcrEngine) -> Scan:
    clear = [word for word in best.words if word.confidence >= _FAINT]
    weight = sum(len(word.text) for word in best.words)
    share = sum(len(word.text) for word in clear) / weight if weight else 0.0
    page = _page(best.shades, dpi)
    if not weight:
        return Scan(page, 0.0, Unread.WORDLESS)
    if best.confidence < engine.doubtful or share < _LEGIBLE:
        return Scan(page, best.confidence, Unread.DOUBTFUL)
    page = _page(best.shades, dpi, clear)
    return Scan(page, best.confidence, faint=len(best.words) - len(clear))


def _page(shades: Shades, dpi: float, words: list[SeenWord] | None = None) -> PdfPage:
    point = 72 / dpi
    height, width = shades.shape
    return PdfPage(
        width=width * point,
        height=height * point,
        words=tuple(_word(part, point) for word in words or () for part in _parted(word)),
        rules=rules_of(shades, dpi) if words else (),
        layer=bool(words),
    )


def _parted(word: SeenWord) -> tuple[SeenWord, ...]:
    """The number of a heading and its first word, where the gap between them was not seen."""
    match = _NUMBERED.match(word.text)
    if not match:
        return (word,)
    edge = word.x0 + (word.x1 - word.x0) * match.end(1) / len(word.text)
    size = 0.2 * (word.bottom - word.top)
    number = replace(word, text=match[1], x1=edge - size)
    return number, replace(word, text=match[2], x0=edge)


def _word(word: SeenWord, point: float) -> Word:
    return Word(word.text, word.x0 * point, word.top * point, word.x1 * point, word.bottom * point)
