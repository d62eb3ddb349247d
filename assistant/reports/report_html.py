"""A report as one page of HTML that prints well and loads nothing from anywhere."""

from html import escape as escaped

from assistant.reports.report import Report, Table
from assistant.visible_text import visible

_STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1c2430;
  margin: 2rem auto; max-width: 1480px; padding: 0 1.5rem; }
h1 { font-size: 1.55rem; margin: 0 0 .6rem; }
h2 { font-size: 1.12rem; margin: 2rem 0 .4rem; padding-bottom: .2rem;
  border-bottom: 2px solid #1f3864; }
p { margin: .3rem 0; max-width: 85ch; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 0; font-size: 12.5px; }
th { background: #1f3864; color: #fff; text-align: left; font-weight: 600; hyphens: none; }
th.mine { background: #8a6d1d; }
th, td { border: 1px solid #c3c9d2; padding: .35rem .5rem; vertical-align: top;
  overflow-wrap: break-word; white-space: pre-line; }
tr.new td:first-child { box-shadow: inset 4px 0 #b3261e; }
tr.changed td:first-child { box-shadow: inset 4px 0 #c77700; }
tr.moved td:first-child { box-shadow: inset 4px 0 #2f6fb5; }
tr.dropped td:first-child { box-shadow: inset 4px 0 #6b7280; }
tr.ask td:first-child { box-shadow: inset 4px 0 #7b3fb0; }
@media print { body { margin: 0; max-width: none; padding: 0; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; }
  @page { size: A4 landscape; margin: 12mm; } }
"""


def render(report: Report) -> str:
    """The whole page; every text of a document is escaped."""
    lead = "".join(f"<p>{_escape(line)}</p>\n" for line in report.lead)
    tables = "".join(_table(table) for table in report.tables)
    title = _escape(report.title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{lead}{tables}</body>\n</html>\n"
    )


def _table(table: Table) -> str:
    head = f"<h2>{_escape(table.title)}</h2>\n"
    head += f"<p>{_escape(table.lead)}</p>\n" if table.lead else ""
    if not table.rows:
        return head
    widths = sum(column.width for column in table.columns)
    columns = "".join(f'<col style="width:{100 * c.width / widths:.1f}%">' for c in table.columns)
    names = "".join(
        f"<th{' class=mine' if column.mine else ''}>{_escape(column.name)}</th>"
        for column in table.columns
    )
    rows = "".join(_row(row, table.tones.get(place, "")) for place, row in enumerate(table.rows))
    return (
        f"{head}<table><colgroup>{columns}</colgroup>\n<thead><tr>{names}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _row(texts: tuple[str, ...], tone: str) -> str:
    cells = "".join(f"<td>{_escape(text)}</td>" for text in texts)
    return f'<tr class="{tone}">{cells}</tr>\n' if tone else f"<tr>{cells}</tr>\n"


def _escape(text: str) -> str:
    """Text of a document as text: no mark-up is made of it, and it turns no direction."""
    return escaped(visible(text))
