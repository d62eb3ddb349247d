"""Real files of every format, made on the spot by the libraries people make them with."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines_at(canvas: Canvas, lines: Sequence[str], x: float = 72, y: float = 700) -> float:
    canvas.setFont("Helvetica", 10)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 13
    return y


def text_page(*lines: str, head: str = "", foot: str = "") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, head)
        canvas.drawString(72, 30, foot)
        lines_at(canvas, lines)

    return draw


def picture_page(canvas: Canvas) -> None:
    """Strokes as a scanner leaves them, without a letter of text behind them."""
    canvas.setFillColorRGB(0.1, 0.1, 0.1)
    for line in range(30):
        for word in range(8):
            canvas.rect(60 + 60 * word, 100 + 20 * line, 40, 8, fill=1)


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (300, 200), 90).save(buffer, "PNG")
    return buffer.getvalue()


def word(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def procedure_in_word(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    for row, (label, value) in zip(
        table.rows, (("Document No", "QP-12"), ("Revision", "C")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = label, value
    document.add_heading("Purpose", level=1)
    document.add_paragraph("Goods are inspected on receipt.")
    document.add_paragraph("Check the label", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(
        table.rows, (("Step", "Owner"), ("Unpack", "Stores"), ("Inspect", "Quality")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def marked(paragraph: Any, tag: str, text: str) -> None:
    """Append a tracked insertion or deletion."""
    change = OxmlElement(f"w:{tag}")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def workbook(build: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    build(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def register(book: Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    sheet["A1"] = "Calibration register"
    for column, name in enumerate(("Gauge", "Due", "Error"), start=1):
        sheet.cell(3, column, name)
    for row, (gauge, due, error) in enumerate(
        (("G-1", date(2026, 3, 4), 5.0), ("G-2", date(2026, 5, 6), 0.25)), start=4
    ):
        sheet.cell(row, 1, gauge)
        sheet.cell(row, 2, due)
        sheet.cell(row, 3, error)


MAIL = b"""From: Ana <ana@example.org>
To: quality@example.org
Subject: Certificate
Date: Tue, 03 Mar 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

The certificate is attached.
--b
Content-Type: text/csv; name="lots.csv"
Content-Disposition: attachment; filename="../lots.csv"

lot,qty
A1,5
--b--
"""

MARKDOWN = """---
doc_id: QP-7
revision: "B"
---
# Receiving

Goods are **inspected** on [receipt](x.md).

- check the label

| Step | Owner |
| --- | --- |
| Unpack | Stores |
"""

HTML = """<!doctype html><html><head><title>Receiving</title><script>var x = 1</script></head>
<body><h2>Scope</h2><p>All goods.</p><p style="display:none">secret</p>
<ul><li>one</li></ul><table><tr><th>Step</th><th>Owner</th></tr><tr><td>Unpack</td><td>Stores</td></tr>
</table></body></html>"""

TEXT = """Document No: QP-9
Revision: A

6.2 Records

Receiving inspection records are retained for ten years in the quality
department of the company.

- check the label
"""


def samples() -> dict[str, bytes]:
    """One good file per format, by name."""
    return {
        "a.pdf": pdf(
            text_page("Goods are inspected on receipt.", head="QP-12 Rev C", foot="Page 1 of 2"),
            text_page("Records are kept.", head="QP-12 Rev C", foot="Page 2 of 2"),
        ),
        "a.docx": word(procedure_in_word),
        "a.xlsx": workbook(register),
        "a.csv": b"Gauge;Due\nG-1;2026-03-04\nG-2;2026-05-06\n",
        "a.html": HTML.encode(),
        "a.md": MARKDOWN.encode(),
        "a.txt": TEXT.encode(),
        "a.eml": MAIL,
    }
