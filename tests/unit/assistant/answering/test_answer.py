"""Questions put to a small company, from the words asked to the reply."""

from datetime import date

import pytest

from assistant.answering.answer import AnswerQuestion
from assistant.citations import stands_in
from assistant.model.replies import Answered, Citation, Declined, Reason
from tests.unit.assistant.answering.desk import TODAY, desk

STORAGE = """# Storage of paint and sealant

Document No: KP-31
Revision: B
Effective date: 2026-02-01
Owner: Stores Lead

## 1 Temperature

Sealant is kept between 5 and 20 degrees in the cold room. The cold room is read every morning by
the storekeeper and written in the climate book.

## 2 Expired material

Material past its expiry date is moved to the red cage within 2 working days. The Stores Lead
decides whether it is scrapped. Scrapped sealant is cut up before it leaves the site.

## 3 Records

Climate readings are retained for 6 years.
"""
STORAGE_OLD = STORAGE.replace("Revision: B", "Revision: A").replace("2026-02-01", "2023-01-10")
STORAGE_OLD = STORAGE_OLD.replace("6 years", "3 years")
BUYING = """# Buying from outside sources

Document No: KP-12
Revision: D
Effective date: 2025-05-05

## 4 Choosing sources (AS9120B clause 8.4.1)

Each vendor is assessed before the first order. The Buyer re-evaluates every vendor once a year.
An order above 20,000 euros is signed by the Finance Director.

## 5 How many are measured

| Delivered pieces | Pieces measured |
| --- | --- |
| 1 to 20 | all |
| 21 to 300 | 15 |
| over 300 | 40 |
"""
GAUGES = """Gauge,Description,Last calibrated,Next due,Status
MG-4,Digital calliper,2025-11-02,2026-11-02,In use
MG-7,Micrometer 0-25,2025-06-11,2026-06-11,In use
MG-9,Height gauge,2024-01-15,2025-01-15,Withdrawn
MG-11,Torque tester,2026-03-03,2027-03-03,In use
"""


@pytest.fixture(scope="module")
def ask() -> AnswerQuestion:
    return desk(
        {
            "KP-31_B.md": STORAGE,
            "obsolete/KP-31_A.md": STORAGE_OLD,
            "KP-12_D.md": BUYING,
            "Gauge register.csv": GAUGES,
        }
    )


def answered(
    ask: AnswerQuestion, question: str, *, as_of: date = TODAY
) -> tuple[str, list[Citation]]:
    outcome = ask(question, as_of=as_of).outcome
    assert isinstance(outcome, Answered), outcome
    return outcome.text, list(outcome.citations)


def declined(ask: AnswerQuestion, question: str) -> Declined:
    outcome = ask(question, as_of=TODAY).outcome
    assert isinstance(outcome, Declined), outcome
    return outcome


def test_a_fact_is_answered_by_the_sentence_that_states_it(ask: AnswerQuestion) -> None:
    text, [first, *_] = answered(ask, "How long are climate readings kept?")

    assert "6 years" in text
    assert (first.document, first.revision, first.section) == ("KP-31", "B", "3")
    assert stands_in(first.quote, STORAGE)


def test_words_of_the_shop_floor_find_the_words_of_the_procedure(ask: AnswerQuestion) -> None:
    text, _ = answered(ask, "how often do we reassess suppliers?")

    assert "once a year" in text


def test_a_superseded_revision_does_not_answer_today(ask: AnswerQuestion) -> None:
    text, citations = answered(ask, "How long are climate readings kept?")

    assert "3 years" not in text
    assert {one.revision for one in citations} == {"B"}


def test_the_revision_that_was_in_force_answers_for_a_day_in_the_past(ask: AnswerQuestion) -> None:
    text, [first, *_] = answered(ask, "How long are climate readings kept?", as_of=date(2024, 6, 1))

    assert "3 years" in text
    assert first.revision == "A"


