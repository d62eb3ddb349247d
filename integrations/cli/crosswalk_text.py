"""A clause number read as an old one and as a current one, on a terminal."""

from collections.abc import Sequence

from rich.console import Console

from integrations import shapes
from integrations.cli.screen import console, plain, table

_COLUMNS = ("Old", "Title", "Relation", "Current", "Note")


def show(found: shapes.Crosswalk, *, read: str | None) -> None:
    """Print both meanings, or the one that is wanted: `old` or `current`."""
    screen = console()
    if read != "current":
        screen.print(f"As an old number, {plain(found.number)}:")
        _show_table(screen, found.legacy, "  not in use")
    if read != "old":
        _show_current(screen, found)
    today = {one.clause for old in found.legacy for one in old.current if read != "current"}
    today |= {found.clause.clause} if found.clause and read != "old" else set()
    for onward in found.onward:
        _show_onward(screen, onward, today)
    if found.ambiguous and read is None:
        screen.print(
            "The number means different things then and now. Which is meant? Read the title "
            "beside it, then say --read old or --read current."
        )


def _show_current(screen: Console, found: shapes.Crosswalk) -> None:
    screen.print(f"As a clause of {found.edition}, {plain(found.number)}:")
    if found.clause is None:
        screen.print("  no such clause")
        return
    screen.print(f"  {found.clause.clause} {plain(found.clause.title)} took over:")
    _show_table(screen, found.took_over, "  nothing older")
    for before in found.before:
        screen.print(f"  and these before them, in the numbers that {plain(before.name)} replaced:")
        _show_table(screen, before.clauses, "")


def _show_onward(screen: Console, onward: shapes.Onward, today: set[str]) -> None:
    clauses = [one for one in onward.clauses if one.number in today]
    if clauses:
        screen.print(f"In {onward.edition}, {plain(onward.name)}:")
        _show_table(screen, clauses, "")


def _show_table(screen: Console, clauses: Sequence[shapes.LegacyClause], none: str) -> None:
    rows = [(one.number, one.title, one.relation, _current(one), one.note) for one in clauses]
    screen.print(table(_COLUMNS, rows, wide="Note", whole=("Old",)) if rows else none)


def _current(one: shapes.LegacyClause) -> str:
    return ", ".join(f"{clause.clause} {clause.title}" for clause in one.current)
