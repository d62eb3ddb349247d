"""Questions about terms."""

import pytest

from assistant.answering.terms import term_in_words, terms_asked
from assistant.standards.loader import EditionLibrary

EDITION = EditionLibrary(None).get("as9120b")


@pytest.mark.parametrize(
    "question",
    [
        "what is a suspected unapproved part?",
        "What does SUP mean?",
        "define suspected unapproved part",
        "what are suspected unapproved parts",
    ],
)
def test_a_term_is_known_by_name_and_abbreviation(question: str) -> None:
    [term] = terms_asked(question, EDITION)

    assert term.term == "Suspected unapproved part"
    assert term.meaning in term_in_words(term) + "."


def test_two_terms_are_set_side_by_side() -> None:
    question = "what is the difference between a counterfeit part and a suspected unapproved part?"

    assert len(terms_asked(question, EDITION)) == 2


@pytest.mark.parametrize(
    "question", ["what is our stamp policy?", "what is a widget?", "who is a supplier?"]
)
def test_what_is_no_term_is_left_to_the_documents(question: str) -> None:
    assert terms_asked(question, EDITION) == ()
