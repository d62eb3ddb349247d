"""A calendar as a person reads it on a terminal."""

from rich.text import Text

from assistant.model.dues import Calendar
from assistant.reports import calendar_lines as words
from integrations.cli.screen import Indented, console, plain, table


def show(calendar: Calendar) -> None:
    """Print the calendar on standard output."""
    screen = console()
    if calendar.entries:
        rows = [
            (one.due.isoformat(), words.days(one), words.what(one), one.owner, words.where(one))
            for one in calendar.entries
        ]
        columns = ("Due", "Days", "What", "Owner", "Where")
        screen.print(table(columns, rows, wide="What", whole=("Due", "Days")))
        screen.print()
    for one in calendar.unread:
        screen.print(Text(f"not read: {words.kind(one)} of {plain(one.subject)}", style="yellow"))
        told = f"{words.where(one)}, {one.heading}: “{one.text}”. {one.why}"
        screen.print(Indented(plain(told)))
    screen.print(Text(plain(words.lead(calendar)), style="dim"))
