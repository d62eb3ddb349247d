"""A scanned page: the text drawn into a picture, so that the PDF has no text layer."""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from evals.sample.blocks import Heading, Items, Paragraph, Table
from evals.sample.source import Document

_SIZE = (1240, 1754)  # A4 at 150 dots an inch, the setting of most office scanners


def render_scan(document: Document) -> bytes:
    """The bytes of a PDF of one page that holds nothing but a grey picture of the text."""
    picture = Image.new("L", _SIZE, 248)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(24)
    for number, line in enumerate(_lines(document)):
        pen.text((110, 120 + 36 * number), line, fill=30, font=font)
    picture = picture.rotate(0.6, fillcolor=248)  # nobody lays a sheet quite straight
    return _page(picture)


def _page(picture: Image.Image) -> bytes:
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=70)
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(BytesIO(jpeg.getvalue())), 0, 0, *A4)
    canvas.save()
    return target.getvalue()


def _lines(document: Document) -> list[str]:
    lines = [document.title, "", *(f"{key}: {value}" for key, value in document.header), ""]
    for block in document.blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                lines += [*wrap(text, 78), ""]
            case Items(items, _):
                lines += [*items, ""]
            case Table(header, rows):
                lines += ["   ".join(row) for row in (header, *rows)]
    return lines
