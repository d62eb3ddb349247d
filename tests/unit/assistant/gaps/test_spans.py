"""Lengths of time as procedures state them, and whose counts."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.gaps.spans import Span, spans
from assistant.model.documents import Kind
from assistant.model.organisation import RuleChange
from tests.unit.assistant.gaps.made import Company, Paper, seen


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Each supplier is re-evaluated every 12 months.", ["every 12 months"]),
        ("Issues are checked every quarter.", ["every 3 months"]),
        ("Each process is audited at least once in 12 months.", ["every 12 months"]),
        ("The policy is reviewed twice a year.", ["every 6 months"]),
        ("Gauges are calibrated annually.", ["every 12 months"]),
        ("The review is 24-monthly.", ["every 24 months"]),
        (
            "It is decided within 10 working days and closed within 30 calendar days.",
            ["within 10 working days", "within 30 days"],
        ),
        ("Goods are blocked within 24 hours.", ["within 1 day"]),
        ("Records are retained for ten (10) years.", ["kept 10 years"]),
        (
            "Quotations are kept for 3 years; orders for 10 years.",
            ["kept 3 years", "kept 10 years"],
        ),
        ("There are 12 months in a year.", []),
        ("Torque is set to 12 Nm.", []),
    ],
)
def test_a_sentence_states_its_lengths_of_time_and_their_use(
    sentence: str, told: list[str]
) -> None:
    assert [f"{one.use} {one.span}" for one in spans(sentence)] == told


def test_a_month_ends_where_it_does_and_working_days_leave_out_the_weekend() -> None:
    assert Span(6, "month").after(date(2026, 8, 31)) == date(2027, 2, 28)
    assert Span(1, "working day").after(date(2026, 9, 4)) == date(2026, 9, 7)


SUPPLIERS = {
    "approved_supplier": [
        {"supplier": "Smith", "state": "approved", "last_evaluation": "2025-03-01"}
    ]
}
TWO_YEARS = Paper("QP-1", texts=("Suppliers are re-evaluated every 24 months.",))


def test_the_organisations_own_interval_comes_before_custom_and_is_cited() -> None:
    rule = "supplier-evaluation-interval"
    [(_, by_custom)] = seen(rule, Company(logs=SUPPLIERS))

    assert "custom" in by_custom.says["source"]
    assert seen(rule, Company(logs=SUPPLIERS, papers=[TWO_YEARS])) == []
    [(_, own)] = seen(rule, Company(logs=SUPPLIERS, papers=[TWO_YEARS]), date(2027, 6, 1))
    assert (own.says["source"], len(own.places)) == ("QP-1", 2)


def test_a_limit_of_the_organisation_comes_before_its_procedures() -> None:
    change = RuleChange("supplier-evaluation-interval", "Agreed.", limits=(("months", 36),))
    company = Company(logs=SUPPLIERS, papers=[TWO_YEARS])

    assert seen(change.rule, company, date(2027, 6, 1), [change]) == []


def test_of_two_times_in_one_sentence_each_thing_has_its_own() -> None:
    said = Paper("QP-2", texts=("An NCR is decided within 10 days and closed within 30 days.",))
    log = [{"nonconformity": "NCR-1", "opened": "2026-09-10"}]
    company = Company(logs={"nonconformity": log}, papers=[said])

    assert seen("nonconformity-open-too-long", company) == []
    [(_, undecided)] = seen("nonconformity-undecided", company)
    assert undecided.due == date(2026, 9, 20)


def test_what_a_history_of_changes_says_is_no_rule() -> None:
    past = Paper("QP-3", texts=TWO_YEARS.texts, heading="9 History")

    [(_, lapse)] = seen("supplier-evaluation-interval", Company(logs=SUPPLIERS, papers=[past]))
    assert "custom" in lapse.says["source"]


@pytest.mark.parametrize(
    ("paper", "counts"),
    [
        (Paper("B1 Suppliers", kind=Kind.OTHER, label="5"), True),
        (Paper("B1 Suppliers", kind=Kind.OTHER, label=""), False),
        (Paper("B1 Suppliers", kind=Kind.OTHER, label="5", effective=None), False),
        (Paper("B1 Suppliers", kind=Kind.EXTERNAL, label="5"), False),
    ],
)
def test_an_issued_text_of_no_known_kind_says_what_is_to_be_done(
    paper: Paper, counts: bool
) -> None:
    told = replace(paper, texts=("Suppliers are evaluated every 18 months.",))
    papers = Company(papers=[told]).ground().papers

    assert [one.span for one in papers.statements] == ([Span(18, "month")] if counts else [])


def test_a_text_reviewed_daily_gives_no_interval_for_all_documents() -> None:
    company = Company(
        papers=[
            Paper("QP-1", texts=("The documents of the day are reviewed every day.",)),
            Paper("QP-2", effective=date(2020, 1, 1)),
        ]
    )

    assert seen("document-review-interval", company) == []
