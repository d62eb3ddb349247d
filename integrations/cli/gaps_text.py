"""Gaps as a person reads them: where, how grave it looks, what is wrong, what would close it."""

from collections import Counter
from collections.abc import Sequence

from assistant.model.audits import GapReport, Severity
from assistant.model.gap_decisions import GapDecision
from assistant.reports.gap_tables import acceptance
from integrations import shapes
from integrations.cli.reply_text import citation_lines
from integrations.cli.screen import Indented, console, plain, table
from integrations.places import counted


def show(report: GapReport) -> None:
    """Print the gaps on standard output."""
    screen = console()
    for one in report.gaps:
        kind = one.kind.value.replace("_", " ")
        owner = f" · owner {plain(one.owner)}" if one.owner else ""
        head = f"{one.clause} {plain(one.subject)} · {kind} · {one.severity}{owner} · {one.id}"
        screen.print(Indented(head, first=0, style="bold"))
        screen.print(Indented(plain(one.message)))
        screen.print(Indented(f"-> {plain(one.hint)}"))
        if one.accepted is not None:
            screen.print(Indented(plain(f"accepted {acceptance(one)}")))
        for cited in one.evidence:
            for line in citation_lines(cited, tag=cited.tag, by=4):
                screen.print(line)
    screen.print(
        f"{_counts(report)} as of {report.as_of.isoformat()}; {counted(report.rules, 'rule')} and "
        f"{counted(report.records, 'record')} checked. Severity is a proposal for you to grade."
    )
    if report.not_looked_at:
        screen.print(plain(report.not_looked_at))


def _counts(report: GapReport) -> str:
    """`3 gaps (1 major, 2 observation)`."""
    grades = Counter(one.severity for one in report.gaps)
    told = ", ".join(f"{grades[each]} {each}" for each in Severity if grades[each])
    accepted = sum(one.accepted is not None for one in report.gaps)
    lived_with = f", {accepted} accepted" if accepted else ""
    return counted(len(report.gaps), "gap") + (f" ({told})" if told else "") + lived_with


def show_history(id: str, decisions: Sequence[GapDecision]) -> None:
    """Print what people decided about a gap."""
    screen = console()
    if not decisions:
        screen.print(f"Nobody decided about {plain(id)}.")
        return
    rows = [
        (
            one.at,
            one.act.value,
            one.by,
            one.owner or (one.until.isoformat() if one.until else ""),
            one.reason,
        )
        for one in decisions
    ]
    screen.print(table(("When", "What", "By", "Owner or until", "Reason"), rows, wide="Reason"))


def show_rules(rules: shapes.GapRules) -> None:
    """Print the rules as a table."""
    rows = [
        (
            one.rule,
            one.clause,
            one.kind.value.replace("_", " "),
            one.severity.value,
            "off" if one.off else ", ".join(f"{k} {v}" for k, v in one.limits.items()),
            one.limits_from,
            one.means,
        )
        for one in rules.rules
    ]
    columns = ("Rule", "Clause", "Kind", "Severity", "Limits", "From", "What it looks for")
    console().print(table(columns, rows, wide="What it looks for"))
