"""The way to a new edition on a terminal: what to do, in the order of working."""

from collections.abc import Iterator

from rich.text import Text

from assistant.reports import transition_tables
from assistant.transition.plan import DocumentTask, Rank, Transition
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted


def show(plan: Transition) -> None:
    """Print the tasks, the documents to revise, and what was counted."""
    screen = console()
    report = transition_tables.tables(plan)
    screen.print(Text(plain(report.title), style="bold"))
    rank = None
    for task in plan.tasks:
        if task.rank is Rank.NOTHING:
            continue
        if task.rank is not rank:
            rank = task.rank
            screen.print()
            screen.print(Text(transition_tables.RANKS[rank], style="bold"))
        number = str(task.step.number) if task.step.new else f"({task.step.number})"
        change = task.step.change.value
        screen.print(Text(f"  {number} {plain(task.step.title.strip('()'))} · {change}"))
        screen.print(Indented(plain(task.action)))
    if plan.documents:
        screen.print()
        screen.print(Text("Documents to revise", style="bold"))
    for one in plan.documents:
        identity = one.revision.identity
        label = f" rev {identity.label}" if identity.label else ""
        screen.print(Text(plain(f"  {identity.number}{label} {identity.title}")))
        screen.print(Indented("; ".join(_asked(one))))
    screen.print()
    for line in report.lead:
        screen.print(Text(plain(line)))


def _asked(one: DocumentTask) -> Iterator[str]:
    if one.extend:
        yield f"extend for {', '.join(map(str, one.extend))}"
    if one.renumber:
        pairs = ", ".join(f"{new} for {old}" for old, new in one.renumber)
        yield f"write {pairs} ({counted(one.citations, 'place')})"
    if one.end:
        yield f"no longer asked for: {', '.join(map(str, one.end))}"
    if one.older:
        yield f"{counted(one.older, 'number')} of older editions"
