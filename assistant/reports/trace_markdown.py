"""A trace as Markdown: nested lists, each line with its place."""

from collections.abc import Iterable, Iterator

from assistant.model.traces import Trace, TraceBreak, TraceStep
from assistant.reports import trace_lines as words
from assistant.reports.report_markdown import inline


def render(trace: Trace) -> str:
    """The whole document, ending in a line break."""
    parts = [f"# {inline(words.heading(trace))}"]
    if not trace.chains:
        parts += [inline(one) for one in words.nothing_called_so(trace)]
    else:
        parts.append(inline(words.summary(trace)))
    for chain in trace.chains:
        parts.append(f"## {inline(words.line(chain.start))}")
        parts.append("\n".join(_own(chain.start)))
        for title, steps in (
            (words.BACK, chain.back),
            (words.ABOUT, chain.about),
            (words.FORWARD, chain.forward),
        ):
            if steps:
                parts.append(f"### {title}")
                parts.append("\n".join(_steps(steps, 0)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _own(step: TraceStep) -> Iterator[str]:
    if where := words.places(step):
        yield f"- {inline(where)}"
    yield from _breaks(words.shown(step), 0)


def _steps(steps: Iterable[TraceStep], depth: int) -> Iterator[str]:
    for step in steps:
        where = words.places(step)
        place = f" ({inline(where)})" if where else ""
        yield f"{'  ' * depth}- {inline(words.line(step))}{place}"
        yield from _breaks(words.shown(step), depth + 1)
        yield from _steps(step.children, depth + 1)


def _breaks(breaks: Iterable[TraceBreak], depth: int) -> Iterator[str]:
    for one in breaks:
        indent = "  " * depth
        told = inline(words.told(one))
        yield f"{indent}- {told if one.loose else f'**{told}**'}"
        for cited in one.evidence:
            yield f"{indent}  - {inline(words.place(cited))}: “{inline(cited.quote)}”"
