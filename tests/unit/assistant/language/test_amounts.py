"""Amounts in questions, and the limits in texts that hold them."""

import pytest

from assistant.language.amounts import Measure, amounts, limits


@pytest.mark.parametrize(
    ("question", "value", "measure"),
    [
        ("who signs an order worth 30k", 30_000, Measure.COUNT),
        ("an order of £12,500", 12_500, Measure.MONEY),
        ("scrapping 3 grand worth of seals", 3_000, Measure.MONEY),
        ("how many do we measure from a lot of 40", 40, Measure.COUNT),
        ("a delivery of 1,500 pcs", 1_500, Measure.COUNT),
        ("it came 2 days late", 48, Measure.TIME),
        ("humidity is 72 %", 72, Measure.PERCENT),
    ],
)
def test_an_amount_is_read_with_what_it_counts(
    question: str, value: float, measure: Measure
) -> None:
    [found] = amounts(question)

    assert (found.value, found.measure) == (value, measure)


@pytest.mark.parametrize(
    "question",
    [
        "level 3 validation",
        "what does clause 8 ask for",
        "form 12 copies",
        "KL-55 bolts",
        "2025 audits",
    ],
)
def test_a_number_that_names_something_is_no_amount(question: str) -> None:
    assert amounts(question) == []


@pytest.mark.parametrize(
    ("text", "held", "not_held"),
    [
        ("over EUR 5,000 to EUR 50,000 | Purchasing Manager", 30_000, 5_000),
        ("up to 5,000 | Buyer", 5_000, 5_001),
        ("orders of more than 20,000 dollars", 25_000, 20_000),
        ("151 to 1200 | 32", 500, 1_201),
        ("26-150 | 13", 150, 151),
        ("over 1200 | 50", 1_500, 1_200),
        ("below 75 | C", 74, 75),
        ("90 and above | A", 90, 89),
    ],
)
def test_a_limit_holds_what_lies_within_it(text: str, held: int, not_held: int) -> None:
    [one] = limits(text)[:1]

    [within] = amounts(f"a lot of {held}")
    [outside] = amounts(f"a lot of {not_held}")
    assert one.hold(within)
    assert not one.hold(outside)


def test_a_limit_of_another_measure_holds_nothing() -> None:
    [minutes] = amounts("it took 30 minutes")

    assert not any(one.hold(minutes) for one in limits("up to 500 kg"))
