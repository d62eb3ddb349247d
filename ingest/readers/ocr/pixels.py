"""Pictures as grey pixels and back: with numpy all that is done to pixels. Importer of Pillow."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from assistant.errors import DocumentBomb, DocumentTooLarge, DocumentTruncated
from assistant.model.scans import Shades

_LONGEST, _SHORTEST = 17.0, 4.0  # inches of the longer side of a sheet that a scanner takes
_A4 = 11.7  # inches of the longer side, for a picture that does not tell its size
_BIGGEST = 5_000  # pixels of the longer side that are kept
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a file, and how many of its pixels make an inch of paper."""

    shades: Shades
    dpi: float


def frames(content: bytes, *, most: int) -> Iterator[Frame]:
    """The pictures of a file in order, turned as its camera says.

    Raises `DocumentTruncated` for a damaged file, `DocumentBomb` for one with more pixels than
    any scan has, `DocumentTooLarge` for more than `most` pictures.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                count = int(getattr(picture, "n_frames", 1))
                if count > most:
                    raise DocumentTooLarge(f"{count:,} pictures are more than {most:,}")
                for one in ImageSequence.Iterator(picture):
                    yield _frame(one)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DocumentBomb("the picture unpacks to more pixels than any scan has") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise DocumentTruncated("the picture is damaged and could not be opened") from error


def _frame(picture: Image.Image) -> Frame:
    told = picture.info.get("dpi")
    shades = grey(ImageOps.exif_transpose(picture))
    longer = max(shades.shape)
    dpi = float(told[0]) if told and float(told[0]) > 0 else 0.0
    if not (dpi and _SHORTEST <= longer / dpi <= _LONGEST):
        dpi = longer / _A4
    if longer > _BIGGEST:
        shades, dpi = resized(shades, _BIGGEST / longer), dpi * _BIGGEST / longer
    return Frame(shades, dpi)


def grey(picture: Image.Image) -> Shades:
    """The picture on white paper, in shades of grey."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        laid = picture.convert("RGBA")
        paper = Image.new("RGBA", laid.size, "white")
        picture = Image.alpha_composite(paper, laid)
    if picture.mode.startswith("I;16"):
        return (np.asarray(picture) >> 8).astype(np.uint8)
    return np.asarray(picture.convert("L"))


def resized(shades: Shades, factor: float) -> Shades:
    """The picture with its sides `factor` times as long."""
    height, width = shades.shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    shrinks = factor < 1
    how = Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC
    return np.asarray(Image.fromarray(shades).resize(size, how))


def rotated(shades: Shades, degrees: float, *, smooth: bool = True) -> Shades:
    """The picture turned anticlockwise within its frame, white where nothing was."""
    how = Image.Resampling.BICUBIC if smooth else Image.Resampling.NEAREST
    return np.asarray(Image.fromarray(shades).rotate(degrees, how, fillcolor=_WHITE))


def as_png(shades: Shades) -> bytes:
    """The picture as a file that any program reads."""
    target = io.BytesIO()
    Image.fromarray(shades).save(target, "PNG", compress_level=1)
    return target.getvalue()
