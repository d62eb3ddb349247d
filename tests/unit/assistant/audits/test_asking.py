"""Questions read as a person would put them: by the period, the form, the person, the case."""

import pytest

from assistant.audits.asking import question_for
from assistant.audits.sorting import sort_of


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Ovens are cleaned every 14 days.", "last three times this was done: was it “every 14"),
        (
            "Readers are answered within 3 working days.",
            "when it was done: “within 3 working days”",
        ),
        ("A reader waits up to five working days.", "was done: “up to five working days”"),
        ("Nothing is sold ahead of tasting.", "What makes sure that this does not happen?"),
        ("A short loaf is reported on the same day.", "when it was done: “on the same day”"),
        ("The oven log is kept for two years.", "Is it really kept “for two years”?"),
        ("The dough rests at more than 24 C.", "in the sampled cases, beside “more than 24 C”?"),
        ("From 9 to 90 loaves weigh 8, above 500 weigh 20.", "was any outside?"),
        ("The baker signs the sheet BK-7.", "Show “sheet BK-7” for the sampled cases"),
        ("Batches are recorded by hand.", "what, by whom and when?"),
        ("The Head Baker approves new recipes.", "Who acts for “Head Baker” when away?"),
        ("If the yeast is old, a new batch is begun.", "last time (“If the yeast is old”)"),
        ("Nobody lends a book that is reserved.", "Who could do it all the same"),
        ("Dough shall not be left uncovered.", "What makes sure that this does not happen?"),
        ("2. Turn the tray.", "Watch this step being done"),
        ("All trays go to the lower rack.", "Is it so without exception?"),
        ("A list of flours hangs by the door.", "Show it as it stands today"),
        ("Trays go to the lower rack.", "Show how this is carried out"),
        ("Flour | From whom rye | the mill", "Go through these lines"),
    ],
)
def test_a_question_takes_up_what_the_sentence_promises(sentence: str, asked: str) -> None:
    assert asked in question_for(sort_of(sentence), sentence)


def test_a_code_that_is_no_form_is_not_asked_to_be_filled_in() -> None:
    sentence = "Goods are recorded as described by WI-12 and carry a batch such as L26-0114."
    assert "WI-12" not in question_for(sort_of(sentence), sentence)
    assert "L26" not in question_for(sort_of(sentence), sentence)
