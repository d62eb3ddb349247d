"""A trace in words: one line for each step, the same in every layout."""

from decimal import Decimal

from assistant.model.replies import Citation
from assistant.model.traces import Trace, TraceBreak, TraceStep

_TOLD = frozenset(
    {
        "split off",
        "split from",
        "came with",
        "set aside for",
        "papers with it",
        "lists",
        "listed on",
    }
)
"""Relations that a line names; of the others the kind says enough."""
_WITHOUT_ROWS = frozenset({"customer", "maker", "batch"})
"""Kinds of which nobody keeps rows of their own in a chain."""
BACK, ABOUT, FORWARD = "Back to the maker", "About it", "Forward to customers"
"""Headings of the three parts of a chain."""


def heading(trace: Trace) -> str:
    """The title of a trace."""
    return f"Trace of {trace.key} as of {trace.as_of.isoformat()}"


def line(step: TraceStep) -> str:
    """`split off: lot L-7/A, 500 · part AN960 · split 2026-04-23`."""
    relation = f"{step.relation}: " if step.relation in _TOLD else ""
    first = f"{relation}{step.kind} {step.number}"
    if step.quantity is not None:
        first += f", {amount(step.quantity)}"
    if step.again:
        return first + " (see above)"
    parts = [f"{name} {text}" for name, text in step.facts if not _repeated(step, name, text)]
    if not step.held and step.kind not in _WITHOUT_ROWS:
        parts.append("not held" if any(map(_folded, step.breaks)) else "only named")
    return " · ".join([first, *parts])


def _repeated(step: TraceStep, name: str, text: str) -> bool:
    if name != "quantity" or step.quantity is None:
        return False
    return text.replace(",", "").replace(" ", "") == amount(step.quantity).replace(",", "")


def shown(step: TraceStep) -> tuple[TraceBreak, ...]:
    """The breaks of a step that have a line of their own: `not held` says the others."""
    return tuple(one for one in step.breaks if not _folded(one))


def _folded(one: TraceBreak) -> bool:
    return one.loose and one.code == "missing-record"


def places(step: TraceStep) -> str:
    """Where the rows of a step stand: `F-861 Receipts!12; F-753 Log!4`."""
    return "; ".join(dict.fromkeys(place(one) for one in step.evidence))


def place(cited: Citation) -> str:
    """`F-861 Receipts!12` or `PO-7 p.1`."""
    return f"{cited.document} {cited.row or f'p.{cited.page}'}"


def told(one: TraceBreak) -> str:
    """`BREAK: …` or `loose end: …`."""
    return f"{'loose end' if one.loose else 'BREAK'}: {one.message}"


def amount(number: Decimal) -> str:
    """`10,000` or `2.5`."""
    whole = number == number.to_integral_value()
    return f"{int(number):,}" if whole else f"{number.normalize():,f}"


def nothing_called_so(trace: Trace) -> tuple[str, ...]:
    """What to say when nobody uses the number: what was searched and what comes nearest."""
    counts = ", ".join(f"{count:,} {_plural(kind, count)}" for kind, count in trace.searched)
    lines = [f"Nothing is called {trace.key}."]
    lines.append(f"Searched: {counts}." if counts else "No lots, orders or papers are held.")
    if trace.nearest:
        near = ", ".join(f"{number} ({kind})" for kind, number in trace.nearest)
        lines.append(f"Nearest: {near}.")
    return tuple(lines)


def summary(trace: Trace) -> str:
    """How many breaks and loose ends there are, and how much was looked through."""
    breaks = [one for chain in trace.chains for one in chain.breaks]
    hard = sum(not one.loose for one in breaks)
    loose = len(breaks) - hard
    counted = f"{hard} {_plural('break', hard)}, {loose} {_plural('loose end', loose)}"
    held = f"{trace.records:,} {_plural('row', trace.records)}"
    told = " (not held, or not accounted for)" if loose else ""
    return f"{counted}{told}; {held} searched."


def _plural(word: str, count: int) -> str:
    if count == 1:
        return word
    if word.endswith("ty"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("ch") else "s")
