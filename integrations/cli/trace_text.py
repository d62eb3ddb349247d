"""A trace as a tree on a terminal."""

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from assistant.model.traces import Trace, TraceBreak, TraceChain, TraceStep
from assistant.reports import trace_lines as words
from integrations.cli.screen import console, plain


def show(trace: Trace) -> None:
    """Print the trace on standard output."""
    screen = console()
    if not trace.chains:
        for one in words.nothing_called_so(trace):
            screen.print(Text(plain(one)))
        return
    for chain in trace.chains:
        screen.print(_tree(chain))
        screen.print()
    if len(trace.chains) > 1:
        screen.print(Text(f"{plain(trace.key)} names {len(trace.chains)} things; all are shown."))
    screen.print(Text(plain(words.summary(trace)), style="dim"))


def _tree(chain: TraceChain) -> Tree:
    tree = Tree(_label(chain.start, style="bold"), highlight=False)
    _add_breaks(tree, words.shown(chain.start))
    for title, steps in (
        (words.BACK, chain.back),
        (words.ABOUT, chain.about),
        (words.FORWARD, chain.forward),
    ):
        if steps:
            _add(tree.add(Text(title, style="underline")), steps)
    return tree


def _add(tree: Tree, steps: Iterable[TraceStep]) -> None:
    for step in steps:
        branch = tree.add(_label(step))
        _add_breaks(branch, words.shown(step))
        _add(branch, step.children)


def _label(step: TraceStep, *, style: str = "") -> Text:
    text = Text(plain(words.line(step)), style=style)
    if not step.again and (where := words.places(step)):
        text.append(f"  [{plain(where)}]", style="dim")
    return text


def _add_breaks(tree: Tree, breaks: Iterable[TraceBreak]) -> None:
    for one in breaks:
        branch = tree.add(Text(plain(words.told(one)), style="dim" if one.loose else "bold red"))
        for cited in () if one.loose else one.evidence:
            branch.add(Text(f"{plain(words.place(cited))}: “{plain(cited.quote)}”", style="dim"))
