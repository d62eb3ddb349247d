"""A calendar as iCalendar (RFC 5545): all-day events that keep their identity when days move."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.model.dues import Calendar, Due
from assistant.reports import calendar_lines as words
from assistant.reports.ical_text import escaped, written
from assistant.reports.trace_lines import place


def render(calendar: Calendar) -> str:
    """The whole file; lines end in CR LF and are folded at 75 octets.

    The same calendar gives the same file: the time stamp is the day it is made for.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clausewise//What falls due//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Quality system: what falls due",
    ]
    for one in calendar.entries:
        lines += _event(one, calendar.as_of)
    lines.append("END:VCALENDAR")
    return written(lines)


def _event(one: Due, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}@clausewise"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(one.what)}"
    yield f"DESCRIPTION:{escaped(_description(one))}"
    yield f"CATEGORIES:{escaped(words.kind(one))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(one: Due) -> str:
    parts = [f"Owner: {one.owner}" if one.owner else "", one.basis]
    parts += [f"{place(cited)}: {cited.quote}" for cited in one.evidence]
    return "\n".join(part for part in parts if part)
