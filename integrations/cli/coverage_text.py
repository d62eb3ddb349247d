"""Coverage as a table, and one clause in full."""

from rich.text import Text

from assistant.coverage import ClauseCoverage, Coverage
from assistant.evidence import SUSPECT, standing
from integrations.cli.screen import console, plain, table
from integrations.places import place

_WORDS = {"not_required": "not required"}


def show(report: Coverage, *, in_full: bool) -> None:
    """Print coverage on standard output; `in_full` lists every passage and record."""
    screen = console()
    rows = [
        (
            one.clause.number,
            one.clause.title,
            f"confirmed, {SUSPECT}" if one.suspect else _word(one.documented.value),
            _word(one.practised.value),
            len(one.passages) or "",
            len(one.records) or "",
        )
        for one in report.clauses
    ]
    columns = ("Clause", "Title", "Documented", "Practised", "Places", "Records")
    whole = ("Clause", "Practised", "Places", "Records")
    screen.print(table(columns, rows, wide="Title", whole=whole))
    if in_full and report.clauses:
        _show_places(report.clauses[0])
    screen.print(Text(f"{report.edition}, as of {report.as_of.isoformat()}"))


def _word(value: str) -> str:
    return _WORDS.get(value, value)


def _show_places(one: ClauseCoverage) -> None:
    screen = console()
    for shown in one.passages:
        proposal = shown.mapping.proposal
        screen.print()
        screen.print(
            Text(
                f"{proposal.clause}  {place(shown.citation)} · {standing(shown.mapping)}, "
                f"{proposal.basis.value.replace('_', ' ')} {proposal.confidence:.2f}"
            )
        )
        screen.print(Text(f"    “{plain(shown.citation.quote)}”"))
    if one.records:
        screen.print()
        screen.print("Records:")
    for record in one.records:
        day = record.day.isoformat() if record.day else "no date"
        screen.print(Text(f"    {place(record.citation)} · {day}"))
