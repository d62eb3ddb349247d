"""A programme of audits as iCalendar (RFC 5545): one event over the month of each audit."""

from collections.abc import Iterator
from datetime import timedelta

from assistant.model.programmes import PlannedAudit, Programme
from assistant.programme.sheets import listed
from assistant.reports.ical_text import escaped, written


def render(programme: Programme) -> str:
    """The whole file. Events keep their identity when an audit is moved to another month."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clausewise//Internal audit programme//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(f'Internal audits {programme.id}')}",
    ]
    for one in programme.audits:
        lines += _event(programme, one)
    return written([*lines, "END:VCALENDAR"])


def _event(programme: Programme, one: PlannedAudit) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.id)}.{escaped(programme.id)}@clausewise"
    yield f"DTSTAMP:{programme.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.month.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.month.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'Internal audit {one.id}: {one.process}')}"
    yield f"DESCRIPTION:{escaped(_description(one))}"
    yield "CATEGORIES:audit"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(one: PlannedAudit) -> str:
    parts = [
        f"Auditor: {one.auditor or 'nobody is free'}",
        f"Clauses: {listed(one.clauses)}" if one.clauses else "",
        one.note,
    ]
    return "\n".join(part for part in parts if part)
