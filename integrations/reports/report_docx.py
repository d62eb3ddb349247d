"""A report as a Word document, to be read, printed and signed."""

from docx import Document
from docx.document import Document as Word

from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports.on_paper import as_cards, is_too_wide, shown_columns, widths_of
from integrations.reports.settled import UNDATED
from integrations.reports.word import SIDEWAYS, UPRIGHT, add_heading, add_table, fill, saved, set_up


def render(report: Report) -> bytes:
    """The bytes of a .docx file; the same for the same report."""
    document = Document()
    day = report.day or UNDATED
    set_up(document, title=report.title, day=day, upright=report.upright)
    add_heading(document, report.title, 1)
    write(document, report)
    return saved(document, report.day)


def write(document: Word, report: Report) -> None:
    """Add everything below the title to a document."""
    for line in report.lead:
        document.add_paragraph(visible(line))
    for table in report.tables:
        _write_table(document, table, UPRIGHT if report.upright else SIDEWAYS)


def _write_table(document: Word, table: Table, width: float) -> None:
    add_heading(document, table.title, 2)
    for line in filter(None, table.lead.split("\n")):
        document.add_paragraph(visible(line))
    if is_too_wide(table, width):
        for card in as_cards(table):
            add_heading(document, card.title, 3)
            _write_rows(document, card, width)
    else:
        _write_rows(document, table, width)


def _write_rows(document: Word, table: Table, width: float) -> None:
    shown = shown_columns(table)
    if not table.rows or not shown:
        return
    widths = widths_of([table.columns[place] for place in shown], width)
    made = add_table(document, [table.columns[place].name for place in shown], widths)
    for row in table.rows:
        fill(made.add_row(), [row[place] for place in shown], widths)
