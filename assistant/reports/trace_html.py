"""A trace as one page of HTML that prints well and loads nothing from anywhere."""

from collections.abc import Iterable
from html import escape as escaped

from assistant.model.traces import Trace, TraceBreak, TraceChain, TraceStep
from assistant.reports import trace_lines as words
from assistant.visible_text import visible

_STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1c2430;
  margin: 2rem auto; max-width: 1100px; padding: 0 1.5rem; overflow-wrap: break-word; }
h1 { font-size: 1.55rem; margin: 0 0 .6rem; }
h2 { font-size: 1.12rem; margin: 2rem 0 .4rem; padding-bottom: .2rem;
  border-bottom: 2px solid #1f3864; }
h3 { font-size: 1rem; margin: 1.1rem 0 .2rem; }
ul { list-style: none; margin: 0; padding: 0 0 0 1.1rem; }
ul ul { border-left: 1px solid #c3c9d2; }
li { margin: .2rem 0; }
.place { color: #5b6470; font-size: 12px; }
.break, .loose { margin: .3rem 0; padding: .3rem .6rem; }
.break { border-left: 4px solid #b3261e; background: #fbeceb; }
.loose { border-left: 4px solid #8a6d1d; background: #f8f4e6; }
blockquote { margin: .2rem 0 0 .8rem; font-size: 12.5px; color: #3b4450; }
@media print { body { margin: 0; max-width: none; padding: 0; } li { break-inside: avoid-page; }
  h2, h3 { break-after: avoid; } @page { size: A4; margin: 14mm; } }
"""


def render(trace: Trace) -> str:
    """The whole page; every text of a document is escaped."""
    title = _escape(words.heading(trace))
    if trace.chains:
        body = f"<p>{_escape(words.summary(trace))}</p>\n" + "".join(map(_chain, trace.chains))
    else:
        body = "".join(f"<p>{_escape(one)}</p>\n" for one in words.nothing_called_so(trace))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )


def _chain(chain: TraceChain) -> str:
    parts = ((words.BACK, chain.back), (words.ABOUT, chain.about), (words.FORWARD, chain.forward))
    told = "".join(f"<h3>{name}</h3>\n{_steps(steps)}" for name, steps in parts if steps)
    return f"<h2>{_escape(words.line(chain.start))}</h2>\n{_own(chain.start)}{told}"


def _steps(steps: Iterable[TraceStep]) -> str:
    items = "".join(
        f"<li>{_escape(words.line(one))} {_own(one)}{_steps(one.children)}</li>\n" for one in steps
    )
    return f"<ul>\n{items}</ul>\n" if items else ""


def _own(step: TraceStep) -> str:
    where = words.places(step)
    place = f'<span class="place">{_escape(where)}</span>\n' if where else ""
    return place + "".join(map(_break, words.shown(step)))


def _break(one: TraceBreak) -> str:
    quotes = "".join(
        f"<blockquote>{_escape(words.place(cited))}: “{_escape(cited.quote)}”</blockquote>\n"
        for cited in one.evidence
    )
    kind = "loose" if one.loose else "break"
    return f'<div class="{kind}">{_escape(words.told(one))}\n{quotes}</div>\n'


def _escape(text: str) -> str:
    """Text of a document as text: no mark-up is made of it, and it turns no direction."""
    return escaped(visible(text))
