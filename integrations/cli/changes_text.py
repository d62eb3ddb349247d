"""What became of documents between two days, on a terminal."""

from rich.console import Console
from rich.text import Text

from integrations import shapes
from integrations.cli.mappings_text import side_by_side
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted

_LIGHTS = {"not_required": "not required"}


def show(changes: shapes.Changes) -> None:
    """Print the changes: documents with their sentences and decisions, then clauses."""
    screen = console()
    for one in changes.documents:
        _show_document(screen, one)
    if changes.clauses:
        rows = [
            (one.clause, one.title, _light(one.before.value), _light(one.after.value))
            for one in changes.clauses
        ]
        screen.print(table(("Clause", "Title", "Was documented", "Is now"), rows, wide="Title"))
    told = f"{counted(len(changes.documents), 'document')} changed"
    lights = f"{counted(len(changes.clauses), 'clause')} with another light"
    days = f"from {changes.since.isoformat()} to {changes.as_of.isoformat()}"
    screen.print(f"{told}, {lights}, {days}")


def _show_document(screen: Console, one: shapes.ChangedDocument) -> None:
    issues = " -> ".join(
        f"rev {label}" if label else "no label"
        for label in (one.old_revision, one.revision)
        if label is not None
    )
    screen.print(Text(plain(f"{one.document} {one.title}: {one.became.value}, {issues}")))
    for section in one.sections:
        named = f"§{section.section} " if section.section else ""
        screen.print(Text(plain(f"{named}{section.section_title or ''}")))
        rows = side_by_side(section.changes)
        screen.print(table(("Was", "Is now"), rows, wide="Is now"))
    _show_decisions(screen, one)
    screen.print()


def _show_decisions(screen: Console, one: shapes.ChangedDocument) -> None:
    told = [f"{counted(one.kept, 'confirmation')} still hold" if one.kept > 1 else ""]
    told[0] = told[0] or (f"{one.kept} confirmation still holds" if one.kept else "")
    told += [f"bears now on {', '.join(one.gained)}"] if one.gained else []
    told += [f"no longer bears on {', '.join(one.dropped)}"] if one.dropped else []
    for line in filter(None, told):
        screen.print(Indented(line, 2))
    for mapping in one.suspect:
        where = f"§{mapping.section}" if mapping.section else f"p.{mapping.page}"
        line = f"suspect: {mapping.mapping} {where} -> clause {mapping.clause}"
        screen.print(Indented(plain(f"{line}, confirmed by {mapping.decided_by or ''}"), 2))
    for lost in one.lost:
        where = f"§{lost.section} " if lost.section else ""
        screen.print(Indented(plain(f"gone: {where}confirmed for clause {lost.clause}:"), 2))
        screen.print(Indented(f"“{plain(lost.text)}”"))


def _light(value: str) -> str:
    return _LIGHTS.get(value, value)
