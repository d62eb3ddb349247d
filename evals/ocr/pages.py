"""Pages as an aerospace distributor files them, with made-up contents that differ with the seed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from evals.ocr.paper import WIDTH, Sheet

_LEFT, _RIGHT = 54.0, WIDTH - 54.0
_NAMES = (
    "Anna Lindqvist", "Peter Novak", "Maria Gonzalez", "J. O'Brien", "Kenji Watanabe", "R. Patel",
    "Sofia Rossi", "David Mueller", "Claire Dubois", "T. Kowalski", "Ingrid Haugen", "Omar Haddad",
)  # fmt: skip
_FIRMS = (
    "Northgate Fasteners Ltd", "Sierra Bearings Inc.", "Halden Metals AS", "Tessier Composites SA",
    "Crown & Wick Aviation", "Bluewater Sealants LLC", "Ostermann GmbH", "Pinewood Hydraulics",
)  # fmt: skip
_THINGS = (
    "hex bolt", "self-locking nut", "O-ring", "plain bearing", "rivet, solid", "washer, flat",
    "hose assembly", "sealant kit", "clamp, cushioned", "bushing, flanged", "fuel filter",
)  # fmt: skip
_SENTENCES = (
    "The parts listed above were inspected and found to agree with the purchase order.",
    "Material test reports are kept on file and are available for review on request.",
    "Records of this shipment are retained for a minimum of 10 years after delivery.",
    "The seller shall notify the buyer of any change in process, product or site within 5 days.",
    "No suspected unapproved or counterfeit material has been used in this lot.",
    "Shelf-life limited items shall have at least 80 % of their life left when they are received.",
    "Storage temperature is to be held between 15 and 25 degrees; humidity below 65 % RH.",
    "Certification applies only to the quantities and lot numbers shown on this document.",
    "The buyer, its customers and the authorities may enter the premises where the work is done.",
    "Parts damaged in transport are returned with form F-17 and a copy of the packing slip.",
)


def part(of: Random) -> str:
    """A part number."""
    return of.choice(
        (
            f"MS{of.randint(20000, 29999)}-{of.randint(3, 40)}",
            f"NAS{of.randint(1100, 6700)}-{of.randint(1, 32)}",
            f"BACB30{of.choice('LMNU')}{of.choice('HKM')}{of.randint(3, 12)}-{of.randint(4, 60)}",
            f"AN{of.randint(3, 960)}-{of.randint(4, 30)}",
            f"{of.randint(100, 999)}-{of.randint(10000, 99999)}-{of.randint(1, 9)}",
        )
    )


def lot(of: Random) -> str:
    """A lot number."""
    return f"{of.choice('BKLT')}{of.randint(22, 26)}-{of.randint(1000, 9999)}"


def day(of: Random) -> str:
    """A date in one of the usual forms."""
    year, month, number = of.randint(2022, 2027), of.randint(1, 12), of.randint(1, 28)
    name = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[month - 1]
    return of.choice(
        (f"{year}-{month:02}-{number:02}", f"{number:02} {name} {year}", f"{number}/{month}/{year}")
    )


def _paragraph(sheet: Sheet, y: float, text: str, *, face: str, size: float) -> float:
    """Text wrapped to the margins; where the next line would stand."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if sheet.width(longer, face, size) > _RIGHT - _LEFT:
            sheet.text(_LEFT, y, line, face, size)
            line, y = word, y + 1.35 * size
        else:
            line = longer
    sheet.text(_LEFT, y, line, face, size)
    return y + 1.35 * size


