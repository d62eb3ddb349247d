"""Which formats of cells show nothing: the print is too small, or of the colour under it."""

from typing import Protocol

_TINY = 2.0  # points; smaller print is meant not to be read
_ALIKE = 12  # of 255 in each part, up to which two colours cannot be told apart
_PAPER = "FFFFFF"


class Colour(Protocol):
    """A colour of a workbook."""

    type: str
    rgb: object
    theme: object
    tint: float


class Font(Protocol):
    """A font of a workbook."""

    sz: object
    color: Colour | None


class Fill(Protocol):
    """A pattern fill of a workbook."""

    patternType: str | None  # noqa: N815 - the library's name
    fgColor: Colour | None  # noqa: N815


def shows_nothing(font: Font, fill: Fill, number_format: str, *, coloured: bool) -> bool:
    """Whether nobody sees what is in a cell of this format.

    `coloured`: tables or rules may colour the cell beyond it, so that its own ground says
    nothing.
    """
    if number_format.replace(" ", "") == ";;;":
        return True
    size = font.sz
    if isinstance(size, int | float) and size <= _TINY:
        return True
    ink, ground = _named(font.color), _ground(fill, coloured=coloured)
    return bool(ink and ground) and _alike(ink, ground)


def _ground(fill: Fill, *, coloured: bool) -> str:
    """RRGGBB under a cell; "" when it is not known."""
    pattern = getattr(fill, "patternType", "gradient")
    if pattern in (None, "none"):
        return "" if coloured else _PAPER
    return _named(fill.fgColor) if pattern == "solid" else ""


def _named(colour: Colour | None) -> str:
    """RRGGBB of a colour; "" for the automatic one and for one that is not known."""
    if colour is None:
        return ""
    if colour.type == "theme":
        return _PAPER if colour.theme == 0 and not colour.tint else ""
    if colour.type == "indexed":
        return _PAPER if colour.rgb in (1, 9) or getattr(colour, "indexed", None) in (1, 9) else ""
    named = str(colour.rgb)[-6:].upper()
    return named if len(named) == 6 and set(named) <= set("0123456789ABCDEF") else ""


def _alike(one: str, other: str) -> bool:
    parts = (abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return max(parts) <= _ALIKE
