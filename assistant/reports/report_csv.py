"""The first table of a report as CSV: one line per row, to be sorted and counted elsewhere."""

import csv
from io import StringIO

from assistant.reports.report import Report
from assistant.visible_text import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report) -> str:
    """Header and rows, comma-separated; empty lines inside a cell are kept.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    table = report.tables[0]
    written = StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.name for column in table.columns])
    lines.writerows([harmless(text) for text in row] for row in table.rows)
    return written.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, with nothing unseen in it."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
