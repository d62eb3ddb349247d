"""A calendar in words, the same in every layout."""

from assistant.model.dues import Calendar, Due, UnreadDay
from assistant.reports.report import Column, Report, Table
from assistant.reports.trace_lines import place

_COLUMNS = (
    Column("Due", 11),
    Column("Days", 6),
    Column("Kind", 16),
    Column("What", 46),
    Column("Owner", 18),
    Column("Where", 34),
)
_UNREAD = (Column("Kind", 16), Column("Subject", 24), Column("Cell", 34), Column("Why", 46))


def kind(one: Due | UnreadDay) -> str:
    """`supplier certificate`."""
    return one.kind.value.replace("_", " ")


def where(one: Due | UnreadDay) -> str:
    """Where the day is said, or what it was reckoned from."""
    return "; ".join(dict.fromkeys(place(cited) for cited in one.evidence))


def what(one: Due) -> str:
    """What falls due, and how the day was reckoned."""
    return f"{one.what}. {one.basis}" if one.basis else one.what


def days(one: Due) -> str:
    """`12`, or `-3` for three days over."""
    return str(one.days_left)


def lead(calendar: Calendar) -> str:
    """How much is overdue, comes, and comes later."""
    overdue, shown = calendar.overdue, len(calendar.entries)
    until = "" if calendar.days is None else f" in the next {calendar.days} days"
    if calendar.days == 0:
        until = " today"
    later = f" Later: {calendar.later:,}." if calendar.later else ""
    unread = len(calendar.unread)
    cells = f" Not read: {unread:,}." if unread else ""
    return (
        f"As of {calendar.as_of.isoformat()}: {overdue:,} overdue, {shown - overdue:,} due"
        f"{until}.{later}{cells}"
    )


def report(calendar: Calendar) -> Report:
    """The calendar as tables: overdue, what comes, days that could not be read."""
    overdue = [one for one in calendar.entries if one.days_left < 0]
    coming = [one for one in calendar.entries if one.days_left >= 0]
    tables = [
        Table(title, _COLUMNS, tuple(map(_row, entries)))
        for title, entries in (("Overdue", overdue), ("Coming", coming))
        if entries
    ]
    if calendar.unread:
        rows = tuple(
            (kind(one), one.subject, f"{where(one)}: {one.heading} “{one.text}”", one.why)
            for one in calendar.unread
        )
        tables.append(Table("Days that could not be read", _UNREAD, rows))
    return Report("What falls due", (lead(calendar),), tuple(tables))


def _row(one: Due) -> tuple[str, ...]:
    return one.due.isoformat(), days(one), kind(one), what(one), one.owner, where(one)
