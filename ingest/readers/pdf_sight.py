"""Which words of a PDF page a person can see: none that is covered, clipped, unpainted or pale.

What a page paints, it paints in order. Where that alone does not decide (a path of any form, a
clip, a layer that may be off), the page is drawn and the word's place is looked at for ink.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_page import Word

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
Colour = tuple[int, int, int]

TINY = 2.5  # points of line height
_WHITE: Colour = (255, 255, 255)
_ALIKE = 12  # of 255 in each part, up to which two colours cannot be told apart
_PAINTED = frozenset({-1, 0, 1, 2, 4, 5, 6})  # rendering modes; 3 paints nothing, 7 only clips
_FAINT = 8  # of 255: opacity that shows nothing
_SCAN = 0.5  # share of the words from which those on a picture are its text layer
_BAND, _FARTHEST = 12.0, 15_000.0  # points
_EDGE = 1.0  # points by which a word may stand out from what covers it


@dataclass(frozen=True, slots=True)
class Look:
    """How a word is painted; `order` counts what the page paints, from 0."""

    order: int = 0
    mode: int = 0  # text rendering mode of the PDF reference, -1 unknown
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """Something painted that is no text: a filled path, a picture, a form.

    `opaque`: nothing shines through. `plain`: it fills its whole box, so that no drawing is
    needed to know what it covers.
    """

    box: Box
    order: int
    colour: Colour | None = None  # None for a picture
    opaque: bool = True
    plain: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word with how it is painted; `colour` and `alpha` (0 … 255) of its first letter."""

    word: Word
    look: Look
    colour: Colour
    alpha: int


@dataclass(frozen=True, slots=True)
class Sight:
    """The words that can be seen, whether any cannot, and whether they are the layer of a scan."""

    words: tuple[Word, ...]
    hidden: bool
    layer: bool


def sight(
    spoken: Sequence[Spoken],
    paints: Sequence[Paint],
    *,
    width: float,
    height: float,
    doubtful: bool,
    has_ink: Callable[[Box], bool],
) -> Sight:
    """Sort the words of a page.

    `doubtful`: the document has layers that are off. `has_ink` draws the page, once, and says
    whether a place on it is of more than one colour; it is asked about doubtful words alone.
    """
    layer = _is_layer(spoken, paints)
    bands = _Bands(paints)
    seen: list[Word] = []
    hidden = False
    for one in spoken:
        near = bands.at(one.word)
        inside = _is_inside(one.word, width, height)
        if inside and (
            (layer and _on_picture(one, near)) or _is_seen(one, near, doubtful, has_ink)
        ):
            seen.append(one.word)
        else:
            hidden = True
    return Sight(tuple(seen), hidden, layer)


class _Bands:
    """Paints by the bands of the page they reach into, so that each word meets only its own."""

    def __init__(self, paints: Sequence[Paint]) -> None:
        self._bands: defaultdict[int, list[Paint]] = defaultdict(list)
        for paint in paints:
            top, bottom = _band(paint.box[1]), _band(paint.box[3])
            for band in range(top, bottom + 1):
                self._bands[band].append(paint)

    def at(self, word: Word) -> Sequence[Paint]:
        """Paints that may lie over or under the word, in their order."""
        return self._bands.get(_band((word.top + word.bottom) / 2), ())


def _band(height: float) -> int:
    return round(max(-_FARTHEST, min(_FARTHEST, height)) / _BAND)  # damaged files say "infinite"


def _is_layer(spoken: Sequence[Spoken], paints: Sequence[Paint]) -> bool:
    """Whether most words lie unseen on or under a picture: the text layer of a scan."""
    pictures = [paint for paint in paints if paint.picture]
    if not pictures:
        return False
    unseen = sum(
        (one.look.mode not in _PAINTED and _on_picture(one, pictures))
        or any(_covers(paint, one) for paint in pictures)
        for one in spoken
    )
    return unseen > _SCAN * len(spoken)


def _on_picture(one: Spoken, paints: Iterable[Paint]) -> bool:
    return any(paint.picture and _holds_middle(paint.box, one.word) for paint in paints)


def _is_inside(word: Word, width: float, height: float) -> bool:
    across, down = _middle(word)
    return 0 <= across <= width and 0 <= down <= height


def _is_seen(
    one: Spoken, paints: Sequence[Paint], doubtful: bool, has_ink: Callable[[Box], bool]
) -> bool:
    word = one.word
    if word.size <= TINY or one.look.mode not in _PAINTED or one.alpha <= _FAINT:
        return False
    doubt = doubtful or one.look.clipped
    ground: Paint | None = None
    for paint in paints:
        if paint.order > one.look.order:
            if _covers(paint, one):
                return False
            doubt = doubt or (not paint.plain and not paint.picture and _holds(paint.box, word))
        elif _holds_middle(paint.box, word):
            ground = paint
    if _is_lost_on(ground, one.colour):
        return False
    return has_ink(_box(word)) if doubt else True


def _covers(paint: Paint, one: Spoken) -> bool:
    """Whether a paint hides the word for certain: laid over it, opaque, filling its box."""
    return (
        paint.order > one.look.order
        and paint.opaque
        and (paint.plain or paint.picture)
        and _holds(paint.box, one.word)
    )


def _is_lost_on(ground: Paint | None, colour: Colour) -> bool:
    """Whether print of a colour cannot be told from what lies under it, white paper for None."""
    if ground is not None and (ground.colour is None or not ground.plain):
        return False
    under = _WHITE if ground is None or ground.colour is None else ground.colour
    return all(abs(mine - its) <= _ALIKE for mine, its in zip(colour, under, strict=True))


def _box(word: Word) -> Box:
    return word.x0, word.top, word.x1, word.bottom


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2


def _holds_middle(box: Box, word: Word) -> bool:
    across, down = _middle(word)
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _holds(box: Box, word: Word) -> bool:
    """Whether the word's letters lie within the box; a line is a little taller than they are."""
    slack = _EDGE + word.size / 4
    return (
        box[0] - _EDGE <= word.x0
        and word.x1 <= box[2] + _EDGE
        and box[1] - slack <= word.top
        and word.bottom <= box[3] + slack
    )
