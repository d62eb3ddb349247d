"""The seam between a picture of a page and the words on it; the others are in `ports.py`."""

from typing import Protocol

from assistant.model.scans import SeenWord, Shades


class OcrEngine(Protocol):
    """Reads the words on a picture of a page (tests/contract/test_ocr_engines.py)."""

    @property
    def name(self) -> str:
        """What it is called, with its version."""

    @property
    def resolution(self) -> int:
        """Dots an inch at which it reads best."""

    @property
    def doubtful(self) -> float:
        """Confidence, 0.0 … 1.0, below which a page counts as not read (docs/adr/0071)."""

    def words(self, picture: Shades, *, seconds: float) -> list[SeenWord]:
        """Every word on an upright picture, in any order; empty where there is none.

        Raises `OcrFailed` when it takes longer than `seconds` or breaks down; it can be asked
        about another picture then.
        """
