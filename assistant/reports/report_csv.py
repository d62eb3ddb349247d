"""A report as CSV: its first table, to be sorted and counted elsewhere, or all of them."""

import csv
from io import StringIO

from assistant.reports.report import Report, Table
from assistant.visible_text import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report) -> str:
    """Header and rows of the first table, comma-separated; empty lines inside a cell are kept.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    return _lines(report.tables[0])


def render_all(report: Report) -> str:
    """Every table: a line with its title, then header and rows; an empty line between two."""
    return "\r\n".join(f"{harmless(one.title)}\r\n{_lines(one)}" for one in report.tables)


def _lines(table: Table) -> str:
    written = StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.name for column in table.columns])
    lines.writerows([harmless(text) for text in row] for row in table.rows)
    return written.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, with nothing unseen in it."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
