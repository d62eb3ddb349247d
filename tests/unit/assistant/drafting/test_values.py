import pytest

from assistant.drafting.values import (
    absent_quotes,
    missing_codes,
    missing_names,
    missing_values,
)

SOURCE = (
    "Form F-12 and the test reports are kept for ten years, those of lot L-2207 until 30 Sep 2031. "
    "Stores are held at 15 to 30 °C and below 65 %. Ms Ana Ruiz reviews QP-7, section 8.4.1, "
    "annually. Scrap above USD 2,500 needs two signatures."
)


@pytest.mark.parametrize(
    "claim",
    [
        "They are kept for 10 years.",
        "They are kept for ten (10) years.",
        "They are kept until 2031-09-30.",
        "They are kept until 30 September 2031.",
        "Stores are held at 15 °C to 30 °C.",
        "Humidity stays below 65%.",
        "It is reviewed every year.",
        "It is reviewed every 12 months.",
        "It is reviewed once a year.",
        "Scrap above $2500 needs 2 signatures.",
        "One of the forms is kept.",
    ],
)
def test_a_value_may_be_spelt_in_any_usual_way(claim: str) -> None:
    assert missing_values(claim, SOURCE) == []


@pytest.mark.parametrize(
    ("claim", "lost"),
    [
        ("They are kept for 7 years.", "7 year"),
        ("They are kept for 10 months.", "10 month"),
        ("They are kept for twelve years.", "12 year"),
        ("They are kept until 30 September 2030.", "2030-09-30"),
        ("Stores are held at 15 to 35 °C.", "35 degree"),
        ("It is reviewed every quarter.", "1 quarter"),
        ("Scrap above 2,000 dollars needs two signatures.", "2000 money"),
        ("Humidity stays below 60 percent.", "60 %"),
    ],
)
def test_a_value_that_is_not_there_is_named(claim: str, lost: str) -> None:
    assert lost in missing_values(claim, SOURCE)


@pytest.mark.parametrize(
    ("claim", "lost"),
    [
        ("Form F-12 is kept, see QP-7 section 8.4.1.", []),
        ("Form F12 of lot L2207 is kept.", []),
        ("Form F-13 is kept.", ["f13"]),
        ("Lot L-2208 is kept.", ["l2208"]),
        ("See section 8.4.2.", ["842"]),
        ("AS9120 asks for it.", ["as9120"]),
    ],
)
def test_a_number_of_a_document_or_lot_must_be_there(claim: str, lost: list[str]) -> None:
    assert missing_codes(claim, SOURCE) == lost


@pytest.mark.parametrize(
    ("claim", "lost"),
    [
        ("The procedure is reviewed by Ana Ruiz.", []),
        ("The procedure is reviewed by Ana Diaz.", ["Diaz"]),
        ("Bob Smith reviews it.", ["Bob", "Smith"]),
        ("Reports go to the FAA.", ["FAA"]),
        ("Reports are kept.", []),
    ],
)
def test_a_name_must_be_there(claim: str, lost: list[str]) -> None:
    assert missing_names(claim, SOURCE) == lost


def test_a_quotation_must_stand_there_word_by_word() -> None:
    assert absent_quotes("It says “kept for ten years”.", SOURCE) == []
    assert absent_quotes('It says "kept for 10 years".', SOURCE) == ["kept for 10 years"]
