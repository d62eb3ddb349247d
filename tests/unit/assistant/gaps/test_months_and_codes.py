"""Months in which something is done again, and clauses that every order carries."""

from datetime import date

import pytest

from assistant.gaps.checks.carried import on_every_order
from assistant.gaps.months import named_months
from tests.unit.assistant.gaps.made import Company, Paper, seen


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("Top management reviews the system in January and July.", (1, 7)),
        ("The list is checked every March.", (3,)),
        ("The list is checked once a year in October.", (10,)),
        ("Stock is counted in January, April, July and October.", (1, 4, 7, 10)),
        ("The review takes place twice a year (May / November).", (5, 11)),
    ],
)
def test_months_named_for_something_done_again(sentence: str, months: tuple[int, ...]) -> None:
    assert named_months(sentence) == months


@pytest.mark.parametrize(
    "sentence",
    [
        "The review takes place in January.",
        "In January and July 2025 the system was reviewed.",
        "Deliveries were late in March and April.",
        "The review takes place in January or February.",
        "It is counted every month; this may take a day.",
        "The review of 4 July and 5 August is kept.",
    ],
)
def test_a_date_a_past_and_a_choice_repeat_nothing(sentence: str) -> None:
    assert named_months(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Q1 to Q3 apply to every order for aerospace product.", ["Q1", "Q2", "Q3"]),
        ("Every purchase order carries clause Q7 of PQC-01.", ["Q7"]),
        ("All our POs state QC-01 through QC-03, QC-09.", ["QC-01", "QC-02", "QC-03", "QC-09"]),
    ],
)
def test_codes_said_to_be_on_every_order(sentence: str, told: list[str]) -> None:
    assert list(on_every_order(sentence).values()) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Q3 applies to every order for raw material.",
        "Q3 applies to every order above EUR 5000.",
        "Every order carries Q3 when the buyer says so.",
        "Every order is filed under F-74.",
        "Not all orders carry Q3.",
        "The order names the clauses Q1 to Q9.",
    ],
)
def test_codes_of_some_orders_are_not_asked_of_all(sentence: str) -> None:
    assert on_every_order(sentence) == {}


def _reviews(*held: str, effective: date = date(2020, 1, 1)) -> Company:
    procedure = Paper(
        "QP-9",
        texts=("Top management reviews the system in January and July.",),
        effective=effective,
    )
    rows = [{"held": one} for one in held]
    return Company(logs={"management_review": rows}, papers=[procedure])


@pytest.mark.parametrize(
    ("company", "missing"),
    [
        (_reviews("2026-07-16"), ["management review January 2026"]),
        (_reviews("2026-02-20", "2026-06-30"), []),
        (_reviews("2026-01-14"), ["management review July 2026"]),
        (_reviews("2026-07-16", effective=date(2026, 2, 1)), []),
    ],
)
def test_a_month_counts_from_when_the_document_does_and_a_little_late_is_done(
    company: Company, missing: list[str]
) -> None:
    found = seen("management-review-of-month-missing", company)

    assert [lapse.subject for _, lapse in found] == missing


def test_a_month_that_is_not_over_is_not_missed() -> None:
    company = _reviews("2026-01-14")

    assert seen("management-review-of-month-missing", company, date(2026, 7, 20)) == []


@pytest.mark.parametrize(
    ("remark", "told"),
    [("repeated at 09:40", 0), ("not repeated", 1), ("line down", 1), ("wiederholt 09:40", 0)],
)
def test_a_remark_that_it_was_repeated_counts(remark: str, told: int) -> None:
    rows = [
        {"system": "Files", "made": "2026-09-02", "result": "rejected", "remark": remark},
        {"system": "Files", "made": "2026-09-03", "result": "approved"},
    ]
    said = Paper("IT-1", texts=("A failed backup is repeated the same day.",))

    found = seen("backup-not-repeated", Company(logs={"backup": rows}, papers=[said]))

    assert len(found) == told


def test_an_order_older_than_the_clauses_is_left_alone() -> None:
    order = {"order": "PO-7", "ordered": "2025-01-01", "quality_clauses": "Q1"}
    said = Paper("QC-1", texts=("Q1 and Q2 apply to every order.",), effective=date(2025, 7, 1))

    assert seen("order-without-clause", Company({"purchase_order": [order]}, papers=[said])) == []
