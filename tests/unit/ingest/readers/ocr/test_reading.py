"""From a picture to words: which way round, how surely, and when a page counts as not read."""

import numpy as np

from assistant.model.scans import SeenWord, Shades
from ingest.readers.ocr.reading import Unread, read_picture
from tests.fakes.ocr import KnowsThePage

LINES = ("1Purpose of it", "Lot: K26-7388", "Goods are inspected on receipt.")


def inked() -> Shades:
    picture = np.full((1100, 850), 255, np.uint8)
    for line in range(20):
        picture[100 + 40 * line : 112 + 40 * line, 90:760] = 30
    return picture


def test_words_come_in_points_from_a_page_read_surely_at_once() -> None:
    engine = KnowsThePage(*LINES)

    scan = read_picture(inked(), 100, engine)

    assert scan.unread is None
    assert round(scan.confidence, 2) == 0.95
    assert len(engine.pictures) == 1
    [lot] = [word for word in scan.page.words if word.text == "Lot:"]
    assert (round(lot.x0, 1), round(lot.top, 1)) == (14.4, 36.0)
    assert scan.page.layer


def test_the_number_of_a_heading_is_parted_from_its_words() -> None:
    scan = read_picture(inked(), 100, KnowsThePage(*LINES))

    texts = [word.text for word in scan.page.words]
    assert texts[:2] == ["1", "Purpose"]
    assert "K26-7388" in texts


def test_a_page_on_its_head_is_turned_until_it_reads_well() -> None:
    engine = KnowsThePage(*LINES, sure=[0.3, 0.97])

    scan = read_picture(inked(), 100, engine)

    assert scan.unread is None
    assert len(engine.pictures) == 2
    assert np.array_equal(engine.pictures[1], np.rot90(engine.pictures[0], 2))


def test_a_page_below_the_limit_any_way_round_is_not_read_and_has_no_words() -> None:
    engine = KnowsThePage(*LINES, sure=[0.6])

    scan = read_picture(inked(), 100, engine)

    assert scan.unread is Unread.DOUBTFUL
    assert scan.page.words == ()
    assert round(scan.confidence, 2) == 0.6
    assert len(engine.pictures) == 4


def test_a_blank_page_is_given_to_no_engine() -> None:
    engine = KnowsThePage(*LINES)

    scan = read_picture(np.full((1100, 850), 250, np.uint8), 100, engine)

    assert scan.unread is Unread.BLANK
    assert engine.pictures == []


def test_strokes_of_a_pen_are_left_out_and_counted() -> None:
    class Signed(KnowsThePage):
        def words(self, picture: Shades, *, seconds: float) -> list[SeenWord]:
            return [
                *super().words(picture, seconds=seconds),
                SeenWord("w~v", 300, 300, 340, 320, 0.2),
            ]

    scan = read_picture(inked(), 100, Signed(*LINES))

    assert scan.unread is None
    assert "w~v" not in [word.text for word in scan.page.words]
    assert scan.faint == 1


def test_a_page_that_takes_too_long_is_not_read() -> None:
    scan = read_picture(inked(), 100, KnowsThePage(*LINES), seconds=0.001)

    assert scan.unread is Unread.FAILED


def test_a_scan_finer_than_the_engine_needs_is_made_coarser() -> None:
    engine = KnowsThePage(*LINES)

    read_picture(inked(), 400, engine)

    assert max(engine.pictures[0].shape) == 275
