"""The use case: a page of a revision as a picture, with the quote marked on it."""

from io import BytesIO

from PIL import Image, ImageDraw, UnidentifiedImageError

from assistant.model.documents import Revision
from assistant.model.page_pictures import Box, PagePicture, PictureOf
from assistant.ports import Library
from integrations.pages import pdf_page, text_page
from integrations.pages.originals import Originals

_MARK = (255, 214, 10, 96)  # a marker pen: the words stay readable below it
_EDGE = (176, 112, 0, 255)  # and an edge, because colour is not seen by everybody
_PAD = 3  # pixels around the words
_NOT_FOUND = "The quote could not be found on the picture; it stands in the stored text."
_PARTLY = "Only a part of the quote could be found on the picture."
_ENOUGH = 0.9


class PicturePages:
    """Pages as pictures (`assistant.page_pictures.PagePictures`)."""

    def __init__(self, library: Library, originals: Originals) -> None:
        self._library, self._originals = library, originals

    def __call__(
        self, revision: Revision, page: int, quote: str = "", *, dpi: int = 110
    ) -> PagePicture:
        """The page with the quote marked; its stored text where the file has no such picture."""
        original = self._originals.of(revision.path)
        if original.content is not None and (shown := _of_file(original.content, page, quote, dpi)):
            return shown
        return self._of_text(revision, page, quote, original.why)

    def _of_text(self, revision: Revision, page: int, quote: str, why: str) -> PagePicture:
        text = self._library.page_text(revision.id, page) or ""
        label = f" rev {revision.identity.label}" if revision.identity.label else ""
        heading = (
            f"Text of {revision.number}{label}, page {page}, as it was read; not a picture of it."
        )
        image, boxes, found = text_page.paint(text, quote, heading=heading)
        notes = [why] if why else []
        return _finished(image, boxes, found, quote, PictureOf.TEXT, notes)


def _of_file(content: bytes, page: int, quote: str, dpi: int) -> PagePicture | None:
    if content.startswith(b"%PDF") or b"%PDF" in content[:1_024]:
        painted = pdf_page.paint(content, page, quote, dpi=dpi)
        if painted is None:
            return None
        return _finished(painted.image, painted.boxes, painted.found, quote, PictureOf.PAGE, [])
    image = _frame(content, page)
    return None if image is None else _finished(image, (), 0.0, quote, PictureOf.PAGE, [])


def _frame(content: bytes, page: int) -> Image.Image | None:
    """A page of a file that is a picture itself; None for any other file."""
    try:
        with Image.open(BytesIO(content)) as opened:
            opened.seek(page - 1)
            image = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, EOFError, ValueError, Image.DecompressionBombError):
        return None
    image.thumbnail((2_000, 2_000))
    return image


def _finished(
    image: Image.Image,
    boxes: tuple[Box, ...],
    found: float,
    quote: str,
    shows: PictureOf,
    notes: list[str],
) -> PagePicture:
    if quote and not boxes:
        notes = [*notes, _NOT_FOUND]
    elif quote and found < _ENOUGH:
        notes = [*notes, _PARTLY]
    marked = _marked(image, boxes)
    kept = BytesIO()
    marked.save(kept, "PNG", optimize=False, compress_level=6)
    width, height = marked.size
    return PagePicture(kept.getvalue(), width, height, shows, boxes, found, " ".join(notes))


def _marked(image: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    if not boxes:
        return image
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    width, height = image.size
    for box in boxes:
        corners = (
            box.left * width - _PAD,
            box.top * height - _PAD,
            box.right * width + _PAD,
            box.bottom * height + _PAD,
        )
        draw.rectangle(corners, fill=_MARK, outline=_EDGE, width=2)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")
