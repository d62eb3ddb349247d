"""What a scanner, a fax and the post do to a page."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from evals.ocr.paper import Sheet, font


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of scanning. `noise` and `contrast` in grey levels of 255, `blur` in points,
    `jpeg` the quality (0: none), `skew` in degrees, `turn` in quarter turns."""

    name: str
    noise: float = 3.0
    blur: float = 0.0
    jpeg: int = 75
    skew: float = 0.5
    turn: int = 0
    stamps: int = 0
    faint: float = 0.0  # 0 black on white … 1 invisible
    black_and_white: bool = False


SETTINGS = (
    Setting("plain"),
    Setting("noise", noise=28.0),
    Setting("blur", blur=0.45),
    Setting("JPEG 20", jpeg=20),
    Setting("skew 2", skew=2.0),
    Setting("skew 5", skew=-5.0),
    Setting("turned 90", turn=1),
    Setting("turned 180", turn=2, skew=-1.0),
    Setting("turned 270", turn=3),
    Setting("stamped", stamps=2),
    Setting("faint", faint=0.6),
    Setting("black and white", black_and_white=True, noise=10.0),
)

# Scans that hardly anybody could read: what an engine must not be sure of.
RUINED = (
    Setting("blur 1.6", blur=1.6),
    Setting("blur 2.4", blur=2.4),
    Setting("noise 120", noise=120.0),
    Setting("faint .93", faint=0.93, noise=8.0),
    Setting("blur and noise", blur=1.1, noise=80.0, jpeg=10),
)


def scan(sheet: Sheet, setting: Setting, of: Random) -> Image.Image:
    """The picture that comes out."""
    picture = sheet.picture.copy()
    for _ in range(setting.stamps):
        picture = _stamped(picture, sheet.scale, of)
    if setting.faint:
        picture = Image.blend(picture, Image.new("RGB", picture.size, "white"), setting.faint)
    picture = picture.rotate(setting.skew, Image.Resampling.BICUBIC, fillcolor="white")
    if setting.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(setting.blur * sheet.scale))
    picture = _noisy(picture, setting.noise, of)
    if setting.turn:
        picture = picture.rotate(90 * setting.turn, expand=True)
    if setting.black_and_white:
        return picture.convert("L").point(lambda value: 255 if value > 150 else 0).convert("1")
    return _compressed(picture, setting.jpeg)


def _stamped(picture: Image.Image, scale: float, of: Random) -> Image.Image:
    """A ring with words, half transparent, anywhere on the upper two thirds of the page."""
    size = round(96 * scale)
    stamp = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    ink = (*of.choice(((190, 30, 40), (40, 60, 170), (30, 120, 60))), 150)
    edge = round(2 * scale)
    pen.ellipse((edge, edge, size - edge, size - edge), outline=ink, width=edge)
    letters = font("bold", round(11 * scale))
    for line, word in enumerate((of.choice(("RECEIVED", "INSPECTED", "ACCEPTED")), "QA 14")):
        width = pen.textlength(word, font=letters)
        pen.text(((size - width) / 2, size / 2 - (14 - 15 * line) * scale), word, ink, letters)
    stamp = stamp.rotate(of.uniform(-25, 25))
    place = (
        round(of.uniform(0.1, 0.75) * picture.width),
        round(of.uniform(0.08, 0.6) * picture.height),
    )
    laid = picture.convert("RGBA")
    laid.alpha_composite(stamp, place)
    return laid.convert("RGB")


def _noisy(picture: Image.Image, noise: float, of: Random) -> Image.Image:
    grain = np.random.default_rng(of.randrange(2**32)).normal(0, noise, (*picture.size[::-1], 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def _compressed(picture: Image.Image, quality: int) -> Image.Image:
    held = BytesIO()
    picture.convert("L" if quality == 20 else "RGB").save(held, "JPEG", quality=quality)
    return Image.open(BytesIO(held.getvalue())).copy()
