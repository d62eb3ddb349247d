"""Audits that were moved in a calendar program come back in their months."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from assistant.errors import WrongUse
from assistant.model.programmes import Month
from assistant.programme.from_ics import is_calendar, moved, programme_in
from assistant.programme.sheet_cells import InvalidProgramme
from assistant.reports import programme_ics
from tests.unit.assistant.programme.made import PROGRAMME

WRITTEN = programme_ics.render(PROGRAMME)


def rewritten(old: str = "", new: str = "") -> bytes:
    """The file as another program writes it: its own order, time stamps and folding."""
    calendar = Calendar.from_ical(WRITTEN.replace(old, new) if old else WRITTEN)
    content: bytes = calendar.to_ical()
    return content


def test_what_was_exported_comes_back_as_it_was() -> None:
    content = rewritten()

    assert is_calendar(content)
    assert programme_in(content) == "P-2027-01"
    assert moved(PROGRAMME, content).programme == PROGRAMME
    assert moved(PROGRAMME, content).left == ()


@pytest.mark.parametrize(
    ("start", "left"),
    [
        ("DTSTART;VALUE=DATE:20270501", ()),
        ("DTSTART:20270517T090000Z", ("A-2027-03 begins on 2027-05-17: its month is kept.",)),
    ],
)
def test_an_audit_is_in_the_month_it_was_moved_to(start: str, left: tuple[str, ...]) -> None:
    found = moved(PROGRAMME, rewritten("DTSTART;VALUE=DATE:20270901", start))

    changed = replace(PROGRAMME.audits[2], month=Month(2027, 5))
    assert found.programme.audits == (*PROGRAMME.audits[:2], changed)
    assert found.left == left


def test_what_is_not_taken_over_is_named() -> None:
    lines = WRITTEN.split("BEGIN:VEVENT\r\n")
    lunch = "UID:lunch@elsewhere\r\nSUMMARY:Lunch\r\nDTSTART:20270101\r\nEND:VEVENT\r\n"
    cancelled = lines[1].replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT")
    text = "BEGIN:VEVENT\r\n".join([lines[0], cancelled, lunch, "END:VCALENDAR\r\n"])

    found = moved(PROGRAMME, text.encode())

    assert found.programme == PROGRAMME
    assert found.left == (
        "A-2027-01 is cancelled there: it stays; delete its row in the workbook.",
        "'Lunch' is no audit of P-2027-01: not taken over.",
        "A-2027-02 is not in the calendar: it stays.",
        "A-2027-03 is not in the calendar: it stays.",
    )


def test_a_day_that_cannot_be_read_is_named_with_its_line() -> None:
    broken = WRITTEN.replace("DTSTART;VALUE=DATE:20270901", "DTSTART;VALUE=DATE:20271301")
    line = broken.split("\r\n").index("DTSTART;VALUE=DATE:20271301") + 1

    with pytest.raises(InvalidProgramme, match=f"line {line}: '20271301' is no day for A-2027-03"):
        moved(PROGRAMME, broken.encode())


def test_a_calendar_of_something_else_is_refused() -> None:
    with pytest.raises(WrongUse, match="no audit of a programme"):
        programme_in(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert not is_calendar(b"PK\x03\x04")
