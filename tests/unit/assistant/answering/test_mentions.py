"""Complete lists: who mentions something, and what a document cites."""

import pytest

from assistant.model.replies import Answered, Declined
from tests.unit.assistant.answering.desk import TODAY, desk

FILES = {
    "QP-1 Buying.md": "# QP-1 Buying\n\nRevision: A\n\nCadmium parts are bought as written on form "
    "F-12. See QP-2. Orders are kept on form F-31.\n",
    "QP-2 Stores.md": "# QP-2 Stores\n\nRevision: B\n\nGloves are worn for cadmium plated parts.\n",
    "QP-3 Sales.md": "# QP-3 Sales\n\nRevision: B\n\nEnquiries are answered within two days.\n",
    "F-12 Order form.md": "# Form F-12 Order form\n\nRevision: C\n\nSupplier, part, quantity.\n",
}


def ask(question: str) -> Answered | Declined:
    outcome = desk(FILES)(question, as_of=TODAY).outcome
    assert isinstance(outcome, Answered | Declined)
    return outcome


@pytest.mark.parametrize(
    "question",
    [
        "which documents mention cadmium?",
        "list all procedures that mention cadmium",
        'which documents mention the word "cadmium"',
        "where is cadmium mentioned?",
    ],
)
def test_every_document_that_mentions_it_is_listed_and_counted(question: str) -> None:
    outcome = ask(question)

    assert isinstance(outcome, Answered)
    assert outcome.answered_by == "ledger"
    assert outcome.text.startswith("2 documents mention “cadmium”")
    assert {one.document for one in outcome.citations} == {"QP-1", "QP-2"}
    assert all("admium" in one.quote for one in outcome.citations)


def test_what_nobody_mentions_is_said_to_be_nowhere() -> None:
    outcome = ask("which documents mention titanium?")

    assert isinstance(outcome, Declined)
    assert "No document mentions “titanium”" in outcome.text


def test_the_forms_a_procedure_cites_are_listed_and_one_not_held_is_named() -> None:
    outcome = ask("list all forms cited by QP-1")

    assert isinstance(outcome, Answered)
    assert "QP-1 cites 2 forms" in outcome.text
    assert "F-31, not in force here" in outcome.text
    assert outcome.warnings == ("QP-1 cites F-31, not held here.",)


def test_all_documents_a_procedure_cites_are_listed() -> None:
    outcome = ask("which documents does QP-1 refer to?")

    assert isinstance(outcome, Answered)
    assert [one for one in ("F-12", "F-31", "QP-2") if one in outcome.text] == [
        "F-12",
        "F-31",
        "QP-2",
    ]
