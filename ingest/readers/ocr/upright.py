"""How a page lies on the scanner: by how many quarter turns, and how far askew.

Lines of text leave strips of paper between them. Summed along the lines, dark and light alternate
most sharply when the picture lies straight; that is looked for at every angle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.model.scans import Shades
from ingest.readers.ocr.pixels import resized, rotated

_LOOKED_AT = 900  # pixels of the longer side while looking
_MOST = 6.0  # degrees of skew that are looked for
_COARSE, _FINE = 1.0, 0.1
_STRAIGHT = 0.15  # degrees that an engine does not mind
_INK = 0.0008  # share of dark pixels below which a page is blank
_DARKER = 24  # shades that ink is darker than the paper, at least
_GRAIN = 5.0  # times the grain of the paper that it is darker, at least


@dataclass(frozen=True, slots=True)
class Lie:
    """`sideways`: the lines run up or down. `skew`: degrees to turn it anticlockwise."""

    sideways: bool
    skew: float


def is_blank(shades: Shades) -> bool:
    """Whether there is next to no ink on the page."""
    return bool(_ink(_small(shades)).mean() < _INK)


def lie_of(shades: Shades) -> Lie:
    """How the page lies; whether it stands on its head only reading it tells."""
    small = _small(shades)
    level, upright = _best(small), _best(np.ascontiguousarray(np.rot90(small)))
    return Lie(True, upright[1]) if upright[0] > level[0] else Lie(False, level[1])


def laid_straight(shades: Shades, turns: int, skew: float) -> Shades:
    """The picture after `turns` quarter turns anticlockwise and `skew` degrees more."""
    turned = np.ascontiguousarray(np.rot90(shades, turns))
    return turned if abs(skew) <= _STRAIGHT else rotated(turned, skew)


def _small(shades: Shades) -> Shades:
    factor = _LOOKED_AT / max(shades.shape)
    return shades if factor >= 1 else resized(shades, factor)


def _ink(shades: Shades) -> NDArray[np.bool_]:
    low, paper = (float(value) for value in np.percentile(shades, (25, 75)))
    grain = (paper - low) / 1.35  # the standard deviation, were it normal
    return shades < paper - max(_DARKER, _GRAIN * grain)


def _best(shades: Shades) -> tuple[float, float]:
    """The sharpest alternation at any angle, and that angle."""
    inked = np.where(_ink(shades), 0, 255).astype(np.uint8)
    coarse = _sharpest(inked, np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE))
    around = np.arange(-_COARSE + _FINE, _COARSE - _FINE / 2, _FINE)
    return _sharpest(inked, coarse[1] + around)


def _sharpest(inked: Shades, angles: NDArray[np.float64]) -> tuple[float, float]:
    return max((_sharpness(inked, float(angle)), float(angle)) for angle in angles)


def _sharpness(inked: Shades, angle: float) -> float:
    """How sharply the sums of ink differ from one line of pixels to the next."""
    turned = rotated(inked, angle, smooth=False) if angle else inked
    profile = (255 - turned).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(profile)).sum())
