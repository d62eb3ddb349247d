"""What a question looks for."""

import pytest

from assistant.query import query_of


@pytest.mark.parametrize(
    ("question", "identifiers"),
    [
        ("what does QP-840 say", ("QP-840",)),
        ("what does QP 840 say", ("QP-840",)),
        ("where is clause 8.4.1 covered?", ("8.4.1",)),
        ("who signed off NAS1149F0332P?", ("NAS1149F0332P",)),
        ("is lot L2024/113-B in quarantine", ("L2024/113-B",)),
        ("F\u201112 or F-14", ("F-12", "F-14")),
        ("what happens in 2026", ()),
        ("what is ISO 9001?", ("ISO-9001",)),
    ],
)
def test_identifiers_are_kept_whole(question: str, identifiers: tuple[str, ...]) -> None:
    assert query_of(question).identifiers == identifiers


def test_politeness_and_grammar_are_no_search_terms() -> None:
    question = (
        "Hi, could you please tell me how we're dealing with the customer's complaints? Thanks"
    )

    assert query_of(question).words == ("dealing", "customer", "complaints")


def test_neighbours_are_searched_as_phrases_too() -> None:
    query = query_of("what is the shelf life of sealants from Kent?")

    assert query.phrases == ("shelf life",)
    assert query.terms == ("shelf", "life", "sealants", "kent", "shelf life")


def test_words_on_both_sides_of_an_identifier_are_no_phrase() -> None:
    assert query_of("gauge MIC-014 calibration").phrases == ()


def test_a_question_of_nothing_but_asking_words_keeps_them() -> None:
    assert query_of("Who are we?").words == ("who", "are", "we")


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u2026"])
def test_nothing_to_look_for_gives_no_terms(question: str) -> None:
    assert query_of(question).terms == ()