def certificate(sheet: Sheet, of: Random) -> None:
    """A certificate of conformity: labels with values, a few sentences, a signature."""
    face = of.choice(("sans", "serif", "dejavu"))
    size = of.choice((9.5, 10.5, 11.0))
    sheet.text(_LEFT, 60, of.choice(_FIRMS), "bold", 14)
    sheet.text(_LEFT, 88, "CERTIFICATE OF CONFORMITY", "bold", 16)
    y = 128.0
    for label, value in (
        ("Certificate No:", f"COC-{of.randint(1000, 9999)}"), ("Date:", day(of)),
        ("Customer:", of.choice(_FIRMS)), ("Purchase Order:", f"PO-{of.randint(10000, 99999)}"),
        ("Part Number:", part(of)), ("Description:", of.choice(_THINGS)), ("Lot:", lot(of)),
        ("Quantity:", f"{of.randint(1, 50) * 10} EA"), ("Manufacturer:", of.choice(_FIRMS)),
    ):  # fmt: skip
        sheet.text(_LEFT, y, label, "bold" if face == "sans" else face, size)
        sheet.text(_LEFT + 130, y, value, face, size)
        sheet.rows.append((label, value))
        y += 1.9 * size
    y += 12
    for sentence in of.sample(_SENTENCES, 5):
        y = _paragraph(sheet, y, sentence, face=face, size=size) + 4
    signed = of.choice(_NAMES)
    sheet.text(_LEFT, y + 30, "Signed:", face, size)
    _sign(sheet, of, _LEFT + 60, y + 34)
    sheet.text(_LEFT + 220, y + 30, "Name:", face, size)
    sheet.text(_LEFT + 265, y + 30, signed, face, size)
    sheet.rows.append(("Name:", signed))


def release(sheet: Sheet, of: Random) -> None:
    """An authorised release certificate: numbered boxes, small captions over values."""
    left, right = 30.0, WIDTH - 30.0
    sheet.text(left + 4, 40, "AUTHORISED RELEASE CERTIFICATE", "bold", 13)
    form = f"ARC-{of.randint(10, 99)}-{of.randint(1000, 9999)}"
    address = f"{of.choice(_FIRMS)}, Unit {of.randint(1, 40)}"
    order = f"WO{of.randint(10000, 99999)}"
    status = of.choice(("NEW", "INSPECTED", "TESTED", "OVERHAULED"))
    rows: tuple[tuple[tuple[str, str], ...], ...] = (
        (("1. Approving Authority", "CAA"), ("3. Form Tracking Number", form)),
        (("4. Organisation Name and Address", address), ("5. Work Order", order)),
        (
            ("6. Item", str(of.randint(1, 9))),
            ("7. Description", of.choice(_THINGS)),
            ("8. Part No.", part(of)),
        ),
        (
            ("9. Qty.", str(of.randint(1, 200))),
            ("10. Serial/Lot No.", lot(of)),
            ("11. Status/Work", status),
        ),
    )
    y = 66.0
    for cells in rows:
        step = (right - left) / len(cells)
        for index, (caption, value) in enumerate(cells):
            x = left + index * step
            sheet.box(x, y, x + step, y + 42)
            sheet.text(x + 4, y + 3, caption, "narrow", 8)
            sheet.text(x + 6, y + 19, value, "mono", 10.5)
        y += 42
    sheet.box(left, y, right, y + 120)
    sheet.text(left + 4, y + 3, "12. Remarks", "narrow", 8)
    inner = y + 20
    for sentence in of.sample(_SENTENCES, 3):
        inner = _paragraph(sheet, inner, sentence, face="sans", size=8.5) + 2
    y += 120
    for x in (left, WIDTH / 2):
        sheet.box(x, y, x + (right - left) / 2, y + 70)
    signed, date = of.choice(_NAMES), day(of)
    sheet.text(
        left + 4, y + 3, "13a. Certifies that the items were made to approved data", "narrow", 8
    )
    sheet.text(left + 6, y + 50, signed, "sans", 10)
    sheet.text(WIDTH / 2 + 4, y + 3, "13e. Date", "narrow", 8)
    sheet.text(WIDTH / 2 + 6, y + 50, date, "mono", 10.5)
    _sign(sheet, of, left + 120, y + 40)


