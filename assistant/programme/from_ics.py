"""Months of audits as they were moved in a calendar program (RFC 5545); nothing else is read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.errors import WrongUse
from assistant.model.programmes import Month, PlannedAudit, Programme
from assistant.programme.sheet_cells import refuse

_UID = re.compile(r"(?P<audit>.+)\.(?P<programme>[^.@]+)@clausewise", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
Event = Mapping[str, tuple[int, str]]
"""The properties of an event by their names: the line they stand in, from 1, and the value."""


@dataclass(frozen=True, slots=True)
class MovedAudits:
    """A programme with the months of a calendar, and what of the calendar was not taken over."""

    programme: Programme
    left: tuple[str, ...]


def is_calendar(content: bytes) -> bool:
    """Whether a file is one of a calendar program."""
    return content.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")


def programme_in(content: bytes) -> str:
    """The id of the programme whose audits a calendar holds.

    Raises `WrongUse` where it holds none, or those of several.
    """
    found = {uid["programme"].upper(): uid["programme"] for one in _events(content)
             if (uid := _uid(one))}  # fmt: skip
    if len(found) != 1:
        many = "no audit of a programme" if not found else "audits of several programmes"
        raise WrongUse(
            f"The calendar holds {many}.",
            hint="Start from `clausewise programme export -o FILE.ics`.",
        )
    return next(iter(found.values()))


def moved(programme: Programme, content: bytes) -> MovedAudits:
    """The programme with each audit in the month in which the calendar has it.

    Raises `InvalidProgramme` with the line of each day that cannot be read.
    """
    months, left, faults = dict[str, Month](), list[str](), list[str]()
    known = {one.id.casefold(): one for one in programme.audits}
    for event in _events(content):
        uid = _uid(event)
        audit = known.get(uid["audit"].casefold()) if uid else None
        if audit is None:
            left.append(f"{_called(event)} is no audit of {programme.id}: not taken over.")
            continue
        if event.get("STATUS", (0, ""))[1].upper() == "CANCELLED":
            left.append(f"{audit.id} is cancelled there: it stays; delete its row in the workbook.")
            months[audit.id] = audit.month
            continue
        day = _day(event, audit, faults)
        if day is not None:
            months[audit.id] = Month.of(day)
            if day.day != 1:
                left.append(f"{audit.id} begins on {day.isoformat()}: its month is kept.")
    refuse(faults)
    left += [f"{one.id} is not in the calendar: it stays." for one in programme.audits
             if one.id not in months]  # fmt: skip
    audits = tuple(replace(one, month=months.get(one.id, one.month)) for one in programme.audits)
    return MovedAudits(replace(programme, audits=audits), tuple(left))


def _day(event: Event, audit: PlannedAudit, faults: list[str]) -> date | None:
    line, said = event.get("DTSTART", (event["BEGIN"][0], ""))
    found = _DAY.fullmatch(said)
    try:
        if found is None:
            raise ValueError(said)
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        faults.append(f"line {line}: {said!r} is no day for {audit.id}")
        return None


def _events(content: bytes) -> Iterator[Event]:
    event: dict[str, tuple[int, str]] | None = None
    for number, line in _unfolded(content.decode("utf-8-sig", errors="replace")):
        head, _, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name == "BEGIN" and value.strip().upper() == "VEVENT":
            event = {"BEGIN": (number, value)}
        elif name == "END" and value.strip().upper() == "VEVENT" and event is not None:
            yield event
            event = None
        elif event is not None:
            event.setdefault(name, (number, value.strip()))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first part."""
    whole, first = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in (" ", "\t"):
            whole += line[1:]
            continue
        if first:
            yield first, whole
        whole, first = line, number
    if first:
        yield first, whole


def _uid(event: Event) -> re.Match[str] | None:
    said = re.sub(r"\\(.)", r"\1", event.get("UID", (0, ""))[1])
    return _UID.fullmatch(said)


def _called(event: Event) -> str:
    said = event.get("SUMMARY") or event.get("UID") or (0, "an event")
    return repr(said[1][:60])
