"""Quotes: the sentence that says what the organisation does, word for word."""

from assistant.model.passages import Passage
from assistant.quotes import LONGEST_QUOTE, best_sentence
from tests.company import clause

CLAUSE = clause("8.5.4", "Preservation", "Parts are protected in storage. Shelf life is watched.")


def passage(text: str, row: str | None = None) -> Passage:
    return Passage("p_1", "d_1", 0, 1, 0, len(text), text, row=row)


def test_a_duty_about_the_subject_beats_a_remark_and_a_heading() -> None:
    text = (
        "Preservation of parts in storage\n\nThis procedure describes storage. "
        "Shelf life is a matter of concern. "
        "Stores personnel shall check the shelf life every month."
    )

    assert best_sentence(passage(text), CLAUSE) == (
        "Stores personnel shall check the shelf life every month."
    )


def test_a_row_is_quoted_whole() -> None:
    assert best_sentence(passage("LOT-1 | shall. | 2026", row="Log!2"), CLAUSE) == (
        "LOT-1 | shall. | 2026"
    )


def test_a_very_long_sentence_is_cut_at_a_word_and_stays_verbatim() -> None:
    text = "Parts shall be " + "carefully " * 100 + "packed."
    quote = best_sentence(passage(text), CLAUSE)

    assert len(quote) <= LONGEST_QUOTE
    assert text.startswith(quote)
    assert quote.endswith("carefully")
