"""A calendar as iCalendar, read back by a calendar library."""

from dataclasses import replace
from datetime import date

from icalendar import Calendar as Imported

from assistant.model.dues import Calendar, Due, DueKind, UnreadDay
from assistant.model.replies import Citation
from assistant.reports import calendar_ics, calendar_lines, report_markdown

PLACE = Citation(
    1, "F-7", "", "Gauge register", "record", "in_force", None, None, None, 1, "Register!9",
    "G-1 | Caliper; 0,01 mm", "p_1", "F-7.xlsx",
)  # fmt: skip
ENTRY = Due(
    id="k_0a1b2c3d4e5f",
    kind=DueKind.CALIBRATION,
    due=date(2026, 10, 6),
    what="Calibration of G-1 (Caliper; 0,01 mm\\div, “Prüfstück für Bohrungen über 2 mm” — 测微)",
    subject="G-1",
    owner="Zoë Ørsted",
    days_left=6,
    basis="",
    evidence=(PLACE,),
)


def calendar(*entries: Due, unread: tuple[UnreadDay, ...] = ()) -> Calendar:
    return Calendar(date(2026, 9, 30), 90, entries, unread, later=0)


def test_a_calendar_library_reads_what_was_written() -> None:
    written = calendar_ics.render(calendar(ENTRY))
    [event] = Imported.from_ical(written).walk("VEVENT")

    assert event["UID"] == "k_0a1b2c3d4e5f@clausewise"
    assert event["SUMMARY"] == ENTRY.what
    assert event.decoded("DTSTART") == date(2026, 10, 6)
    assert event.decoded("DTEND") == date(2026, 10, 7)
    assert "Owner: Zoë Ørsted\nF-7 Register!9: G-1 | Caliper; 0,01 mm" in str(event["DESCRIPTION"])


def test_lines_are_folded_at_75_octets_and_end_in_cr_lf() -> None:
    written = calendar_ics.render(calendar(ENTRY)).encode()

    lines = written.split(b"\r\n")
    assert written.endswith(b"\r\n") and b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert all(line.decode() or not line for line in lines)  # never cut within a character


def test_an_event_keeps_its_identity_when_its_day_is_moved() -> None:
    moved = replace(ENTRY, due=date(2026, 12, 1))
    ids = [
        event["UID"]
        for one in (ENTRY, moved)
        for event in Imported.from_ical(calendar_ics.render(calendar(one))).walk("VEVENT")
    ]
    assert len(set(ids)) == 1


def test_text_that_steers_a_program_is_no_line_of_its_own() -> None:
    evil = replace(ENTRY, what="A\r\nEND:VEVENT\r\nBEGIN:VALARM")
    [event] = Imported.from_ical(calendar_ics.render(calendar(evil))).walk("VEVENT")
    assert event["SUMMARY"] == "A\nEND:VEVENT\nBEGIN:VALARM"


def test_an_empty_calendar_is_a_calendar() -> None:
    assert not Imported.from_ical(calendar_ics.render(calendar())).walk("VEVENT")


def test_overdue_stands_before_what_comes_and_unread_days_last() -> None:
    late = replace(ENTRY, id="k_2", what="Review", due=date(2026, 9, 1), days_left=-29)
    cell = UnreadDay(DueKind.RISK, "R-4", "Due", "soon", "“soon” is no date.", (PLACE,))
    text = report_markdown.render(calendar_lines.report(calendar(late, ENTRY, unread=(cell,))))

    assert text.index("## Overdue") < text.index("## Coming") < text.index("## Days that")
    assert "1 overdue, 1 due in the next 90 days. Not read: 1." in text
    assert "9: Due “soon”" in text
