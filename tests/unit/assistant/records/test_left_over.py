"""Columns whose headings name nothing are told by what stands in them."""

from datetime import date
from pathlib import Path

from assistant.model.records import Standing
from tests.unit.assistant.records.papers import paper
from tests.unit.assistant.records.shelves import book_of

SCALES = """Register of scales and thermometers
Mark,Sort,Dispatched,Comes round,Usable?
W-1,Bench scale,2025-03-03,2026-03-03,yes
W-2,Floor scale,2025-04-10,2026-04-10,no
W-3,Thermometer,2025-05-20,2025-11-20,yes
W-4,Thermometer,2025-06-02,2026-06-02,yes
"""
HONEY = """Complaint log
No,Rang up,Buyer,About,Wrapped up
R-1,2026-01-04,Deli Nord AB,crystals,2026-02-01
R-2,2026-02-10,Mercado Sol SA,leak,2026-03-11
R-3,2026-03-15,Deli Nord AB,label,
"""
FLOUR = """Goods received
Lot,Arrived,House of origin,Item no,Bags,Miller's certificate,Inspected by
F-11,2026-01-05,Molen Zuid BV,W550,40,MZ-1,A. Smit
F-12,2026-01-19,Kornhaus GmbH,R997,20,KH-4,A. Smit
F-13,2026-02-02,Molen Zuid BV,W550,60,MZ-7,P. Blom
"""


def test_days_that_come_round_by_whole_months_are_when_it_was_done_and_is_due(
    tmp_path: Path,
) -> None:
    book = book_of(tmp_path, {"calibration register.csv": SCALES})

    first, second, *_ = book.of("gauge")

    assert first.fields["calibrated"].value == date(2025, 3, 3)
    assert first.fields["calibration_due"].value == date(2026, 3, 3)
    assert second.fields["state"].value is Standing.REJECTED


def test_the_first_and_the_last_days_of_a_log_are_when_a_row_began_and_ended(
    tmp_path: Path,
) -> None:
    book = book_of(tmp_path, {"complaint log.csv": HONEY})

    first, _, open_still = book.of("complaint")

    assert first.fields["received"].value == date(2026, 1, 4)
    assert first.fields["closed"].value == date(2026, 2, 1)
    assert first.fields["customer"].text == "Deli Nord AB"
    assert "closed" not in open_still.fields


def test_firms_of_a_receipt_are_its_suppliers_and_a_makers_certificate_is_no_maker(
    tmp_path: Path,
) -> None:
    book = book_of(tmp_path, {"goods received.csv": FLOUR})

    [first, *_] = book.of("receiving_inspection")

    assert first.fields["supplier"].text == "Molen Zuid BV"
    assert first.fields["certificate"].text == "MZ-1"
    assert "maker" not in first.fields


def test_what_was_looked_at_after_an_action_with_yes_or_no_is_whether_it_worked(
    tmp_path: Path,
) -> None:
    rows = (
        "No,Opened,Cause,Action,Due,Done,Seen again,Cured?\n"
        "A-1,2026-01-02,habit,new card,2026-02-01,2026-01-20,2026-04-20,yes\n"
        "A-2,2026-01-09,wear,new belt,2026-02-10,2026-02-02,2026-05-04,no\n"
        "A-3,2026-03-01,haste,second check,2026-04-01,2026-03-20,,\n"
    )
    book = book_of(tmp_path, {"corrective actions.csv": rows})

    first, _, third = book.of("corrective_action")

    assert first.fields["effectiveness_checked"].value == date(2026, 4, 20)
    assert first.fields["effectiveness"].text == "yes"
    assert "effectiveness_checked" not in third.fields


def test_the_part_of_a_lot_is_the_lot_and_the_lot_it_came_from_its_parent(tmp_path: Path) -> None:
    rows = (
        "When,Lot,Sub-lot,Qty,Who\n"
        "2026-01-02,K77,K77-1,5,A. Smit\n2026-01-03,K77,K77-2,5,A. Smit\n"
        "2026-01-04,K80,K80-1,9,P. Blom\n"
    )
    book = book_of(tmp_path, {"splits.csv": rows})

    [first, *_] = book.of("lot_split")

    assert (first.key, first.fields["parent"].text) == ("K77-1", "K77")
    assert first.fields["split"].value == date(2026, 1, 2)
    assert first.fields["split_by"].text == "A. Smit"


def test_a_table_that_controls_the_paper_is_no_row_of_a_register(tmp_path: Path) -> None:
    control = [
        ("Ref.", "LAG-7"), ("Issue", "C"), ("Date", "4 May 2024"),
        ("Owner", "P. Blom"), ("State", "in force"), ("Review by", "30 April 2026"),
    ]  # fmt: skip
    made = paper("Storing flour", control, below=["Bags stand on pallets."])

    book = book_of(tmp_path, {"LAG-7 C Storing flour.docx": made})

    assert [one.type for one in book.tables if one.type] == []


def test_days_of_courses_beside_an_authorisation_authorise_nobody(tmp_path: Path) -> None:
    rows = (
        "Name,Hygiene,Allergens,Fire,Authorised for,Authorised until\n"
        "A. Smit,2026-01-05,2025-11-03,2025-06-01,release,2027-01-31\n"
        "P. Blom,2026-01-05,2025-11-03,2025-06-01,,\n"
    )
    book = book_of(tmp_path, {"training matrix.csv": rows})

    authorised = [one for one in book.of("competence") if "task" in one.fields]
    courses = {one.fields["course"].text for one in book.by_key("training", "P. Blom")}

    assert [(one.key, one.fields["task"].text) for one in authorised] == [("A. Smit", "release")]
    assert courses == {"Hygiene", "Allergens", "Fire"}


def test_minutes_are_of_the_day_on_which_the_meeting_was_held(tmp_path: Path) -> None:
    lines = [("What", "Who", "Until"), ("Buy a mixer", "P. Blom", "31 December 2025")]
    said = ["Held on 9 July 2025, 14.00 to 16.30, Gent. Present: A. Smit, P. Blom."]
    made = paper("Minutes of the management review", lines=lines, below=said)

    book = book_of(tmp_path, {"Minutes 2025.docx": made})

    assert {one.fields["held"].value for one in book.of("management_review")} == {date(2025, 7, 9)}
