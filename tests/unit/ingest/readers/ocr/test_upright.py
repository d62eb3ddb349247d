"""How a page lies on the scanner is found from its lines of text."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.model.scans import Shades
from ingest.readers.ocr.pixels import rotated
from ingest.readers.ocr.rules import rules_of
from ingest.readers.ocr.upright import is_blank, laid_straight, lie_of

TEXT = (
    "Goods are inspected on receipt against the order, the lot and the certificate of it.".split()
)


def page() -> Shades:
    picture = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(picture)
    for line in range(30):
        words = " ".join(TEXT[line % 7 :] + TEXT[: line % 5])
        pen.text((120, 150 + 44 * line), words, fill=20, font=ImageFont.load_default(26))
    return np.asarray(picture)


@pytest.mark.parametrize("skew", [-5.0, -1.3, 0.0, 0.7, 4.0])
def test_the_skew_of_a_page_is_found_to_a_fifth_of_a_degree(skew: float) -> None:
    lie = lie_of(rotated(page(), skew))

    assert not lie.sideways
    assert lie.skew == pytest.approx(-skew, abs=0.2)


@pytest.mark.parametrize("turns", [1, 3])
def test_a_page_that_lies_sideways_is_turned(turns: int) -> None:
    lie = lie_of(np.ascontiguousarray(np.rot90(page(), turns)))

    assert lie.sideways
    assert abs(lie.skew) <= 0.2


def test_a_page_laid_straight_has_its_lines_level_again() -> None:
    askew = rotated(page(), 3.0)

    straight = laid_straight(askew, 0, lie_of(askew).skew)

    assert abs(lie_of(straight).skew) <= 0.2


def test_dirt_of_the_scanner_is_no_text() -> None:
    grain = np.random.default_rng(1).normal(0, 6, (600, 400))

    assert is_blank(np.clip(245 + grain, 0, 255).astype(np.uint8))
    assert not is_blank(page())


def test_the_lines_of_a_form_are_found_and_strokes_of_letters_are_not() -> None:
    picture = Image.fromarray(page())
    pen = ImageDraw.Draw(picture)
    pen.line((100, 1600, 1100, 1600), fill=30, width=3)
    pen.line((100, 1500, 100, 1700), fill=30, width=3)

    level, upright = rules_of(np.asarray(picture), 150)

    assert level.is_level and level.top == pytest.approx(1600 * 72 / 150, abs=1.5)
    assert (level.x0, level.x1) == pytest.approx((48, 528), abs=4)
    assert not upright.is_level and upright.x0 == pytest.approx(48, abs=1.5)
