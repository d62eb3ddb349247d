"""Several questions typed one after another."""

from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

FILES = {
    "QP-1 Stores.md": "# QP-1 Stores\n\nRevision: A\n\nWe do not rework parts.\n",
}


def test_the_one_that_can_be_answered_is_and_the_other_is_named() -> None:
    outcome = desk(FILES)("may we polish the moon? do we rework parts?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert [one.quote for one in outcome.citations] == ["We do not rework parts."]
    assert "Nothing was found for: may we polish the moon" in " ".join(outcome.warnings)


def test_none_of_them_is_still_a_refusal() -> None:
    outcome = desk(FILES)("may we polish the moon? who feeds the cat?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)
