"""The matrix of processes and clauses on a terminal: a block for each process."""

from rich.console import Console
from rich.text import Text

from assistant.organisation.matrix import Matrix
from assistant.organisation.tailoring import why_not_lines
from assistant.reports import lights
from integrations.cli.screen import Indented, plain, table


def show(matrix: Matrix, *, screen: Console) -> None:
    """Print each process with its clauses, then what none of them serves."""
    for row in matrix.rows:
        owner = f", owner {row.process.owner}" if row.process.owner else ""
        screen.print(Text(plain(f"{row.process.name}{owner}")))
        rows = [
            (
                one.clause.number,
                one.clause.title,
                lights.documented(one.documented),
                lights.practised(one.practised),
                one.places or "",
            )
            for one in row.crossings
        ]
        columns = ("Clause", "Title", "Documented", "Practised", "Places")
        screen.print(table(columns, rows, wide="Title", whole=("Clause", "Documented")))
        for line in why_not_lines(one.clause for one in row.crossings):
            screen.print(Indented(plain(line), 2))
        if row.not_held:
            screen.print(Indented(plain(f"not in force here: {', '.join(row.not_held)}"), 2))
        for doubt in row.doubts:
            screen.print(Indented(plain(doubt), 2))
        screen.print()
    if not matrix.rows:
        screen.print("No process is described yet: `clausewise organisation` says how.")
    elif matrix.unserved:
        numbers = ", ".join(str(one.number) for one in matrix.unserved)
        screen.print(Text(f"No process serves {numbers}."))
    screen.print(Text(f"{matrix.edition}, as of {matrix.as_of.isoformat()}"))
