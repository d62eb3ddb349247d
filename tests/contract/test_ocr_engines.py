"""Every `OcrEngine` keeps these promises. The real ones read a page that is printed here."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.errors import OcrFailed
from assistant.model.scans import Shades
from assistant.reading_ports import OcrEngine
from ingest.readers.ocr.rapid import RapidEngine, rapid_version
from ingest.readers.ocr.tesseract import TesseractEngine, tesseract_version
from tests.fakes.ocr import KnowsThePage

LINES = ("Certificate of Conformity", "Quantity: 480 pieces", "Inspected on 14 March 2026")
PAGE = (900, 500)  # pixels


def printed(*lines: str) -> Shades:
    """A sheet with these lines, at about 200 dots an inch."""
    picture = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        pen.text((60, 60 + 70 * at), line, fill=10, font=ImageFont.load_default(34))
    return np.asarray(picture)


@pytest.fixture(scope="module", params=["fake", "rapidocr", "tesseract"])
def engine(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    if request.param == "fake":
        yield KnowsThePage(*LINES)
    elif request.param == "rapidocr":
        if not rapid_version():
            pytest.skip("rapidocr is not installed: `make setup` does that")
        rapid = RapidEngine()
        yield rapid
        rapid.close()
    else:
        if not tesseract_version():
            pytest.skip("the program tesseract is not installed, and pip cannot")
        yield TesseractEngine()


def test_every_word_of_a_clean_page_is_read_in_its_place(engine: OcrEngine) -> None:
    words = engine.words(printed(*LINES), seconds=60)

    assert {word.text for word in words} == set(" ".join(LINES).split())
    assert all(0 <= word.x0 < word.x1 <= PAGE[0] for word in words)
    assert all(0 <= word.top < word.bottom <= PAGE[1] for word in words)
    quantity, number = (
        next(word for word in words if word.text == text) for text in ("Quantity:", "480")
    )
    assert quantity.x1 <= number.x0 + 5
    assert abs(quantity.top - number.top) < 15


def test_what_is_read_well_is_not_doubtful(engine: OcrEngine) -> None:
    words = engine.words(printed(*LINES), seconds=60)

    assert all(engine.doubtful <= word.confidence <= 1 for word in words)


def test_an_empty_sheet_has_no_words(engine: OcrEngine) -> None:
    assert engine.words(printed(), seconds=60) == []


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_is_read(
    engine: OcrEngine,
) -> None:
    engine.words(printed(*LINES), seconds=60)  # whatever is loaded once is loaded

    with pytest.raises(OcrFailed):
        engine.words(printed(*LINES), seconds=0.001)

    assert len(engine.words(printed(*LINES), seconds=60)) == len(" ".join(LINES).split())


def test_an_engine_has_a_name_and_a_resolution(engine: OcrEngine) -> None:
    assert engine.name.split()[0] in ("fake", "rapidocr", "tesseract")
    assert 72 <= engine.resolution <= 600
    assert 0 < engine.doubtful < 1
