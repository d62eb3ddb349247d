"""A report as PDF, to be read, printed and signed."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, SimpleDocTemplate, Spacer

from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports.on_paper import as_cards, is_too_wide, shown_columns, widths_of
from integrations.reports.paper import STYLES, footer, register_fonts, safe, table

_MARGIN = {True: 15, False: 12}  # mm, upright or not
_ROOM_FOR_A_TABLE = 40 * mm  # a heading stays with the first rows below it


def render(report: Report) -> bytes:
    """The bytes of a PDF; the same for the same report."""
    register_fonts()
    kept = BytesIO()
    page = A4 if report.upright else landscape(A4)
    margin = _MARGIN[report.upright] * mm
    title = visible(report.title)
    document = SimpleDocTemplate(
        kept,
        pagesize=page,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=14 * mm,
        bottomMargin=15 * mm,
        title=title,
        author="Clausewise",
        invariant=1,
    )
    foot = footer(f"{title} · as of {report.day}" if report.day else title, width=page[0])
    document.build(_story(report, page[0] - 2 * margin), onFirstPage=foot, onLaterPages=foot)
    return kept.getvalue()


def _story(report: Report, width: float) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(safe(visible(report.title)), STYLES["title"])]
    story += [Paragraph(safe(visible(line)), STYLES["lead"]) for line in report.lead]
    for one in report.tables:
        story += _table(one, width)
    return story


def _table(one: Table, width: float) -> list[Flowable]:
    parts: list[Flowable] = [
        CondPageBreak(_ROOM_FOR_A_TABLE),
        Spacer(1, 5 * mm),
        Paragraph(safe(visible(one.title)), STYLES["heading"]),
    ]
    parts += [
        Paragraph(safe(visible(line)), STYLES["lead"])
        for line in filter(None, one.lead.split("\n"))
    ]
    if is_too_wide(one, width / mm):
        for card in as_cards(one):
            parts += [CondPageBreak(_ROOM_FOR_A_TABLE), Spacer(1, 3 * mm)]
            parts += [Paragraph(safe(visible(card.title)), STYLES["lead"]), *_rows(card, width)]
        return parts
    return [*parts, *_rows(one, width)]


def _rows(one: Table, width: float) -> list[Flowable]:
    shown = shown_columns(one)
    if not one.rows or not shown:
        return []
    rows = [[one.columns[place].name for place in shown]]
    rows += [[visible(row[place]) for place in shown] for row in one.rows]
    widths = widths_of([one.columns[place] for place in shown], width)
    return [Spacer(1, 1.5 * mm), table(rows, widths, cut_rows=True)]
