"""A quote is found among a page's letters whatever a reader made of the space between them."""

import pytest

from assistant.quote_letters import find_quote

PAGE = "1 Purpose\nRubber parts are kept be-\nlow 25 °C in the dark.\nPart  Qty\nA-12  40\nA-13  50"


def marked(quote: str, page: str = PAGE) -> list[str]:
    return [page[start:end] for start, end in find_quote(quote, page).spans]


def test_a_word_cut_at_the_end_of_a_line_is_found_whole() -> None:
    assert marked("Rubber parts are kept below 25 °C") == ["Rubber parts are kept be-\nlow 25 °C"]
    assert find_quote("Rubber parts are kept below 25 °C", PAGE).share == 1.0


def test_a_row_joined_with_bars_is_found_as_it_stands() -> None:
    assert marked("A-13 | 50") == ["A-13  50"]


def test_cells_that_stand_apart_are_found_one_by_one() -> None:
    page = "Gauge register 2026\nmicrometer 25 mm\nnext calibration due"
    assert marked("Gauge register 2026 | next calibration due", page) == [
        "Gauge register 2026",
        "next calibration due",
    ]


def test_two_quotes_on_one_page_are_both_found() -> None:
    assert marked("in the dark.\nRubber parts are kept") == ["Rubber parts are kept", "in the dark"]


@pytest.mark.parametrize("quote", ["", " | ", "nothing of this stands there"])
def test_what_does_not_stand_there_has_no_place(quote: str) -> None:
    found = find_quote(quote, PAGE)
    assert (found.spans, found.share) == ((), 0.0)


def test_a_part_that_stands_there_is_told_as_a_part() -> None:
    found = find_quote("Rubber parts are kept | and then something else", PAGE)
    assert 0.3 < found.share < 0.7


def test_letters_that_fold_into_two_keep_their_places() -> None:
    assert marked("STRASSE 12", "Die Straße 12 ist zu") == ["Straße 12"]
