"""Pictures of pages with the place of a quote: what an auditor is shown beside the words."""

from dataclasses import dataclass
from enum import StrEnum


class PictureOf(StrEnum):
    """What a picture shows."""

    PAGE = "page"  # the page of the original file, as it prints
    TEXT = "text"  # the stored text of the page: its file has no pages, is gone or was changed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a picture, in shares of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG of one page with the boxes of a quote drawn on it.

    `found` is the share of the quote's letters and digits that the boxes cover, 0.0 … 1.0.
    `note` says in a sentence what is not as expected: a text instead of a page, a quote that
    could not be found on the picture; "" otherwise.
    """

    png: bytes
    width: int  # pixels
    height: int
    shows: PictureOf
    boxes: tuple[Box, ...] = ()
    found: float = 0.0
    note: str = ""
