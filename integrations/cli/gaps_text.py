"""Gaps as a person reads them: where, how grave it looks, what is wrong, what would close it."""

from rich.padding import Padding
from rich.text import Text

from assistant.model.audits import GapReport
from integrations.cli.reply_text import citation_lines
from integrations.cli.screen import console, plain
from integrations.places import counted


def show(report: GapReport) -> None:
    """Print the gaps on standard output."""
    screen = console()
    for one in report.gaps:
        kind = one.kind.value.replace("_", " ")
        screen.print(Text(f"{one.clause} {plain(one.subject)} · {kind} · {one.severity}"))
        screen.print(Padding(Text(plain(one.message)), (0, 0, 0, 4)))
        screen.print(Padding(Text(f"-> {plain(one.hint)}"), (0, 0, 0, 4)))
        for cited in one.evidence:
            for line in citation_lines(cited, tag=cited.tag):
                screen.print(Padding(line, (0, 0, 0, 4)))
    found = counted(len(report.gaps), "gap")
    screen.print(
        f"{found} as of {report.as_of.isoformat()}; {counted(report.rules, 'rule')} and "
        f"{counted(report.records, 'record')} checked. Severity is a proposal for you to grade."
    )