def test_an_old_revision_answers_when_it_is_named_and_says_so(ask: AnswerQuestion) -> None:
    outcome = ask("How long does KP-31 rev A keep climate readings?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert "3 years" in outcome.text
    assert any("not in force" in warning for warning in outcome.warnings)


@pytest.mark.parametrize(
    "question",
    [
        "How long are training records kept?",
        "Who signs an order above 90 kilograms of explosives?",
        "How often is the forklift truck serviced?",
        "What is the tyre pressure of the delivery van?",
    ],
)
def test_a_fact_nobody_wrote_is_declined_with_what_was_searched(
    ask: AnswerQuestion, question: str
) -> None:
    outcome = declined(ask, question)

    assert outcome.reason in (Reason.NO_EVIDENCE, Reason.NOT_IN_EVIDENCE, Reason.OUT_OF_SCOPE)
    assert "earched" in outcome.text or outcome.reason is Reason.OUT_OF_SCOPE


def test_with_no_documents_at_all_the_refusal_says_what_to_do_first() -> None:
    outcome = desk({})("how long are records kept?", as_of=TODAY).outcome

    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NO_EVIDENCE
    assert outcome.text == "No document is in force on 2026-09-30: add documents first."


def test_a_code_that_stands_nowhere_is_named_in_the_refusal(ask: AnswerQuestion) -> None:
    outcome = declined(ask, "When is gauge MG-99 due?")

    assert outcome.reason is Reason.NOT_IN_EVIDENCE
    assert "MG-99" in outcome.text


def test_a_row_of_a_log_is_found_by_its_code(ask: AnswerQuestion) -> None:
    text, [only] = answered(ask, "when is MG-7 due for calibration?")

    assert "2026-06-11" in text
    assert only.row == "Gauge register!3"


def test_a_list_over_a_log_is_complete_and_leaves_out_what_is_done_with(
    ask: AnswerQuestion,
) -> None:
    text, citations = answered(ask, "which gauges are overdue?")

    assert [one.row for one in citations] == ["Gauge register!3"]
    assert text.startswith("1 of 4 rows")


def test_where_a_clause_is_covered_comes_from_the_mappings(ask: AnswerQuestion) -> None:
    text, [first, *_] = answered(ask, "where do we cover clause 8.4?")

    assert first.document == "KP-12"
    assert "8.4.1" in text


def test_what_a_clause_asks_for_is_told_in_our_words_without_citation(ask: AnswerQuestion) -> None:
    outcome = ask("what does 8.4.1 ask for?", as_of=TODAY).outcome

    assert isinstance(outcome, Answered)
    assert outcome.answered_by == "catalogue"
    assert outcome.clauses == ("8.4.1",)


def test_an_old_number_is_translated(ask: AnswerQuestion) -> None:
    text, _ = answered(ask, "what is the old clause 7.4.1 today?")

    assert "8.4.1" in text


def test_the_revision_in_force_is_told_with_the_old_ones(ask: AnswerQuestion) -> None:
    text, [first, *_] = answered(ask, "which revision of KP-31 is current?")

    assert text.startswith("KP-31 Storage of paint and sealant, revision B, in force")
    assert first.revision == "B"


@pytest.mark.parametrize("question", ["", "???", "\x00\x1b[2J", "…"])
def test_nothing_asked_is_said_to_be_nothing(ask: AnswerQuestion, question: str) -> None:
    assert declined(ask, question).reason is Reason.OUT_OF_SCOPE


def test_a_question_of_fifty_thousand_characters_gets_a_clear_reply(ask: AnswerQuestion) -> None:
    assert "50000 characters" in declined(ask, "x" * 50_000).text


def test_every_tag_in_the_text_has_its_citation(ask: AnswerQuestion) -> None:
    text, citations = answered(ask, "what happens with material past its expiry date?")

    assert [one.tag for one in citations] == list(range(1, len(citations) + 1))
    assert all(f"[{one.tag}]" in text for one in citations)


def test_a_row_whose_day_has_passed_carries_a_warning(ask: AnswerQuestion) -> None:
    outcome = ask("when is MG-7 due for calibration?", as_of=TODAY).outcome

    assert outcome.warnings == ("MG-7: Next due 2026-06-11 lies before 2026-09-30.",)


def test_rows_of_a_state_are_listed(ask: AnswerQuestion) -> None:
    _, citations = answered(ask, "which gauges are withdrawn?")

    assert [one.row for one in citations] == ["Gauge register!4"]


def test_what_is_not_said_is_not_read_off_the_rows_that_say_it(ask: AnswerQuestion) -> None:
    outcome = ask("which gauges are not withdrawn?", as_of=TODAY).outcome

    rows = [one.row for one in outcome.citations] if isinstance(outcome, Answered) else []
    assert rows != ["Gauge register!4"]


def test_the_part_of_a_question_without_an_answer_is_named(ask: AnswerQuestion) -> None:
    outcome = ask(
        "How long are climate readings kept, and who washes the company cars?", as_of=TODAY
    ).outcome

    assert isinstance(outcome, Answered)
    assert "6 years" in outcome.text
    assert any("washes the company cars" in warning for warning in outcome.warnings)


def test_the_row_of_a_table_whose_limits_hold_the_amount_answers(ask: AnswerQuestion) -> None:
    text, [first, *_] = answered(ask, "how many pieces are measured from a delivery of 250 pieces?")

    assert "21 to 300" in first.quote
    assert "Pieces measured: 15" in text
    assert "over 300" not in text


def test_what_is_told_before_a_question_counts_less_than_what_is_asked(ask: AnswerQuestion) -> None:
    text, _ = answered(ask, "a tin went off, when is expired material moved to the cage?")

    assert "2 working days" in text


@pytest.mark.parametrize(
    "question",
    ["which documents does the Stores Lead own?", "list the documents owned by Stores Lead"],
)
def test_the_documents_of_an_owner_are_listed(ask: AnswerQuestion, question: str) -> None:
    text, citations = answered(ask, question)

    assert [(one.document, one.revision) for one in citations] == [("KP-31", "B")]
    assert text.startswith("1 found.")


def test_what_others_do_with_documents_is_no_question_about_the_register(
    ask: AnswerQuestion,
) -> None:
    outcome = ask("which customers have sent us documents", as_of=TODAY).outcome

    assert not isinstance(outcome, Answered) or outcome.answered_by != "ledger"


def test_the_head_of_a_document_does_not_answer_a_question_of_content(ask: AnswerQuestion) -> None:
    text, _ = answered(ask, "who decides on expired material?")

    assert "Stores Lead decides" in text
    assert "Owner" not in text


def test_a_name_in_lower_case_is_known_by_how_the_texts_write_it() -> None:
    deliveries = """Delivery,Sender,What came,Result
D-1,Harrow Steel,Washers thin,Held
D-2,Benton Seals,Rings,Passed
"""
    quality = (
        "# Harrow visits\n\nWe visit Harrow Steel every year. Thin washers are measured twice.\n"
    )
    ask = desk({"Delivery log.csv": deliveries, "KP-50_A.md": quality})

    text, [first, *_] = answered(ask, "what was the result of the thin washers from harrow")

    assert first.row is not None
    assert "Held" in text
