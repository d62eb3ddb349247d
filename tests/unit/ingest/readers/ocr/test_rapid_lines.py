"""Lines as RapidOCR gives them, taken apart into words with places."""

import numpy as np

from ingest.readers.ocr.rapid_child import words_of_line

BOX = np.array([[100, 20], [300, 20], [300, 40], [100, 40]], dtype=np.float32)


def corners(x0: int, x1: int) -> list[list[int]]:
    return [[x0, 20], [x1, 20], [x1, 40], [x0, 40]]


def test_words_stand_where_the_engine_saw_them() -> None:
    places = [("Lot:", corners(100, 140)), ("K26-7388", corners(160, 250))]

    words = words_of_line("Lot: K26-7388", 0.9, BOX, places)

    assert [(word.text, word.x0, word.x1) for word in words] == [
        ("Lot:", 100, 140),
        ("K26-7388", 160, 250),
    ]
    assert {(word.top, word.bottom, word.confidence) for word in words} == {(20, 40, 0.9)}


def test_a_gap_that_gave_no_space_parts_words_all_the_same() -> None:
    places = [("Name:", corners(100, 150)), ("Anna", corners(180, 220))]

    words = words_of_line("Name:Anna", 0.9, BOX, places)

    assert [word.text for word in words] == ["Name:", "Anna"]


def test_words_without_places_share_the_line() -> None:
    words = words_of_line("ab cd", 0.9, BOX, [])

    assert [(word.text, word.x0, word.x1) for word in words] == [("ab", 100, 180), ("cd", 220, 300)]


def test_characters_of_chinese_print_are_set_as_in_europe() -> None:
    words = words_of_line("15℃ （max）", 0.9, BOX, [])

    assert [word.text for word in words] == ["15°C", "(max)"]
