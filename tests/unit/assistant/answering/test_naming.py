"""Which document a question names."""

from datetime import date

import pytest

from assistant.answering.naming import (
    document_titled,
    documents_named,
    revision_named,
    without_names,
)
from assistant.answering.shelf import Shelf
from assistant.language.words import Thesaurus, default_groups
from tests.builders import revision

THESAURUS = Thesaurus(default_groups())
SHELF = Shelf.on(
    date(2026, 9, 30), [revision("KP-31", "B"), revision("WI-STO-04", "A"), revision("F-9", "2")]
)


@pytest.mark.parametrize("written", ["KP-31", "kp 31", "KP31", "kp_31"])
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert documents_named(f"what does {written} say about sealant?", SHELF) == ["KP-31"]


def test_a_number_that_is_part_of_another_is_not_found() -> None:
    assert documents_named("what does KP-310 say?", SHELF) == []


def test_letters_with_accents_and_of_other_alphabets_are_part_of_a_number() -> None:
    shelf = Shelf.on(date(2026, 9, 30), [revision("ÄK-12", "B"), revision("КД-14", "A")])

    assert documents_named("what does äk 12 say, and КД-14?", shelf) == ["ÄK-12", "КД-14"]
    assert documents_named("K-12 within 14 days", shelf) == []
    assert without_names("КД-14 within 14 days", ["КД-14"]) == "within 14 days"


def test_a_number_of_several_parts_is_found() -> None:
    assert documents_named("steps of WI STO 04", SHELF) == ["WI-STO-04"]


def test_no_title_is_guessed_when_several_fit() -> None:
    assert document_titled("what does a procedure say?", SHELF, THESAURUS) is None


def test_a_revision_is_read_from_the_question() -> None:
    assert revision_named("what did rev B say?") == "B"
    assert revision_named("what is revised?") is None


def test_the_name_is_taken_out_of_the_question() -> None:
    assert without_names("how long does KP 31 rev B keep records", ["KP-31"]) == (
        "how long does keep records"
    )


def test_a_question_of_nothing_but_the_name_stays() -> None:
    assert without_names("KP-31?", ["KP-31"]) == "KP-31?"
