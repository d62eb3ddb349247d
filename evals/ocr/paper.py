"""A sheet of paper to draw on that remembers every word put on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
_FONTS = "/usr/share/fonts/truetype"
FACES = {
    "sans": f"{_FONTS}/liberation/LiberationSans-Regular.ttf",
    "bold": f"{_FONTS}/liberation/LiberationSans-Bold.ttf",
    "serif": f"{_FONTS}/liberation/LiberationSerif-Regular.ttf",
    "mono": f"{_FONTS}/liberation/LiberationMono-Regular.ttf",
    "narrow": f"{_FONTS}/liberation/LiberationSansNarrow-Regular.ttf",
    "dejavu": f"{_FONTS}/dejavu/DejaVuSans.ttf",
}


@lru_cache(maxsize=64)
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The face, or Pillow's own where Debian's fonts are not installed."""
    try:
        return ImageFont.truetype(FACES[face], pixels)
    except OSError:
        own = ImageFont.load_default(pixels)
        assert isinstance(own, ImageFont.FreeTypeFont)
        return own


@dataclass(slots=True)
class Sheet:
    """A white A4 page at `dpi`; places are points from the upper left corner.

    `words` are the words printed, in the order of printing. `rows` are what a reader should find
    side by side: a label and its value, or the cells of a table row.
    """

    dpi: int
    picture: Image.Image = field(init=False)
    words: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    _pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        size = (round(WIDTH * self.scale), round(HEIGHT * self.scale))
        self.picture = Image.new("RGB", size, "white")
        self._pen = ImageDraw.Draw(self.picture)

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return self.dpi / 72

    def text(self, x: float, y: float, text: str, face: str = "sans", size: float = 10) -> float:
        """Print `text` with its upper left corner at (x, y); the x where it ends."""
        letters = font(face, round(size * self.scale))
        place = (x * self.scale, y * self.scale)
        self._pen.text(place, text, fill=(20, 20, 24), font=letters)
        self.words += text.split()
        return x + float(self._pen.textlength(text, font=letters)) / self.scale

    def width(self, text: str, face: str, size: float) -> float:
        """Points that `text` would take."""
        letters = font(face, round(size * self.scale))
        return float(self._pen.textlength(text, font=letters)) / self.scale

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.7) -> None:
        """A printed line."""
        places = [value * self.scale for value in (x0, y0, x1, y1)]
        self._pen.line(places, fill=(40, 40, 40), width=max(1, round(weight * self.scale)))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A printed frame."""
        for line in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self.rule(*line)

    def pen_stroke(self, places: list[tuple[float, float]]) -> None:
        """A line of handwriting in ink; it says nothing that is counted."""
        dots = [(x * self.scale, y * self.scale) for x, y in places]
        self._pen.line(dots, fill=(30, 40, 120), width=max(1, round(1.1 * self.scale)))
