"""Coverage as one page for the screen and for paper: nothing is loaded from elsewhere. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from assistant.coverage import ClauseCoverage, Coverage, MappedPlace
from assistant.evidence import standing
from assistant.model.clauses import Clause, ClauseNumber
from assistant.organisation.matrix import Crossing, Matrix
from assistant.organisation.tailoring import why_not, why_not_lines
from assistant.reports import lights

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem;
  padding: 0 1rem }
h1 { font-size: 1.4rem; margin-bottom: .2rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% } th { text-align: left; background: var(--soft) }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; vertical-align: top }
td.light { white-space: nowrap } td.cross { text-align: center; white-space: nowrap }
th.up { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 600 }
.deep { padding-left: 1.4rem } .deeper { padding-left: 2.6rem }
blockquote { margin: .1rem 0 .6rem 1.2rem; opacity: .85 }
.foot { margin-top: 2rem; opacity: .75; font-size: .9rem }
@media print { body { margin: 0; max-width: none; font-size: 9.5pt }
  thead { display: table-header-group }
  tr { break-inside: avoid } h2 { break-after: avoid } }
"""
_FOOT = (
    "● there, ◐ partly (proposed by the program, or out of date), ○ nothing found, "
    "– not asked for. This shows evidence; whether it suffices is for people to judge."
)


def render(report: Coverage, *, in_full: bool = False) -> str:
    """The page of a coverage report; `in_full` lists every place of its first clause."""
    title = f"Coverage of {report.edition} on {report.as_of.isoformat()}"
    parts = [_tree(report.clauses)]
    if in_full and report.clauses:
        parts.append(_places(report.clauses[0]))
    return _page(title, parts)


def render_matrix(matrix: Matrix) -> str:
    """The page of a matrix: processes across, clauses down."""
    title = f"Processes and clauses of {matrix.edition} on {matrix.as_of.isoformat()}"
    parts = [_crossed(matrix), _remarks(matrix)]
    return _page(title, parts)


def _page(title: str, parts: Iterable[str]) -> str:
    head = f"<meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
    body = "\n".join(part for part in parts if part)
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body><h1>{escape(title)}</h1>\n'
        f'{body}\n<p class="foot">{escape(_FOOT)}</p></body></html>\n'
    )


def _tree(clauses: Sequence[ClauseCoverage]) -> str:
    head = ("Clause", "Title", "Owner", "Required", "Documented", "Practised", "Places", "Records")
    owned = any(one.clause.owner for one in clauses)
    names = [name for name in head if owned or name != "Owner"]
    given = {one.clause.number: why_not(one.clause) for one in clauses}
    rows = "\n".join(
        _tree_row(one, owned=owned, reason=_first_said(one.clause, given)) for one in clauses
    )
    return f"<table>{_heading(names)}<tbody>\n{rows}\n</tbody></table>"


def _first_said(clause: Clause, given: Mapping[ClauseNumber, str]) -> str:
    """Why it does not apply, where the clause above does not give the same reason already."""
    reason = given[clause.number]
    above = clause.number.parent
    return "" if above is not None and given.get(above) == reason else reason


def _tree_row(one: ClauseCoverage, *, owned: bool, reason: str) -> str:
    clause = one.clause
    depth = {1: "", 2: "deep"}.get(clause.number.depth, "deeper")
    why = f"<br><small>{escape(reason)}</small>" if reason else ""
    cells = [
        f"<td>{clause.number}</td>",
        f'<td class="{depth}">{escape(clause.title)}{why}</td>',
        f"<td>{escape(clause.owner)}</td>" if owned else "",
        *(
            f'<td class="light">{escape(light)}</td>'
            for light in (
                lights.required(one),
                lights.documented_of(one),
                lights.practised(one.practised),
            )
        ),
        f"<td>{len(one.passages) or ''}</td>",
        f"<td>{len(one.records) or ''}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _places(one: ClauseCoverage) -> str:
    groups: dict[str, list[MappedPlace]] = {}
    for place in one.passages:
        cited = place.citation
        issue = f" rev {cited.revision}" if cited.revision else ""
        groups.setdefault(f"{cited.document}{issue} {cited.title}", []).append(place)
    listed = "".join(
        f"<h3>{escape(name)}</h3>{''.join(map(_place, places))}" for name, places in groups.items()
    )
    head = f"<h2>{len(one.passages)} places for clause {one.clause.number}</h2>"
    return f"{head}{listed}"


def _place(place: MappedPlace) -> str:
    cited = place.citation
    where = cited.row or (f"§{cited.section}" if cited.section else f"p. {cited.page}")
    told = f"{where} → {place.mapping.proposal.clause}, {standing(place.mapping)}"
    return f"<p>{escape(told)}<blockquote>“{escape(cited.quote)}”</blockquote></p>"


def _heading(names: Iterable[str]) -> str:
    return f"<thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in names)}</tr></thead>"


def _crossed(matrix: Matrix) -> str:
    ups = "".join(f'<th class="up">{escape(row.process.name)}</th>' for row in matrix.rows)
    by_row = [{one.clause.number: one for one in row.crossings} for row in matrix.rows]
    lines = []
    for number in matrix.clauses:
        clause = next(found[number].clause for found in by_row if number in found)
        cells = "".join(
            f'<td class="cross">{escape(_cross(found[number]))}</td>'
            if number in found
            else "<td></td>"
            for found in by_row
        )
        lines.append(f"<tr><td>{number} {escape(clause.title)}</td>{cells}</tr>")
    head = f"<thead><tr><th>Clause</th>{ups}</tr></thead>"
    return f"<table>{head}<tbody>{''.join(lines)}</tbody></table>"


def _cross(one: Crossing) -> str:
    return f"{lights.documented(one.documented)} / {lights.practised(one.practised)}"


def _remarks(matrix: Matrix) -> str:
    told = [
        f"<li>{escape(row.process.name)} names {escape(', '.join(row.not_held))}, "
        "which is not in force here.</li>"
        for row in matrix.rows
        if row.not_held
    ]
    told += [
        f"<li>{escape(row.process.name)}: {escape(doubt)}</li>"
        for row in matrix.rows
        for doubt in row.doubts
    ]
    told += [f"<li>{escape(line)}.</li>" for line in why_not_lines(matrix.served)]
    if matrix.unserved:
        numbers = ", ".join(str(one.number) for one in matrix.unserved)
        told.append(f"<li>No process serves {numbers}.</li>")
    return f"<h2>Remarks</h2><ul>{''.join(told)}</ul>" if told else ""
