"""A checklist as CSV: every field of every item, for programs and spreadsheets."""

import csv
from io import StringIO

from assistant.model.audits import Checklist
from assistant.reports.checklist_markdown import COLUMNS, cells
from assistant.reports.report_csv import harmless


def render(checklist: Checklist) -> str:
    """One line for each item below the names of the columns."""
    kept = StringIO()
    writer = csv.writer(kept)
    writer.writerow(COLUMNS)
    for item in checklist.items:
        writer.writerow([harmless(text) for text in cells(item)])
    return kept.getvalue()
