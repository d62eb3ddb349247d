"""A picture taller than a sheet of paper, cut into parts that can be read in print."""

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from PIL import Image

from assistant.model.page_pictures import PagePicture

_TALLEST = 1.33  # height over width of a part: what a sheet has room for
_CUT_BEFORE = 12  # pixels above a marked line that stay with it
_SEEN_BACK = 60  # pixels within which a gap between two lines is looked for


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a picture. `number` of `of`, from 1."""

    png: bytes
    width: int
    height: int
    number: int
    of: int


def parts_of(picture: PagePicture) -> list[Part]:
    """The parts in their order that hold a mark, whole marks each; the first when none does."""
    if picture.height <= picture.width * _TALLEST:
        return [Part(picture.png, picture.width, picture.height, 1, 1)]
    with Image.open(BytesIO(picture.png)) as whole:
        spans = list(pairwise(_cuts(picture, whole.convert("L"))))
        marked = [
            index
            for index, (top, bottom) in enumerate(spans)
            if any(top <= box.top * picture.height < bottom for box in picture.boxes)
        ]
        return [_part(whole, *spans[index], index + 1, len(spans)) for index in marked or [0]]


def _cuts(picture: PagePicture, grey: Image.Image) -> list[int]:
    """Heights at which it is cut, both ends among them; never through a mark that fits."""
    room = int(picture.width * _TALLEST)
    cuts = [0]
    while picture.height - cuts[-1] > room:
        at = cuts[-1] + room
        through = [
            int(box.top * picture.height) - _CUT_BEFORE
            for box in picture.boxes
            if box.top * picture.height - _CUT_BEFORE < at < box.bottom * picture.height
        ]
        at = min([at, *(top for top in through if top > cuts[-1])])
        cuts.append(_between_lines(grey, at, cuts[-1]))
    return [*cuts, picture.height]


def _between_lines(grey: Image.Image, at: int, after: int) -> int:
    """The next height above `at` where nothing is printed; `at` itself where there is none."""
    for height in range(at, max(after, at - _SEEN_BACK), -1):
        darkest, brightest = grey.crop((0, height, grey.width, height + 1)).getextrema()
        if darkest == brightest:
            return height
    return at


def _part(whole: Image.Image, top: int, bottom: int, number: int, of: int) -> Part:
    cut = whole.crop((0, top, whole.width, bottom))
    kept = BytesIO()
    cut.save(kept, "PNG")
    return Part(kept.getvalue(), cut.width, cut.height, number, of)
