"""A programme goes into sheets and comes back whole; a fault is named with its cell."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from icalendar import Calendar as Imported
from openpyxl import Workbook, load_workbook

from assistant.errors import WrongUse
from assistant.model.programmes import Month, Programme
from assistant.programme.differences import differences
from assistant.programme.from_sheets import read_programme
from assistant.programme.locked import written_into
from assistant.programme.seen import without
from assistant.programme.sheet_cells import InvalidProgramme
from assistant.reports import programme_ics
from integrations.reports import programme_xlsx
from integrations.reports.programme_xlsx import given_sheets
from integrations.shapes.programmes import ProgrammeContent
from tests.unit.assistant.programme.made import EDITION, PROGRAMME

Edit = Callable[[Workbook], None]


def edited(edit: Edit) -> bytes:
    book = load_workbook(BytesIO(programme_xlsx.render(PROGRAMME, version=3)))
    edit(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def back(content: bytes) -> Programme:
    return read_programme(given_sheets(content), EDITION).programme


def test_every_stored_field_is_in_the_workbook_and_in_json() -> None:
    read = read_programme(given_sheets(programme_xlsx.render(PROGRAMME, version=3)), EDITION)

    assert read.programme == PROGRAMME
    assert read.version == 3
    json = ProgrammeContent.of(PROGRAMME).as_json()
    assert ProgrammeContent.model_validate_json(json).programme() == PROGRAMME


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert programme_xlsx.render(PROGRAMME) == programme_xlsx.render(PROGRAMME)


def test_what_a_person_edits_comes_back_and_nothing_else_changes() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Programme"]
        sheet["B4"], sheet["E5"], sheet["F6"] = "2027-03", "Bo Ray", "= later"
        sheet["D6"] = 8.4  # typed as a number
        for column, text in enumerate(("A-2027-09", "2027-11", "Tenths", "8.10", "", ""), start=1):
            sheet.cell(7, column).value = text

    found = back(edited(edit))

    first, second, third, new = found.audits
    assert (first.month, second.auditor, third.note) == (Month(2027, 3), "Bo Ray", "= later")
    assert ([str(one) for one in third.clauses], new.id) == (["8.4"], "A-2027-09")
    assert replace(found, audits=PROGRAMME.audits) == PROGRAMME
    assert differences(PROGRAMME, found) == (
        "A-2027-01 (Buying): month 2027-02 -> 2027-03.",
        "A-2027-02 (Buying): auditor none -> Bo Ray.",
        "A-2027-03 (Tenths): clauses 8.10 -> 8.4; note none -> = later.",
        "A-2027-09 is new: Tenths, 2027-11, nobody.",
    )


def test_a_day_that_a_spreadsheet_made_of_a_month_counts_for_its_month() -> None:
    def edit(book: Workbook) -> None:
        book["Programme"]["B4"] = Month(2027, 5).first

    assert back(edited(edit)).audits[0].month == Month(2027, 5)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("Programme", "B4", "May", "'May' is no month"),
        ("Programme", "B4", None, "Month is empty"),
        ("Programme", "A5", "A-2027-01", "A-2027-01 stands twice"),
        ("Programme", "C4", "Buyinq", "'Buyinq' does not stand on sheet 'Processes', did you mean"),
        ("Programme", "D4", "9.9", "A test edition has no clause 9.9"),
        ("Programme", "D4", "eight", "'eight' is no clause number"),
        ("Programme", "E4", "Xe Yu", "'Xe Yu' does not stand on sheet 'Auditors'"),
        ("Programme", "H4", "lost", "'lost' stands under no heading"),
        ("Programme", "F3", "Remark", "no column 'Remark' belongs here"),
        ("Processes", "F4", "grave", "'grave' is none of: high, medium, low"),
        ("Processes", "G4", "soon", "'soon' is no day"),
        ("Risk", "B4", "six", "'six' is no whole number"),
        ("Clauses", "F4", "-1", "'-1' is no whole number"),
        ("Own work", "D4", None, "Why is empty"),
        ("Basis", "B10", "99", "a number from 1 to 60 is wanted here"),
        ("Basis", "B6", "other-edition", "'other-edition' is none of: test-edition"),
    ],
)
def test_a_fault_is_named_with_its_cell(
    sheet: str, cell: str, value: str | None, told: str
) -> None:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    with pytest.raises(InvalidProgramme) as refused:
        back(edited(edit))

    assert f"{sheet}!{cell}: {told}" in str(refused.value)


def test_every_fault_is_named_at_once_and_a_missing_sheet_too() -> None:
    def edit(book: Workbook) -> None:
        book["Programme"]["B4"], book["Programme"]["B5"] = "May", "June"
        del book["Auditors"]

    with pytest.raises(InvalidProgramme) as refused:
        back(edited(edit))

    told = str(refused.value)
    assert all(one in told for one in ("Programme!B4", "Programme!B5", "Auditors: the sheet"))


def test_what_is_written_into_the_matrix_is_not_lost_in_silence() -> None:
    def edit(book: Workbook) -> None:
        book["Matrix"]["H4"] = "x"

    [told] = written_into(given_sheets(edited(edit)), [PROGRAMME])

    assert told.startswith("Matrix!H4: 'x' was written here")
    assert written_into(given_sheets(edited(lambda book: None)), [PROGRAMME]) == []


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(WrongUse, match="no workbook"):
        given_sheets(b"PK but no zip")


def test_the_workbook_is_ready_to_edit_and_to_print() -> None:
    book = load_workbook(BytesIO(programme_xlsx.render(PROGRAMME)))

    sheet = book["Programme"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:F6")
    assert {str(one.sqref)[0] for one in sheet.data_validations.dataValidation} == {
        "B", "C", "E",
    }  # fmt: skip
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$3")
    assert book["Matrix"].protection.sheet
    reason = book["Risk"]["C5"]
    assert (reason.value, reason.data_type) == ("=never audited", "s")


def test_a_calendar_program_reads_each_audit_over_its_month() -> None:
    events = Imported.from_ical(programme_ics.render(PROGRAMME)).walk("VEVENT")

    assert [str(one["UID"]) for one in events] == [
        f"{one.id}.P-2027-01@clausewise" for one in PROGRAMME.audits
    ]
    first = events[0]
    assert str(first["SUMMARY"]) == "Internal audit A-2027-01: Buying"
    assert first.decoded("DTSTART").isoformat() == "2027-02-01"
    assert first.decoded("DTEND").isoformat() == "2027-03-01"
    assert str(first["DESCRIPTION"]) == "Auditor: Ann Lee\nClauses: 8.4.1\ntwo\nlines"


def test_whoever_may_not_see_a_document_is_told_the_audits_and_nothing_it_was_made_from() -> None:
    noted = replace(PROGRAMME.audits[0], note="see QP-84")
    seen = without(replace(PROGRAMME, audits=(noted, *PROGRAMME.audits[1:])), {"QP-84"})

    told = ProgrammeContent.of(seen).as_json()
    assert not [
        one for one in ("QP-84", "gaps", "IA-25-03", "2025-06-17", "Quality Eng") if one in told
    ]
    assert [(one.id, one.month, one.auditor) for one in seen.audits] == [
        (one.id, one.month, one.auditor) for one in PROGRAMME.audits
    ]
    assert without(PROGRAMME, ()) is PROGRAMME
