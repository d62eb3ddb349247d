"""Gaps as a person reads them: where, how grave it looks, what is wrong, what would close it."""

from collections import Counter

from assistant.model.audits import GapReport, Severity
from integrations.cli.reply_text import citation_lines
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted


def show(report: GapReport) -> None:
    """Print the gaps on standard output."""
    screen = console()
    for one in report.gaps:
        kind = one.kind.value.replace("_", " ")
        owner = f" · owner {plain(one.owner)}" if one.owner else ""
        head = f"{one.clause} {plain(one.subject)} · {kind} · {one.severity}{owner}"
        screen.print(Indented(head, first=0, style="bold"))
        screen.print(Indented(plain(one.message)))
        screen.print(Indented(f"-> {plain(one.hint)}"))
        for cited in one.evidence:
            for line in citation_lines(cited, tag=cited.tag, by=4):
                screen.print(line)
    screen.print(
        f"{_counts(report)} as of {report.as_of.isoformat()}; {counted(report.rules, 'rule')} and "
        f"{counted(report.records, 'record')} checked. Severity is a proposal for you to grade."
    )


def _counts(report: GapReport) -> str:
    """`3 gaps (1 major, 2 observation)`."""
    grades = Counter(one.severity for one in report.gaps)
    told = ", ".join(f"{grades[each]} {each}" for each in Severity if grades[each])
    return counted(len(report.gaps), "gap") + (f" ({told})" if told else "")
