"""How numbers are compared."""

import pytest

from assistant.trace.numbers import mothers_of, numbers_in, same_number, series_of, without_words


@pytest.mark.parametrize("text", ["PO-26-0210", "po 26‑0210", "PO26 0210", "PO_26_0210"])
def test_case_blanks_and_dashes_do_not_count(text: str) -> None:
    assert same_number(text) == "po260210"


def test_a_leading_word_is_left_out_only_before_digits() -> None:
    assert without_words(same_number("CoC 26-0412"), ("coc",)) == "260412"
    assert without_words(same_number("Cocoa"), ("coc",)) == "cocoa"
    assert without_words(same_number("PO-1"), ("po",)) == "po1"  # one digit alone names nothing


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("CoC, TR", ()),
        ("8130-3 PF-260311-07", ("PF-260311-07",)),
        ("CofC, Form 1", ()),
        ("FAA Form 8130-3", ()),
        ("C-771; C-772", ("C-771", "C-772")),
        ("-", ()),
    ],
)
def test_a_list_of_papers_names_only_those_with_a_number(
    cell: str, numbers: tuple[str, ...]
) -> None:
    assert numbers_in(cell) == numbers


@pytest.mark.parametrize(
    ("lot", "mothers"),
    [
        ("L26-0003/A", ("l260003", "l26")),
        ("KR-51655B", ("kr51655",)),
        ("60412/01", ("60412",)),
        ("60412-01-A", ("6041201", "60412")),
        ("M7", ()),
    ],
)
def test_a_lot_number_says_who_its_mothers_may_be(lot: str, mothers: tuple[str, ...]) -> None:
    assert mothers_of(lot) == mothers


def test_numbers_of_one_series_are_counted() -> None:
    assert series_of(same_number("L26-0003/A")) == ("l", 260003)
    assert series_of("x") == ("x", -1)
