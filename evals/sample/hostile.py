"""Files that no reader should trust: damaged, locked, mislabelled, bloated, or talking back."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from evals.sample.archives import member

_MEGABYTE = b" " * 1_000_000
_BOMB_MEGABYTES = 300
_CERTIFICATE = "records/purchasing/certificates/Boltec certificate DE-77120.pdf"


def hostile_files(made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file. `made` holds the built files, some of which are spoilt here."""
    longest = max((content for path, content in made.items() if path.endswith(".pdf")), key=len)
    yield "hostile/truncated.pdf", longest[: len(longest) // 3]
    yield "hostile/supplier-quote-locked.pdf", _encrypted()
    yield "hostile/empty.docx", b""
    yield "hostile/photo-named-as.pdf", _picture()
    yield "hostile/bloated.docx", _bomb()
    yield "hostile/Copy of supplier certificate (2).pdf", made[_CERTIFICATE]
    yield "hostile/no-text.txt", b"\r\n   \r\n\t\r\n"
    yield "hostile/thumbs.db", bytes(range(256)) * 8


def _encrypted() -> bytes:
    target = BytesIO()
    lock = StandardEncryption("meridian", ownerPassword="owner", canPrint=0)
    canvas = Canvas(target, pagesize=A4, invariant=1, encrypt=lock)
    canvas.drawString(72, 720, "Quotation 5512, prices valid for 30 days")
    canvas.save()
    return target.getvalue()


def _picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 160)).save(target, "PNG")
    return target.getvalue()


def _bomb() -> bytes:
    """A Word file of some 300 kB that unpacks to 300 MB."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(member("[Content_Types].xml"), "<Types/>")
        with archive.open(member("word/document.xml"), "w") as part:
            for _ in range(_BOMB_MEGABYTES):
                part.write(_MEGABYTE)
    return target.getvalue()
