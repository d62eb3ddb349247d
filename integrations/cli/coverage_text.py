"""Coverage as a table, and one clause in full."""

from rich.console import Console
from rich.text import Text

from assistant.coverage import ClauseCoverage, Coverage
from assistant.evidence import standing
from assistant.organisation.tailoring import why_not_lines
from assistant.reports import lights
from integrations.cli.screen import Indented, plain, table
from integrations.places import counted, place


def show(report: Coverage, *, in_full: bool, screen: Console) -> None:
    """Print coverage; `in_full` lists every place and record of its first clause."""
    rows = [
        (
            one.clause.number,
            one.clause.title,
            lights.required(one),
            f"{lights.documented_of(one)} {_places(one)}".strip(),
            f"{lights.practised(one.practised)} {len(one.records) or ''}".strip(),
        )
        for one in report.clauses
    ]
    columns = ("Clause", "Title", "Required", "Documented", "Practised")
    screen.print(table(columns, rows, wide="Title", whole=("Clause", "Documented", "Practised")))
    _show_reasons(report, screen)
    if in_full and report.clauses:
        _show_places(report.clauses[0], screen)
    told = "The numbers count places and records."
    screen.print(Text(f"{report.edition}, as of {report.as_of.isoformat()}. {told}"))


def _places(one: ClauseCoverage) -> str:
    """How many places there are; "" where the light says so itself, or for none."""
    partly = 0 < one.confirmed < len(one.passages)
    return "" if partly or not one.passages else str(len(one.passages))


def _show_reasons(report: Coverage, screen: Console) -> None:
    """Why clauses do not apply, each reason once, and who owns the clause asked about."""
    for line in why_not_lines(one.clause for one in report.clauses):
        screen.print(Text(plain(line)))
    first = report.clauses[0].clause if report.clauses else None
    if first is not None and first.owner:
        screen.print(Text(plain(f"Owner of {first.number}: {first.owner}")))


def _show_places(one: ClauseCoverage, screen: Console) -> None:
    counts = f"{counted(len(one.passages), 'place')} and {counted(len(one.records), 'record')}"
    screen.print(Text(f"\n{counts} for clause {one.clause.number}"))
    document = ""
    for shown in one.passages:
        cited, proposal = shown.citation, shown.mapping.proposal
        if document != (document := f"{cited.document} rev {cited.revision}".removesuffix(" rev ")):
            screen.print()
            screen.print(Text(plain(f"{document} {cited.title}")))
        where = cited.row or (f"§{cited.section}" if cited.section else f"p.{cited.page}")
        basis = f"{proposal.basis.value.replace('_', ' ')} {proposal.confidence:.2f}"
        told = f"{where} -> {proposal.clause} · {standing(shown.mapping)}, {basis}"
        screen.print(Indented(plain(told), 2))
        screen.print(Indented(f"“{plain(cited.quote)}”", 6))
    if one.records:
        screen.print()
        screen.print("Records:")
    for record in one.records:
        day = record.day.isoformat() if record.day else "no date"
        screen.print(Indented(plain(f"{place(record.citation)} · {day}")))
