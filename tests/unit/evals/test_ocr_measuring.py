"""The made scans: what is printed is known, what a reader makes of it is counted."""

from random import Random

import numpy as np
import pytest

from evals.ocr.measuring import measured
from evals.ocr.pages import PAGES
from evals.ocr.paper import HEIGHT, WIDTH, Sheet
from evals.ocr.scanner import RUINED, SETTINGS, Setting, scan
from tests.fakes.ocr import KnowsThePage

PLAIN = Setting("plain")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_seed_is_always_the_same_and_fits_the_paper(page: str) -> None:
    first, again, other = Sheet(50), Sheet(50), Sheet(50)
    for sheet, seed in ((first, 1), (again, 1), (other, 2)):
        PAGES[page](sheet, Random(seed))

    assert first.words == again.words != other.words
    assert np.array_equal(np.asarray(first.picture), np.asarray(again.picture))
    edges = np.asarray(first.picture.convert("L"))[:, -3:]
    assert edges.min() == 255


@pytest.mark.parametrize("setting", [*SETTINGS, *RUINED], ids=lambda setting: setting.name)
def test_every_way_of_scanning_gives_a_page_of_the_right_size(setting: Setting) -> None:
    sheet = Sheet(50)
    PAGES["letter"](sheet, Random(1))

    picture = scan(sheet, setting, Random(1))

    upright = (round(WIDTH * 50 / 72), round(HEIGHT * 50 / 72))
    assert picture.size == (upright[::-1] if setting.turn % 2 else upright)


def test_words_and_rows_that_come_out_right_are_counted() -> None:
    sheet = Sheet(100)
    PAGES["log"](sheet, Random("log 0"))
    lines = ["  ".join(row) for row in sheet.rows]

    whole = measured("log", PLAIN, dpi=100, seed=0, engine=KnowsThePage(*lines))
    half = measured("log", PLAIN, dpi=100, seed=0, engine=KnowsThePage(*lines[::2]))

    assert whole.together == whole.rows == len(lines)
    assert half.together == len(lines[::2])
    assert half.right < whole.right <= whole.words
    assert whole.found == whole.right


def test_a_page_that_was_not_read_counts_as_all_wrong() -> None:
    one = measured("log", PLAIN, dpi=100, seed=0, engine=KnowsThePage("a b c d", sure=[0.3]))

    assert (one.right, one.found, one.together, one.read) == (0, 0, 0, False)
    assert one.words > 0
