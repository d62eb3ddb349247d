"""Text in a cell of a workbook: text it stays, as it is opened and when a person edits it."""

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment

from assistant.visible_text import visible

_STARTS_A_FORMULA = ("=", "+", "-", "@")


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write text of a document or a person, without anything in it that is not seen."""
    assert isinstance(cell, Cell)  # nothing is merged here
    shown = visible(text)
    cell.value = shown
    cell.data_type = "s"  # the clause 8.4 is no number, and a "=" begins no formula
    if shown.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True  # else a person's edit would make it one
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
