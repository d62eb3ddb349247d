"""Documents as PDF files: running heads, page numbers, tables, one or two columns."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from evals.sample.blocks import Block, Heading, Items, Paragraph, Table
from evals.sample.source import Document

_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("body", parent=_STYLES["BodyText"], fontSize=10.5, leading=15)
_CELL = ParagraphStyle("cell", parent=_STYLES["BodyText"], fontSize=8, leading=9.5)
_MARGIN = 20 * mm
_GUTTER = 8 * mm


def render_pdf(document: Document) -> bytes:
    """The bytes of the PDF file."""
    target = BytesIO()
    columns = int(document.options.get("columns", "1"))
    frames = _frames(columns)
    template = BaseDocTemplate(target, pagesize=A4, invariant=1, title=document.title, author="MAS")
    template.addPageTemplates([PageTemplate(frames=frames, onPage=_furniture(document))])
    template.build(list(_story(document, width=frames[0]._width - 4 * mm)))
    return target.getvalue()


def _frames(columns: int) -> list[Frame]:
    width = (A4[0] - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    height = A4[1] - 2 * _MARGIN - 8 * mm
    lefts = [_MARGIN + number * (width + _GUTTER) for number in range(columns)]
    return [Frame(left, _MARGIN, width, height, id=f"c{left:.0f}") for left in lefts]


def _furniture(document: Document) -> Callable[[Canvas, BaseDocTemplate], None]:
    head = document.options.get(
        "page_header", f"Meridian Aero Supply    {document.number} Rev {document.revision}"
    )
    foot = document.options.get("page_footer", "Uncontrolled when printed")

    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_MARGIN, A4[1] - 14 * mm, head)
        canvas.line(_MARGIN, A4[1] - 16 * mm, A4[0] - _MARGIN, A4[1] - 16 * mm)
        canvas.drawString(_MARGIN, 12 * mm, foot)
        canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, f"Page {canvas.getPageNumber()}")

    return draw


def _story(document: Document, *, width: float) -> list[Flowable]:
    story: list[Flowable] = []
    size = float(document.options.get("size", "10.5"))
    if document.options.get("show_title", "yes") == "yes":
        story.append(Text(escape(document.title), _STYLES["Title"]))
    if document.header:
        story += [_header_block(document, width), Spacer(1, 5 * mm)]
    body = ParagraphStyle("body", parent=_BODY, fontSize=size, leading=size * 1.45)
    for block in document.blocks:
        story += _flowables(block, width, body)
    return story


def _header_block(document: Document, width: float) -> Flowable:
    if document.options.get("header_style") == "lines":
        joined = "<br/>".join(f"{escape(key)}: {escape(value)}" for key, value in document.header)
        return Text(joined, _BODY)
    return _grid([list(pair) for pair in document.header], width, heading=False)


def _flowables(block: Block, width: float, body: ParagraphStyle) -> list[Flowable]:
    match block:
        case Heading(level, text):
            return [Text(escape(text), _STYLES[f"Heading{min(level + 1, 4)}"])]
        case Paragraph(text):
            return [Text(escape(text), body)]
        case Items(items, ordered):
            marks = [f"{n}." if ordered else "\u2022" for n in range(1, len(items) + 1)]
            return [
                Text(f"{mark} {escape(item)}", body)
                for mark, item in zip(marks, items, strict=True)
            ]
        case Table(header, rows):
            return [_grid([list(header), *map(list, rows)], width), Spacer(1, 3 * mm)]


def _grid(rows: list[list[str]], width: float, *, heading: bool = True) -> Flowable:
    cells = [[Text(escape(text), _CELL) for text in row] for row in rows]
    longest = [min(40, max(6, *(len(row[n]) for row in rows))) for n in range(len(rows[0]))]
    widths = [width * share / sum(longest) for share in longest]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if heading:
        style.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    return Grid(cells, colWidths=widths, style=style, repeatRows=1 if heading else 0)
