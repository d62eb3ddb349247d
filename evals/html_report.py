"""A run as one page of HTML that needs nothing else: figures, then what went wrong, worst first.

Light or dark as the reader's system asks, and printable. Of the test split it shows counts alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files

from evals import reliability
from evals.cases import SPLITS
from evals.gates import Judged, Verdict
from evals.html_cases import case_card
from evals.misses import (
    harms,
    missed_coverage,
    missed_sections,
    missed_statuses,
    wrong_of_dev,
)
from evals.problems import Problem
from evals.reporting import Rows, conclusion, kind_columns, kind_rows
from evals.running import Run
from evals.scoring import Scores

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
"""


def page(
    run: Run,
    judged: Sequence[Judged],
    kinds: Mapping[str, Scores],
    problems: Sequence[Problem],
    config: Mapping[str, object],
) -> str:
    """The whole page. Text of documents and questions is escaped; nothing is loaded."""
    title = f"Evaluation of suite {run.suite.name}"
    style = files("evals").joinpath("report.css").read_text(encoding="utf-8")
    parts = [
        _HEAD.format(title=escape(title), style=style),
        f"<h1>{escape(title)}</h1>",
        _facts(run, config),
        _verdict(judged),
        "<h2>Figures</h2>",
        _figures(judged),
        "<h2>By kind of question</h2>",
        _table(kind_columns(kinds), kind_rows(kinds)),
        *_wrong(run),
        *_below(run, problems),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _facts(run: Run, config: Mapping[str, object]) -> str:
    settings, program = (_mapping(config.get(name)) for name in ("settings", "program"))
    told = {
        "as of": run.suite.as_of.isoformat(),
        "made": config.get("made", "unfinished"),
        "program": program.get("version", "-"),
        "edition": settings.get("edition", "-"),
        "language model": settings.get("model") or "none, verbatim extracts",
        "embedding model": settings.get("embedding_model") or "built in",
        "documents": config.get("documents", "-"),
        "passages": config.get("passages", "-"),
        "questions": len(run.asked),
    }
    items = (f"<div><dt>{k}</dt><dd>{escape(str(v))}</dd></div>" for k, v in told.items())
    return f'<dl class="meta">{"".join(items)}</dl>'


def _mapping(told: object) -> Mapping[str, object]:
    return told if isinstance(told, Mapping) else {}


def _verdict(judged: Sequence[Judged]) -> str:
    fails = any(one.verdict.fails for one in judged)
    lines = "".join(f"<p>{escape(line)}</p>" for line in conclusion(judged))
    return f'<div class="verdict{" fails" if fails else ""}">{lines}</div>'


def _figures(judged: Sequence[Judged]) -> str:
    head = (
        "<tr><th>Metric</th><th class=number>Value</th><th>95 % range, 0 to 1</th>"
        "<th class=number>n</th><th class=number>Not scored</th><th class=number>Before</th>"
        "<th class=number>Gate</th><th></th></tr>"
    )
    note = (
        "<p class=soft>Band: bootstrap interval. Dot: the figure. Dashed line: the baseline. "
        "Red line: the gate. n: cases scored; not scored: cases of the group without gold.</p>"
    )
    rows = "".join(map(_figure, judged))
    return (
        f"<div class=scroll><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _figure(one: Judged) -> str:
    now, before = one.now, one.before
    cells = [
        f"<td>{escape(one.metric)}</td>",
        _number(f"{now.value:.3f}" if now else "-"),
        f'<td class="range">{_chart(one)}</td>',
        _number(str(now.n) if now else "0"),
        _number(str(now.skipped) if now else "-"),
        _number(f"{before.value:.3f}" if before else "-"),
        _number(f"{one.gate:.2f}" if one.gate is not None else "-"),
        f"<td>{_mark(one.verdict)}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _chart(one: Judged) -> str:
    if one.now is None:
        return ""
    value, low, high = (100 * part for part in (one.now.value, one.now.low, one.now.high))
    label = f"{one.now.value:.3f}, from {one.now.low:.3f} to {one.now.high:.3f}"
    lines = [
        '<line class="axis" x1="0%" x2="100%" y1="50%" y2="50%"/>',
        f'<line class="interval" x1="{low:.1f}%" x2="{high:.1f}%" y1="50%" y2="50%"/>',
    ]
    before = one.before.value if one.before else None
    for name, at in (("before", before), ("gate", one.gate)):
        if at is not None:
            x = f"{100 * at:.1f}%"
            lines.append(f'<line class="{name}" x1="{x}" x2="{x}" y1="12%" y2="88%"/>')
    lines.append(f'<circle class="value" cx="{value:.1f}%" cy="50%" r="4"/>')
    return f'<svg role="img" aria-label="{label}"><title>{label}</title>{"".join(lines)}</svg>'


def _mark(verdict: Verdict) -> str:
    if verdict is Verdict.HELD:
        return ""
    kind = "bad" if verdict.fails else "warn"
    return f'<span class="mark {kind}">{escape(verdict.value)}</span>'


def _wrong(run: Run) -> Iterable[str]:
    yield "<h2>Questions that went wrong, the worst first</h2>"
    counted = ((harm, *(str(n[split]) for split in SPLITS)) for harm, n in harms(run).items())
    yield _table(("", *SPLITS), counted)
    yield (
        "<p class=soft>Cases of the dev split follow. Those of the test split are only counted: "
        "who looks at them can no longer count on them.</p>"
    )
    cards = [case_card(one, harm) for harm, one in wrong_of_dev(run)]
    yield "".join(cards) or "<p>None.</p>"


def _below(run: Run, problems: Sequence[Problem]) -> Iterable[str]:
    yield "<h2>What could not be read, asked or scored</h2>"
    told = [(one.about, one.code, f"{one.message} {one.hint}") for one in problems]
    yield _table(("what", "code", "why"), told) if told else "<p>Nothing.</p>"
    sections = [(one.name, one.wanted, one.came, one.harm) for one in missed_sections(run)]
    yield "<h2>Clauses whose status is otherwise</h2>"
    yield _folded(("clause", "wanted", "came"), list(missed_statuses(run)))
    yield from _reliability(run)
    yield "<h2>Sections mapped otherwise</h2>"
    yield _folded(("section", "wanted", "proposed", ""), sections)
    yield "<h2>Places that the coverage does not name</h2>"
    yield _folded(("clause", "place"), list(missed_coverage(run)))


def _reliability(run: Run) -> Iterable[str]:
    line = reliability.calibration_line(run)
    if line:
        yield "<h2>Reliability of the proposals</h2>"
        yield f"<p>{escape(line)}</p>"
        yield _table(reliability.BAND_COLUMNS, reliability.band_rows(run))
        yield f"<p class=soft>{escape(reliability.NOTE)} Other thresholds would give:</p>"
        yield _table(reliability.THRESHOLD_COLUMNS, reliability.threshold_rows(run))


def _folded(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "<p>None.</p>"
    table = _table(columns, rows)
    return f"<details><summary>{len(rows)} rows</summary>{table}</details>"


def _table(columns: Sequence[str], rows: Rows) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div class=scroll>{whole}</div>"


def _number(text: str) -> str:
    return f'<td class="number">{text}</td>'
