"""What an OCR engine sees on a picture of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Shades = NDArray[np.uint8]
"""A grey picture, shape (height, width), 0 black … 255 white."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as the engine reads it, its place in pixels from the upper left corner.

    `confidence` is the engine's own, 0.0 … 1.0; it compares within one engine only.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


def page_confidence(words: Sequence[SeenWord]) -> float:
    """How surely a page was read: the mean over its characters, 0.0 … 1.0; 0.0 for no words."""
    weight = sum(len(word.text) for word in words)
    if not weight:
        return 0.0
    return sum(word.confidence * len(word.text) for word in words) / weight
