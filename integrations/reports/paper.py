"""What every PDF of ours is made of: its typeface, styles, tables and foot."""

from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

GREY, LINE = colors.HexColor("#55555c"), colors.HexColor("#c8c8cf")
_HEAD = colors.HexColor("#eeeef2")


def table(rows: list[list[str]], widths: list[float], *, cut_rows: bool = False) -> Table:
    """A table whose first row names the columns and stands on every page; widths in points.

    `cut_rows` lets a row run over the end of a page, for rows taller than one.
    """
    cells = [
        [
            Paragraph(safe(text).replace("\n", "<br/>"), STYLES["head" if row == 0 else "cell"])
            for text in texts
        ]
        for row, texts in enumerate(rows)
    ]
    made = Table(cells, colWidths=widths, repeatRows=1, splitInRow=int(cut_rows))
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return made


class Footer:
    """Draws the foot of a page: a text and the number of the page."""

    def __init__(self, text: str, width: float) -> None:
        self._text, self._width = text, width

    def __call__(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        """Called by ReportLab for each page."""
        canvas.setFont("Vera", 7.5)
        canvas.setFillColor(GREY)
        canvas.drawString(document.leftMargin, 8 * mm, in_font(self._text))
        right = self._width - document.rightMargin
        canvas.drawRightString(right, 8 * mm, f"Page {document.page}")


def footer(text: str, *, width: float = A4[0]) -> Footer:
    """The foot of the pages of a document `width` points wide."""
    return Footer(text, width)


def safe(text: str) -> str:
    """Text of a document as text: no mark-up of it counts."""
    return escape(in_font(text))


def in_font(text: str) -> str:
    """What the typeface lacks is shown as a question mark."""
    known = pdfmetrics.getFont("Vera").face.charToGlyph
    return "".join(sign if ord(sign) in known or sign.isspace() else "?" for sign in text)


def register_fonts() -> None:
    """Make the typeface known; every PDF does this first."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def _style(name: str, size: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
    font = "VeraBd" if bold else "Vera"
    given = {"fontName": font, "fontSize": size, "leading": size * 1.35, **more}
    return ParagraphStyle(name, **given)


STYLES = {
    "title": _style("title", 17, bold=True, spaceAfter=8),
    "lead": _style("lead", 9.5, spaceAfter=2),
    "heading": _style("heading", 11.5, bold=True, spaceAfter=2),
    "small": _style("small", 8, textColor=GREY, spaceAfter=4),
    "body": _style("body", 8.5, spaceAfter=4),
    "head": _style("head", 7.5, bold=True),
    "cell": _style("cell", 7.5, splitLongWords=1),
}
"""The styles of paragraphs by name."""
