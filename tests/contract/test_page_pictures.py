"""Every `PagePictures` keeps these promises, with real files and real pictures."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.model.documents import Revision
from assistant.model.files import KnownFile
from assistant.model.page_pictures import Box, PagePicture, PictureOf
from assistant.page_pictures import PagePictures
from integrations.pages.originals import Originals
from integrations.pages.picturing import PicturePages
from tests.company import Text, store
from tests.fakes.library import MemoryLibrary

QUOTE = "Every lot is inspected by two people."
DAY = date(2026, 9, 30)


def pdf(*, turned: int = 0) -> bytes:
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(400, 600), invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 500, "1 Purpose")
    canvas.drawString(50, 300, QUOTE)
    canvas.save()
    if not turned:
        return kept.getvalue()
    writer = PdfWriter()
    writer.add_page(PdfReader(kept).pages[0].rotate(turned))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


class Shelf:
    """One file on disk and the revision made of it."""

    def __init__(self, folder: Path) -> None:
        self.library, self.folder = MemoryLibrary(), folder
        self.files: list[KnownFile] = []

    def put(self, name: str, content: bytes, *lines: str) -> Revision:
        place = self.folder / name
        place.write_bytes(content)
        revision = store(self.library, name, *(Text(line, ()) for line in lines), edition_id="e")
        size = len(content)
        known = KnownFile(revision.path, place.as_posix(), sha256(content).hexdigest(), size)
        self.files.append(known)
        return revision

    def pictures(self) -> PagePictures:
        return PicturePages(self.library, Originals(lambda: self.files))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def opened(picture: PagePicture) -> Image.Image:
    image = Image.open(BytesIO(picture.png)).convert("RGB")
    assert image.size == (picture.width, picture.height)
    return image


def is_marked(picture: PagePicture, box: Box) -> bool:
    """Whether the paper inside the box is the colour of the marker."""
    at = (int(box.left * picture.width) + 1, int((box.top + box.bottom) / 2 * picture.height))
    colour = opened(picture).getpixel(at)
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return blue < red - 40 and blue < green - 40


def test_a_page_of_a_pdf_is_shown_with_the_words_marked(shelf: Shelf) -> None:
    picture = shelf.pictures()(shelf.put("a.pdf", pdf(), QUOTE), 1, QUOTE)

    (box,) = picture.boxes
    assert (picture.shows, picture.found, picture.note) == (PictureOf.PAGE, 1.0, "")
    assert box.left == pytest.approx(50 / 400, abs=0.02)
    assert 0.46 < box.top < box.bottom < 0.54  # the line stands in the middle of the page
    assert is_marked(picture, box)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_marks_turn_with_the_page(shelf: Shelf, turned: int) -> None:
    picture = shelf.pictures()(shelf.put("a.pdf", pdf(turned=turned), QUOTE), 1, QUOTE)

    assert (picture.width > picture.height) == (turned != 180)
    assert picture.found == 1.0
    (box,) = picture.boxes
    wide, high = box.right - box.left, box.bottom - box.top
    assert (wide > high) == (turned == 180)


def test_without_a_quote_nothing_is_marked_and_nothing_is_said(shelf: Shelf) -> None:
    picture = shelf.pictures()(shelf.put("a.pdf", pdf(), QUOTE), 1)
    assert (picture.boxes, picture.note) == ((), "")


def test_a_quote_that_is_not_on_the_picture_is_said(shelf: Shelf) -> None:
    picture = shelf.pictures()(shelf.put("a.pdf", pdf(), QUOTE), 1, "Nothing of the kind.")
    assert "could not be found" in picture.note


def test_a_file_without_pages_is_shown_as_its_text(shelf: Shelf) -> None:
    revision = shelf.put("a.md", b"# anything", "First line.", QUOTE)
    page = shelf.library.passages_of(revision.id)[1].page
    picture = shelf.pictures()(revision, page, QUOTE)

    assert (picture.shows, picture.found, picture.note) == (PictureOf.TEXT, 1.0, "")
    assert is_marked(picture, picture.boxes[0])


def gone(place: Path) -> None:
    place.unlink()


def changed(place: Path) -> None:
    place.write_bytes(pdf() + b"\n")


@pytest.mark.parametrize(
    ("happens", "said"), [(gone, "is gone"), (changed, "was changed after it was read")]
)
def test_a_file_that_is_not_what_was_read_is_never_shown(
    shelf: Shelf, happens: Callable[[Path], None], said: str
) -> None:
    revision = shelf.put("a.pdf", pdf(), QUOTE)
    happens(shelf.folder / "a.pdf")
    picture = shelf.pictures()(revision, 1, QUOTE)

    assert picture.shows is PictureOf.TEXT
    assert said in picture.note
    assert shelf.folder.as_posix() not in picture.note


@pytest.mark.parametrize("page", [0, 2, 10_000])
def test_a_page_that_the_file_does_not_have_is_shown_as_text(shelf: Shelf, page: int) -> None:
    picture = shelf.pictures()(shelf.put("a.pdf", pdf(), QUOTE), page, QUOTE)
    assert picture.shows is PictureOf.TEXT


def test_a_damaged_pdf_is_shown_as_text(shelf: Shelf) -> None:
    revision = shelf.put("a.pdf", b"%PDF-1.7\nbroken", QUOTE)
    assert shelf.pictures()(revision, 1, QUOTE).shows is PictureOf.TEXT


def test_a_page_of_a_picture_file_is_that_picture(shelf: Shelf) -> None:
    kept = BytesIO()
    sheets = [Image.new("RGB", (300, 200), colour) for colour in ("white", "navy")]
    sheets[0].save(kept, "TIFF", save_all=True, append_images=sheets[1:])
    revision = shelf.put("a.tif", kept.getvalue(), QUOTE)
    picture = shelf.pictures()(revision, 2, QUOTE)

    assert picture.shows is PictureOf.PAGE
    assert opened(picture).getpixel((10, 10)) == (0, 0, 128)


def test_a_long_text_is_shown_around_the_quote(shelf: Shelf) -> None:
    lines = "\n".join(f"Row {n} of the register." for n in range(1, 900))
    revision = shelf.put("a.csv", b"x", f"{lines}\n{QUOTE}")
    picture = shelf.pictures()(revision, 1, QUOTE)

    assert picture.found == 1.0
    assert picture.height < 4_000


def test_the_same_page_gives_the_same_bytes(shelf: Shelf) -> None:
    revision = shelf.put("a.pdf", pdf(), QUOTE)
    first, second = (shelf.pictures()(revision, 1, QUOTE).png for _ in range(2))
    assert first == second
