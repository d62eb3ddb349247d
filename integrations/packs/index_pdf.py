"""The index of a pack as a PDF to print: clause by clause, then the pages with their quotes."""

from collections.abc import Iterator, Mapping
from io import BytesIO
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
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from assistant.model.packs import Pack, PackedClause
from integrations.packs.pictures import PageKey, ShownPage, page_of
from integrations.packs.words import (
    JUDGED_BY_PEOPLE,
    decided,
    place_line,
    record_line,
    totals,
)
from integrations.pages.parts import Part, parts_of

_MOST_RECORDS = 60  # of one clause in print; the JSON index has all
_GREY, _LINE, _HEAD = colors.HexColor("#55555c"), colors.HexColor("#c8c8cf"), "#eeeef2"
_WIDTH = A4[0] - 36 * mm


def render(pack: Pack, pages: Mapping[PageKey, ShownPage], left_out: int) -> bytes:
    """The PDF; the same bytes for the same pack. `left_out`: pages that are not shown."""
    _register_fonts()
    kept = BytesIO()
    document = SimpleDocTemplate(
        kept,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=20 * mm,
        bottomMargin=18 * mm,
        title=f"Evidence pack: {pack.scope}",
        author=pack.organisation or "Clausewise",
        invariant=1,
    )
    story = [*_first_page(pack, left_out), *_clauses(pack, pages), *_pages(pages)]
    document.build(story, onFirstPage=_footer(pack), onLaterPages=_footer(pack))
    return kept.getvalue()


def _first_page(pack: Pack, left_out: int) -> Iterator[Flowable]:
    yield Paragraph(f"Evidence pack: {_safe(pack.scope)}", _STYLES["title"])
    lines = [pack.organisation, pack.edition, f"As of {pack.as_of}", totals(pack)]
    for line in filter(None, lines):
        yield Paragraph(_safe(line), _STYLES["lead"])
    yield Spacer(1, 3 * mm)
    yield Paragraph(JUDGED_BY_PEOPLE, _STYLES["lead"])
    if pack.is_empty:
        yield Paragraph("Nothing is held: no place in a document in force and no record.", _BODY)
    if left_out:
        yield Paragraph(f"{left_out} more pages with quotes are not shown as pictures.", _BODY)
    yield Spacer(1, 5 * mm)
    yield _overview(pack)


def _overview(pack: Pack) -> Table:
    head = ["Clause", "Title", "Documented", "Practised", "Places", "Records", "Gaps"]
    rows = [
        [
            str(one.clause.number),
            one.clause.title,
            _word(one.documented),
            _word(one.practised),
            str(len(one.places)),
            str(len(one.records)),
            str(len(one.gaps)),
        ]
        for one in pack.clauses
    ]
    widths = [18, 62, 24, 24, 15, 17, 14]
    return _table([head, *rows], [width * mm for width in widths])


def _clauses(pack: Pack, pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    for one in pack.clauses:
        yield Spacer(1, 7 * mm)
        heading = Paragraph(_safe(f"{one.clause.number} {one.clause.title}"), _STYLES["heading"])
        asks = Paragraph(_safe(f"In our own words: {one.clause.asks}"), _STYLES["small"])
        yield KeepTogether([heading, asks])
        yield from _not_applicable(one)
        yield from _places(one, pages)
        yield from _records(one)
        yield from _gaps(one)


def _not_applicable(one: PackedClause) -> Iterator[Flowable]:
    if one.clause.justification:
        said = f"Declared not applicable: {one.clause.justification}"
        yield Paragraph(_safe(said), _BODY)


def _places(one: PackedClause, pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    if not one.places:
        yield Paragraph("No place of a document in force is mapped to this clause itself.", _BODY)
        return
    rows = [["Place", "Words", "Standing", "Picture"]]
    for place in one.places:
        shown = pages.get(page_of(place.citation))
        rows.append(
            [
                place_line(place.citation),
                f"“{place.citation.quote}”",
                decided(place),
                shown.name.removeprefix("pages/")[:3] if shown else "not shown",
            ]
        )
    yield _table(rows, [52 * mm, 74 * mm, 33 * mm, 15 * mm])


def _records(one: PackedClause) -> Iterator[Flowable]:
    if not one.records:
        return
    rows = [["Record", "Words"]]
    rows += [[record_line(r), f"“{r.citation.quote}”"] for r in one.records[:_MOST_RECORDS]]
    yield Spacer(1, 2 * mm)
    yield _table(rows, [62 * mm, 112 * mm])
    if len(one.records) > _MOST_RECORDS:
        rest = len(one.records) - _MOST_RECORDS
        yield Paragraph(f"{rest} older records stand in index.json.", _STYLES["small"])


def _gaps(one: PackedClause) -> Iterator[Flowable]:
    if not one.gaps:
        return
    rows = [["Gap", "What is absent, out of date or contradicted", "Proposed grade"]]
    rows += [[gap.id, f"{gap.message} {gap.hint}", gap.severity.value] for gap in one.gaps]
    yield Spacer(1, 2 * mm)
    yield _table(rows, [32 * mm, 112 * mm, 30 * mm])


def _pages(pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    for shown in pages.values():
        for part in parts_of(shown.picture):
            scale = min(_WIDTH / part.width, 228 * mm / part.height)
            yield PageBreak()
            yield Paragraph(_safe(_caption(shown, part)), _STYLES["small"])
            yield Spacer(1, 2 * mm)
            yield Image(BytesIO(part.png), part.width * scale, part.height * scale)


def _caption(shown: ShownPage, part: Part) -> str:
    number = shown.name.removeprefix("pages/")[:3]
    which = f" Part {part.number} of {part.of}." if part.of > 1 else ""
    note = f" {shown.picture.note}" if shown.picture.note else ""
    return f"{number}: {place_line(shown.citation)}.{which}{note}"


def _table(rows: list[list[str]], widths: list[float]) -> Table:
    cells = [
        [Paragraph(_safe(text), _STYLES["head" if row == 0 else "cell"]) for text in texts]
        for row, texts in enumerate(rows)
    ]
    table = Table(cells, colWidths=widths, repeatRows=1, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(_HEAD)),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _footer(pack: Pack) -> "_Footer":
    return _Footer(f"{pack.scope} · as of {pack.as_of}")


class _Footer:
    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Vera", 7.5)
        canvas.setFillColor(_GREY)
        canvas.drawString(18 * mm, 10 * mm, _in_font(self._text))
        canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, f"Page {document.page}")


def _word(value: str) -> str:
    return value.replace("_", " ")


def _safe(text: str) -> str:
    return escape(_in_font(text))


def _in_font(text: str) -> str:
    """What the typeface lacks is shown as a question mark; index.json has the true letters."""
    known = pdfmetrics.getFont("Vera").face.charToGlyph
    return "".join(sign if ord(sign) in known or sign.isspace() else "?" for sign in text)


def _register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def _style(name: str, size: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
    font = "VeraBd" if bold else "Vera"
    given = {"fontName": font, "fontSize": size, "leading": size * 1.35, **more}
    return ParagraphStyle(name, **given)


_STYLES = {
    "title": _style("title", 17, bold=True, spaceAfter=8),
    "lead": _style("lead", 9.5, spaceAfter=2),
    "heading": _style("heading", 11.5, bold=True, spaceAfter=2),
    "small": _style("small", 8, textColor=_GREY, spaceAfter=4),
    "body": _style("body", 8.5, spaceAfter=4),
    "head": _style("head", 7.5, bold=True),
    "cell": _style("cell", 7.5, splitLongWords=1),
}
_BODY = _STYLES["body"]
