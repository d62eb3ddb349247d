"""Gaps as a person reads them: where, how grave it looks, what is wrong, what would close it."""

from rich.text import Text

from assistant.model.audits import GapReport
from integrations.cli.reply_text import citation_lines
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted


def show(report: GapReport) -> None:
    """Print the gaps on standard output."""
    screen = console()
    for one in report.gaps:
        kind = one.kind.value.replace("_", " ")
        screen.print(
            Text(f"{one.clause} {plain(one.subject)} · {kind} · {one.severity}", style="bold")
        )
        screen.print(Indented(plain(one.message)))
        screen.print(Indented(f"-> {plain(one.hint)}"))
        for cited in one.evidence:
            for line in citation_lines(cited, tag=cited.tag, by=4):
                screen.print(line)
    found = counted(len(report.gaps), "gap")
    screen.print(
        f"{found} as of {report.as_of.isoformat()}; {counted(report.rules, 'rule')} and "
        f"{counted(report.records, 'record')} checked. Severity is a proposal for you to grade."
    )
