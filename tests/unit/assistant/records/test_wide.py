"""Tables that spread one field over many columns."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.unit.assistant.records.shelves import book_of

FIGURES = "Month,On-time %,Returns\n2026-01,95.5,3\n2026-02,94.0,1\n2026-03,97.1,0\n"
BESIDE = "Indicator,Target,Jan,Feb,Mar\nOn-time %,96,95,94,97\nReturns,2,3,1,0\n"
SKILLS = "Name,Job,Receiving,Packing,Forklift,Release\nA. Berg,Clerk,x,,x,\nT. Holm,Lead,x,x,,x\n"


def test_figures_by_month_are_a_record_each(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"KPI 2026.csv": FIGURES})

    figures = book.by_key("performance", "On-time %")

    assert [one.fields["actual"].value for one in figures] == [
        Decimal("95.5"),
        Decimal("94.0"),
        Decimal("97.1"),
    ]
    assert figures[1].fields["period"].value == "2026-02"


def test_months_beside_each_other_are_read_alike(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"KPI 2026.csv": BESIDE})

    february = [one for one in book.of("performance") if one.fields["period"].text == "Feb"]

    assert [(one.key, one.fields["actual"].value) for one in february] == [
        ("On-time %", Decimal(94)),
        ("Returns", Decimal(1)),
    ]


def test_a_mark_in_a_matrix_is_a_competence(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"competence matrix.csv": SKILLS})

    held = {one.fields["task"].text for one in book.by_key("competence", "T. Holm")}

    assert held == {"Receiving", "Packing", "Release"}


def test_a_matrix_of_days_says_when(tmp_path: Path) -> None:
    rows = (
        "Name,Forklift,First aid,Static\nA. Berg,2026-02-01,2026-03-01,\n"
        "T. Holm,,2026-03-02,2026-01-05\n"
    )
    book = book_of(tmp_path, {"training matrix - valid until.csv": rows})

    [static] = [one for one in book.of("competence") if one.fields["task"].text == "Static"]

    assert static.fields["valid_until"].value == date(2026, 1, 5)
