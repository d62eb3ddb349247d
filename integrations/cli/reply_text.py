"""A reply as a person reads it on a terminal: answer, numbered citations, what was searched."""

from collections.abc import Collection, Iterator

from rich.text import Text

from assistant.model.replies import Answered, Citation, Declined, Reply
from integrations import shapes
from integrations.cli.screen import Indented, console, plain
from integrations.places import place, searched
from integrations.reasons import heading

_SHOWN = 400  # characters of a quote; `--json` has it whole


def citation_lines(
    citation: Citation | shapes.Citation, *, tag: int, score: float | None = None, by: int = 0
) -> Iterator[Indented]:
    """A citation as two or three lines: where, what it is called, and the words; moved right."""
    mark = f"[{tag}] " if tag else "-   "
    tail = "" if score is None else f" · score {score:.3f}"
    yield Indented(f"{mark}{plain(place(citation))}{tail}", by, style="bold")
    title = plain(citation.title)
    if title and title != citation.document:
        yield Indented(title, by + 4)
    quote = plain(citation.quote)
    shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN].rsplit(" ", 1)[0] + " …"
    yield Indented(f"“{shown}”", by + 4, style="dim")


def show(reply: Reply, *, said: Collection[str] = ()) -> None:
    """Print a reply on standard output; warnings in `said` were printed before."""
    screen = console()
    outcome = reply.outcome
    if reply.understood_as != plain(reply.question):
        screen.print(Text(f"Understood as: {plain(reply.understood_as)}"))
    if isinstance(outcome, Declined) and (told := heading(outcome)):
        screen.print(Text(told, style="bold"))
    for line in outcome.text.splitlines():
        screen.print(Text(plain(line)))
    if isinstance(outcome, Declined):
        for number, choice in enumerate(outcome.choices, start=1):
            screen.print(Text(f"  {number}. {plain(choice.label)}"))
    _show_places(reply)
    screen.print()
    screen.print(Text(searched(reply), style="dim"))
    for warning in outcome.warnings:
        if warning not in said:
            screen.print(Text(f"warning: {plain(warning)}", style="yellow"))


def _show_places(reply: Reply) -> None:
    screen = console()
    outcome = reply.outcome
    answered = isinstance(outcome, Answered)
    places = outcome.citations if isinstance(outcome, Answered) else outcome.near_misses
    if places and not answered:
        screen.print()
        screen.print(Text("What came closest:"))
    for one in places:
        screen.print()
        for line in citation_lines(one, tag=one.tag if answered else 0):
            screen.print(line)
