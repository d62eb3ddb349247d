"""A PDF page as places on paper: words and drawn rules. Origin upper left, unit 1/72 inch."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False

    @property
    def size(self) -> float:
        """Height of the line it needs, a little more than the font's size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level (`top == bottom`) or upright (`x0 == x1`)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What PDFium found on a page."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    hidden: bool = False  # whether text was left out because nobody can see it
    aside: str = ""  # text set across the page: stamps and watermarks
    layer: bool = False  # whether the words are the text layer of a scan
    notes: int = 0  # notes laid on the page, not read
    fields: int = 0  # filled form fields, not read
    pictured: float = 0.0  # share of the page that its largest picture covers, 0.0 … 1.0
    confidence: float | None = None  # of the OCR that read it; None for a text layer


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one row without a wide gap between them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool
    words: tuple[Word, ...]

    @property
    def width(self) -> float:
        """How far it runs."""
        return self.x1 - self.x0

    @property
    def size(self) -> float:
        """Height of the line."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Row:
    """Segments on one line of the page, from left to right."""

    segments: tuple[Segment, ...]
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "top", min(segment.top for segment in self.segments))
        object.__setattr__(self, "bottom", max(segment.bottom for segment in self.segments))

    @property
    def x0(self) -> float:
        """Left end."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(segment.x1 for segment in self.segments)

    @property
    def middle(self) -> float:
        """Height at which it stands."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words, single spaces between them."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def size(self) -> float:
        """Height of the tallest segment."""
        return max(segment.size for segment in self.segments)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(segment.bold for segment in self.segments)
