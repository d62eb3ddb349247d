"""A report as PDF, upright, one table after another."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from assistant.reports.report import Report, Table
from assistant.visible_text import visible
from integrations.reports.paper import STYLES, footer, register_fonts, safe, table

_WIDTH = 180.0  # mm between the margins
_LEAST_SHARE = 0.06  # of the width, for the narrowest column


def render(report: Report) -> bytes:
    """The bytes of a PDF; the same for the same report."""
    register_fonts()
    kept = BytesIO()
    title = visible(report.title)
    document = SimpleDocTemplate(
        kept,
        pagesize=A4,
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=15 * mm,
        bottomMargin=16 * mm,
        title=title,
        author="Clausewise",
        invariant=1,
    )
    foot = footer(title)
    document.build(_story(report, title), onFirstPage=foot, onLaterPages=foot)
    return kept.getvalue()


def _story(report: Report, title: str) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(safe(title), STYLES["title"])]
    story += [Paragraph(safe(visible(line)), STYLES["lead"]) for line in report.lead]
    for one in report.tables:
        story += [Spacer(1, 5 * mm), Paragraph(safe(visible(one.title)), STYLES["heading"])]
        if one.lead:
            story.append(Paragraph(safe(visible(one.lead)), STYLES["small"]))
        story.append(table(_rows(one), _widths(one), cut_rows=True))
    return story


def _rows(one: Table) -> list[list[str]]:
    head = [column.name for column in one.columns]
    return [head, *([visible(text) for text in row] for row in one.rows)]


def _widths(one: Table) -> list[float]:
    whole = sum(column.width for column in one.columns)
    shares = [max(_LEAST_SHARE, column.width / whole) for column in one.columns]
    return [share / sum(shares) * _WIDTH * mm for share in shares]
