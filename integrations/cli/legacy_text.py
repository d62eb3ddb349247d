"""The report on old clause numbers on a terminal: document by document."""

from rich.console import Console
from rich.text import Text

from assistant.legacy_report import LegacyDocument, LegacyReport, LegacyUse
from assistant.numbering import Numbering
from assistant.reports import legacy_tables
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted


def show(report: LegacyReport) -> None:
    """Print each document with its old numbers, then what was looked at."""
    screen = console()
    for document in report.documents:
        _show_document(screen, document)
    for line in legacy_tables.tables(report).lead:
        screen.print(Text(plain(line)))


def _show_document(screen: Console, document: LegacyDocument) -> None:
    identity = document.revision.identity
    label = f" rev {identity.label}" if identity.label else ""
    told = f"{identity.number}{label}  {identity.title} · {legacy_tables.status(document.status)}"
    screen.print(Text(plain(told), style="bold"))
    if document.evidence.reason:
        screen.print(Text(f"  its numbers are read by {plain(document.evidence.reason)}"))
    for use in document.uses:
        _show_use(screen, use)
    screen.print()


def _show_use(screen: Console, use: LegacyUse) -> None:
    relations = "/".join(one.value for one in use.relations)
    asked = use.numbering is Numbering.ASK
    now = legacy_tables.today(use).splitlines()
    head = f"{use.number} ({plain(legacy_tables.old_clause(use))})"
    sure = "which is meant?" if asked else f"{relations or 'no such clause'}, {use.confidence:.2f}"
    screen.print(Text(f"  {head} · {plain(legacy_tables.where(use))}"))
    screen.print(Indented(f"“{plain(use.quote)}”"))
    if asked:
        for line in now:
            screen.print(Indented(f"? {plain(line)}"))
    else:
        screen.print(Indented(f"-> {plain('; '.join(now))} · {sure}"))
    if use.sections_below:
        screen.print(Indented(f"and {counted(use.sections_below, 'section')} numbered below it"))
