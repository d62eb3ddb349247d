"""How text of a Word file looks, styles included: whether a person can see it on its ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.docx_numbering import W
from ingest.readers.docx_xml import Element, is_on, value

PAPER = "FFFFFF"
ANY = "?"
"""A ground of unknown colour, on which print of any colour may be seen."""
_INK = "000000"
_TINY = 4  # half points; smaller print is meant not to be read
_ALIKE = 12  # of 255 in each part, up to which two colours cannot be told apart
_THEME = {"background1": PAPER, "light1": PAPER, "text1": _INK, "dark1": _INK}
_HIGHLIGHTS = {
    "black": _INK,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": PAPER,
    "yellow": "FFFF00",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What formatting says of a run; None and "" where it says nothing."""

    vanishes: bool | None = None
    size: int | None = None  # half points
    colour: str = ""  # RRGGBB
    ground: str = ""  # RRGGBB or `ANY`

    def over(self, under: "Look") -> "Look":
        """This look, and where it is silent the one under it."""
        return Look(
            under.vanishes if self.vanishes is None else self.vanishes,
            under.size if self.size is None else self.size,
            self.colour or under.colour,
            self.ground or under.ground,
        )

    def is_hidden(self, ground: str = PAPER) -> bool:
        """Whether nobody sees it on a ground, unless it brings its own."""
        if self.vanishes or (self.size is not None and self.size <= _TINY):
            return True
        ground = self.ground or ground
        return bool(self.colour) and ground != ANY and _alike(self.colour, ground)


PLAIN = Look()


@dataclass(slots=True)
class Styles:
    """Looks by style id, and the ids of table styles that colour the ground of cells."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    colouring: frozenset[str] = frozenset()

    def of_run(self, run: Element, paragraph_style: str) -> Look:
        """The look of a run in a paragraph of a style."""
        own = run.find(W + "rPr")
        under = self.looks.get(paragraph_style, PLAIN)
        if own is None:
            return under
        by_style = self.looks.get(value(own.find(W + "rStyle")), PLAIN)
        return look_of(own).over(by_style).over(under)

    def ground_of(self, table: Element, cell: Element) -> str:
        """The ground of a cell: its own, `ANY` where the table's style colours some, or paper."""
        own = shade(cell.find(f"{W}tcPr/{W}shd"))
        if own:
            return own
        style = value(table.find(f"{W}tblPr/{W}tblStyle"))
        return ANY if style in self.colouring else PAPER


def look_of(properties: Element | None) -> Look:
    """What one `w:rPr` says."""
    if properties is None:
        return PLAIN
    size = value(properties.find(W + "sz"))
    vanish = properties.find(W + "vanish")
    if vanish is None:
        vanish = properties.find(W + "webHidden")
    highlight = value(properties.find(W + "highlight"))
    return Look(
        vanishes=None if vanish is None else is_on(vanish),
        size=int(size) if size.isdigit() else None,
        colour=_colour(properties.find(W + "color")),
        ground=_HIGHLIGHTS.get(highlight, "") or shade(properties.find(W + "shd")),
    )


def looks_of(chains: Mapping[str, Sequence[Element]]) -> dict[str, Look]:
    """The look of each style from its elements, the nearest first, then what it is based on."""
    looks: dict[str, Look] = {}
    for style, chain in chains.items():
        look = PLAIN
        for element in chain:
            look = look.over(look_of(element.find(W + "rPr")))
        looks[style] = look
    return looks


def colours_ground(chain: Sequence[Element]) -> bool:
    """Whether a table style lays a colour under any of its cells."""
    return any(
        shade(one) not in ("", PAPER) for element in chain for one in element.iter(W + "shd")
    )


def shade(shading: Element | None) -> str:
    """The colour of a `w:shd`: RRGGBB, `ANY` for one of the theme, "" for none."""
    if shading is None:
        return ""
    theme = shading.get(W + "themeFill", "")
    if theme:
        changed = shading.get(W + "themeFillShade", "") or shading.get(W + "themeFillTint", "")
        return PAPER if _THEME.get(theme) == PAPER and not changed else ANY
    fill = shading.get(W + "fill", "auto").upper()
    return fill if _is_hex(fill) else ""


def _colour(element: Element | None) -> str:
    if element is None:
        return ""
    theme = element.get(W + "themeColor", "")
    changed = element.get(W + "themeShade", "") or element.get(W + "themeTint", "")
    if theme in _THEME and not changed:
        return _THEME[theme]
    named = value(element).upper()
    return named if _is_hex(named) else ""


def _is_hex(text: str) -> bool:
    return len(text) == 6 and all(letter in "0123456789ABCDEF" for letter in text)


def _alike(one: str, other: str) -> bool:
    parts = (abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return max(parts) <= _ALIKE
