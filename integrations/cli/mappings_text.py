"""Mappings as lines on a terminal, what changed in their words beside them."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from assistant.evidence import SUSPECT
from integrations import shapes
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted, place

_SHOWN = 160  # characters of a passage in a list


def show(mappings: Sequence[shapes.Mapping]) -> None:
    """Print mappings, suspect ones with the sentences that changed."""
    screen = console()
    for one in mappings:
        _show_one(screen, one)
    screen.print(counted(len(mappings), "mapping") + _suspect(mappings))


def _suspect(mappings: Sequence[shapes.Mapping]) -> str:
    """How many of them count as proposed again, whatever was decided."""
    count = sum(one.suspect for one in mappings)
    if not count:
        return ""
    counts, changed = ("counts", "its") if count == 1 else ("count", "their")
    return (
        f", {count} suspect: {changed} words changed after the decision, so in coverage "
        f"{'it' if count == 1 else 'they'} {counts} as proposed (`mappings --suspect`)"
    )


def show_decided(mappings: Sequence[shapes.Mapping], done: str, by: str) -> None:
    """Print what was decided just now, a line each."""
    screen = console()
    for one in mappings:
        where = f"{plain(one.document)} {one.row or _section(one)}"
        screen.print(Text(f"{one.mapping}: {where} -> clause {one.clause} {done} by {plain(by)}"))
    if len(mappings) > 1:
        screen.print(f"{counted(len(mappings), 'mapping')} {done}")


def show_history(history: shapes.History) -> None:
    """Print a mapping and every act about it."""
    screen = console()
    _show_one(screen, history.mapping)
    if not history.acts:
        screen.print("Nobody has decided about it yet.")
    for act in history.acts:
        issue = f"{act.document} rev {act.revision}".removesuffix(" rev ")
        told = f"{act.no}. {act.at[:10]} {act.act.value} by {act.by}, {issue}"
        screen.print()
        screen.print(Text(plain(told)))
        if act.note:
            screen.print(Indented(f"note: {plain(act.note)}"))
        screen.print(Indented(f"“{_in_short(act.text)}”"))
        screen.print(Text(f"    seal {act.seal[:16]}…"))


def show_queue(queued: Sequence[shapes.QueuedMapping]) -> None:
    """Print what to confirm next."""
    screen = console()
    for one in queued:
        _show_one(screen, one)
        screen.print(Text(f"    settles {', '.join(one.settles)}"))
    screen.print(f"{counted(len(queued), 'mapping')}; confirm with `mappings confirm ID --by NAME`")


def side_by_side(changes: Iterable[shapes.ChangedSentence]) -> "Sequence[tuple[str, str]]":
    """Rows of (was, is); a dash where there is nothing on one side."""
    return [(one.old or "-", one.new or "-") for one in changes]


def _show_one(screen: Console, one: shapes.Mapping) -> None:
    who = f" by {one.decided_by} on {one.decided_at[:10]}" if one.decided_at else ""
    suspect = f", {SUSPECT}" if one.suspect else ""
    basis = one.basis.replace("_", " ")
    line = (
        f"{one.mapping}  {one.clause}  {one.decision}{who}{suspect}, {basis} {one.confidence:.2f}"
    )
    screen.print(Indented(plain(line), first=0))
    if one.origin is not None:
        screen.print(Indented(_origin(one.origin)))
    screen.print(Indented(f"{plain(place(one))}\n“{_in_short(one.quote)}”"))
    if one.changes:
        screen.print(table(("Was", "Is now"), side_by_side(one.changes), wide="Is now"))


def _section(one: shapes.Mapping) -> str:
    return f"§{one.section}" if one.section else f"p.{one.page}"


def _origin(origin: shapes.Origin) -> str:
    made = f"made for {origin.clause} of {origin.edition}"
    if origin.relation == "equal":
        return f"{made}, the same clause: one decision for both"
    return f"{made} ({origin.relation}), {origin.decision} there; add it here to decide"


def _in_short(quote: str) -> str:
    shown = plain(quote)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN].rsplit(" ", 1)[0] + " …"
