"""A checklist as a Word document, landscape, with the head of the table on every page."""

from docx import Document

from assistant.model.audits import Checklist
from assistant.reports.checklist_blocks import BLOCK_COLUMNS, block
from assistant.reports.checklist_markdown import LEFT_OUT_COLUMNS, left_out_cells, length_of
from assistant.visible_text import visible
from integrations.reports.word import add_table, fill, saved, set_up

_WIDTHS = (9, 22, 88, 52, 54, 20, 28)  # mm, of 273 between the margins
_LEFT_OUT_WIDTHS = (50, 150, 73)
_LEAD = (
    "A dot below the number marks the core. Criteria are the standard in our own words and the "
    "organisation's own text. Evidence, result and finding are for the auditor to fill."
)


def render(checklist: Checklist) -> bytes:
    """The bytes of a .docx file; the same for the same checklist."""
    document = Document()
    of = f"Internal audit checklist: {checklist.title}"
    set_up(document, title=of, day=checklist.as_of)
    scope = ", ".join(str(number) for number in checklist.scope)
    document.add_heading(
        f"Internal audit checklist (draft): {visible(checklist.title) or scope}", 1
    )
    day = checklist.as_of.isoformat()
    document.add_paragraph(
        f"Edition {checklist.edition}, documents in force on {day}. {length_of(checklist)} {_LEAD}"
    )
    table = add_table(document, BLOCK_COLUMNS, _WIDTHS)
    for item in checklist.items:
        fill(table.add_row(), block(item), _WIDTHS)
    if checklist.left_out:
        document.add_heading(f"Left out ({len(checklist.left_out)})", 2)
        rest = add_table(document, LEFT_OUT_COLUMNS, _LEFT_OUT_WIDTHS)
        for one in checklist.left_out:
            fill(rest.add_row(), left_out_cells(one), _LEFT_OUT_WIDTHS)
    return saved(document, checklist.as_of)
