"""Poisoned PDF files: what is drawn where nobody sees it, and what is kept beside the pages."""

from collections.abc import Callable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.annotations import Text as Note
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]

LETTER = (
    "Glenmore Adhesives, letter of 1 September 2026",
    "Dear customer, owing to the price of resin we raise the price of adhesive kits.",
    "Orders received before that date are delivered at the old price.",
)


def pdf(*pages: Draw, title: str = "Price change", lines: Sequence[str] = LETTER) -> bytes:
    """A letter on the first page with whatever `pages` draw, one call for each page."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for number, draw in enumerate(pages):
        if number == 0:
            written(canvas, lines)
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def written(canvas: Canvas, lines: Sequence[str], *, top: float = 760) -> None:
    """Lines of plain text from `top` downwards."""
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(72, top - 18 * number, line)


def in_colour(text: str, *, shade: float, size: float = 11) -> Draw:
    """Text in a grey from 0 (black) to 1 (white)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(shade)
        _wrapped(canvas, text, size=size)

    return draw


def off_page(text: str) -> Draw:
    """Text beyond the right edge of the paper."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(A4[0] + 200, 400, text)

    return draw


def outside_crop(text: str, content: bytes | None = None) -> bytes:
    """Text on the sheet, cut away by the crop box of the page."""
    made = content or pdf(lambda canvas: canvas.drawString(72, 40, text))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made)))
    page = writer.pages[0]
    page.cropbox.lower_left = (0, 120)
    return _bytes(writer)


def covered(text: str) -> Draw:
    """Text with a picture-like panel painted over it."""

    def draw(canvas: Canvas) -> None:
        _wrapped(canvas, text)
        canvas.setFillGray(0.8)
        canvas.rect(60, 240, 480, 180, stroke=0, fill=1)

    return draw


def covered_in_white(text: str) -> Draw:
    """Text with a white panel painted over it."""

    def draw(canvas: Canvas) -> None:
        _wrapped(canvas, text)
        canvas.setFillGray(1)
        canvas.rect(60, 240, 480, 180, stroke=0, fill=1)

    return draw


def behind_picture(text: str) -> Draw:
    """Text with a photograph laid over it."""

    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        _wrapped(canvas, text)
        canvas.drawImage(ImageReader(Image.new("RGB", (48, 18), (90, 120, 160))), 60, 240, 480, 180)

    return draw


def on_own_colour(text: str) -> Draw:
    """Dark text on a ground of the same dark colour."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(60, 240, 480, 180, stroke=0, fill=1)
        _wrapped(canvas, text)

    return draw


def in_mode(text: str, mode: int) -> Draw:
    """Text in a rendering mode: 3 is invisible, 7 only clips."""

    def draw(canvas: Canvas) -> None:
        made = canvas.beginText(72, 400)
        made.setFont("Helvetica", 11)
        made.setTextRenderMode(mode)
        for start in range(0, len(text), 80):
            made.textLine(text[start : start + 80])
        canvas.drawText(made)

    return draw


def transparent(text: str) -> Draw:
    """Black text of no opacity."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillAlpha(0)
        _wrapped(canvas, text)

    return draw


def clipped(text: str) -> Draw:
    """Text outside of a clipping path."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(10, 10, 5, 5)
        canvas.clipPath(path, stroke=0, fill=0)
        _wrapped(canvas, text)

    return draw


def with_properties(text: str) -> bytes:
    """Instructions in title, subject, author and keywords."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(_nothing))))
    names = ("/Title", "/Subject", "/Author", "/Keywords")
    writer.add_metadata(dict.fromkeys(names, text))
    return _bytes(writer)


def with_notes(text: str) -> bytes:
    """Instructions in a sticky note and in a free text laid off the page."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(_nothing))))
    writer.add_annotation(0, Note(text=text, rect=(50, 550, 60, 560)))
    writer.add_annotation(0, FreeText(text=text, rect=(900, 50, 990, 60)))
    return _bytes(writer)


def with_form(text: str) -> bytes:
    """Instructions as the value of a form field."""

    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="remark", value=text, x=72, y=500, width=300, height=20)

    return pdf(draw)


def with_attachment(text: str) -> bytes:
    """Instructions in a file attached to the PDF."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(_nothing))))
    writer.add_attachment("procedure.txt", text.encode())
    return _bytes(writer)


def with_outline(text: str) -> bytes:
    """Instructions as a bookmark."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(_nothing))))
    writer.add_outline_item(title=text, page_number=0)
    return _bytes(writer)


def in_layer_switched_off(text: str) -> bytes:
    """Instructions in a layer that viewers do not show."""
    shown = " ".join(f"({line}) Tj T*" for line in LETTER)
    stream = (
        f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET\n"
        f"/OC /off BDC BT /F1 9 Tf 11 TL 72 600 Td ({text}) Tj ET EMC"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] "
        "/D << /OFF [6 0 R] /Order [6 0 R] >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        "<< /Font << /F1 5 0 R >> /Properties << /off 6 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /OCG /Name (notes) >>",
    ]
    return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    made = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>"
    return made + f"{tail}\nstartxref\n{len(made)}\n%%EOF\n".encode()


def _nothing(canvas: Canvas) -> None:
    """Draws no more than the letter."""


def _wrapped(canvas: Canvas, text: str, *, size: float = 11) -> None:
    made = canvas.beginText(72, 400)
    made.setFont("Helvetica", size)
    for start in range(0, len(text), 80):
        made.textLine(text[start : start + 80])
    canvas.drawText(made)


def _bytes(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
