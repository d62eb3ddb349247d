"""The seam between a page of a document and its picture; the others stand in `ports.py`."""

from typing import Protocol

from assistant.model.documents import Revision
from assistant.model.page_pictures import PagePicture


class PagePictures(Protocol):
    """Shows a page as a picture (tests/contract/test_page_pictures.py)."""

    def __call__(
        self, revision: Revision, page: int, quote: str = "", *, dpi: int = 110
    ) -> PagePicture:
        """Page `page` (from 1) with the quote marked; the stored text where there is no picture.

        Never raises for a file that is gone, changed or unreadable: the note of the picture
        says so.
        """