def signed_sheet(sheet: Sheet, of: Random) -> None:
    """An attendance list: a ruled table with printed names, written signatures and dates."""
    sheet.text(_LEFT, 56, "Training attendance record", "bold", 14)
    facts = (
        (
            "Subject:",
            of.choice(("Counterfeit awareness", "Foreign object control", "ESD handling")),
        ),
        ("Trainer:", of.choice(_NAMES)),
        ("Date:", day(of)),
    )
    for index, (label, value) in enumerate(facts):
        sheet.text(_LEFT, 86 + 18 * index, label, "bold", 10)
        sheet.text(_LEFT + 70, 86 + 18 * index, value, "sans", 10)
        sheet.rows.append((label, value))
    columns = (_LEFT, _LEFT + 36, _LEFT + 190, _LEFT + 300, _RIGHT)
    _ruled(sheet, 150.0, columns, ("No.", "Name", "Stamp No.", "Signature"), "bold")
    for index in range(of.randint(9, 14)):
        y = 174.0 + 24 * index
        cells = (str(index + 1), of.choice(_NAMES), f"QA-{of.randint(10, 99)}", "")
        _ruled(sheet, y, columns, cells, "sans")
        sheet.rows.append(cells[:3])
        _sign(sheet, of, columns[3] + 12, y + 12)


def _ruled(
    sheet: Sheet, y: float, columns: tuple[float, ...], cells: tuple[str, ...], face: str
) -> None:
    for x0, x1, text in zip(columns, columns[1:], cells, strict=False):
        sheet.box(x0, y, x1, y + 24)
        if text:
            sheet.text(x0 + 5, y + 6, text, face, 10)


def log(sheet: Sheet, of: Random) -> None:
    """A table without rules in small print: a register of receipts."""
    face, size = of.choice(("sans", "narrow", "mono")), of.choice((8.0, 8.5, 9.0))
    sheet.text(_LEFT, 50, "Receiving log", "bold", 13)
    columns = (40.0, 108.0, 176.0, 280.0, 330.0, 400.0, 490.0)
    header = ("Date", "Order", "Part number", "Qty", "Lot", "Inspector", "Result")
    for x, text in zip(columns, header, strict=True):
        sheet.text(x, 84, text, "bold", size)
    for index in range(of.randint(22, 30)):
        cells = (
            f"{of.randint(2023, 2026)}-{of.randint(1, 12):02}-{of.randint(1, 28):02}",
            f"PO-{of.randint(10000, 99999)}", part(of), str(of.randint(1, 900)), lot(of),
            of.choice(_NAMES).split()[-1], of.choice(("accepted", "rejected", "on hold")),
        )  # fmt: skip
        for x, text in zip(columns, cells, strict=True):
            sheet.text(x, 102 + index * (size + 6), text, face, size)
        sheet.rows.append(cells)


def letter(sheet: Sheet, of: Random) -> None:
    """A page of running text with numbered headings."""
    face, size = of.choice(("serif", "sans", "dejavu")), of.choice((9.5, 10.0, 11.0))
    y = 60.0
    for number in range(1, 5):
        heading = of.choice(("Purpose", "Receiving", "Storage", "Records", "Returns", "Training"))
        sheet.text(_LEFT, y, f"{number} {heading}", "bold", size + 2)
        text = " ".join(of.sample(_SENTENCES, 5))
        y = _paragraph(sheet, y + 2.2 * size, text, face=face, size=size) + size


def _sign(sheet: Sheet, of: Random, x: float, y: float) -> None:
    dots = [(x, y)]
    for step in range(9):
        dots.append((x + 7 * (step + 1), y + of.uniform(-7, 7)))
    sheet.pen_stroke(dots)


PAGES: dict[str, Callable[[Sheet, Random], None]] = {
    "certificate": certificate,
    "release": release,
    "signed sheet": signed_sheet,
    "log": log,
    "letter": letter,
}
