"""A checklist as PDF, landscape, to print and to fill in by hand."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from assistant.model.audits import Checklist
from assistant.reports.checklist_blocks import BLOCK_COLUMNS, block
from assistant.reports.checklist_markdown import LEFT_OUT_COLUMNS, left_out_cells, length_of
from assistant.visible_text import visible
from integrations.reports.paper import STYLES, footer, register_fonts, safe, table

_WIDTHS = [9, 22, 88, 52, 54, 20, 28]  # mm
_LEFT_OUT_WIDTHS = [50, 150, 73]
_LEAD = (
    "A dot below the number marks the core. Criteria are the standard in our own words and the "
    "organisation's own text. Evidence, result and finding are for the auditor to fill."
)


def render(checklist: Checklist) -> bytes:
    """The bytes of a PDF; the same for the same checklist."""
    register_fonts()
    try:
        return _built(checklist, cut_rows=False)
    except LayoutError:  # an item with so much known about it that no page holds it
        return _built(checklist, cut_rows=True)


def _built(checklist: Checklist, *, cut_rows: bool) -> bytes:
    kept = BytesIO()
    page = landscape(A4)
    title = f"Internal audit checklist (draft): {_title(checklist)}"
    document = SimpleDocTemplate(
        kept,
        pagesize=page,
        leftMargin=12 * mm,
        rightMargin=12 * mm,
        topMargin=14 * mm,
        bottomMargin=15 * mm,
        title=title,
        author="Clausewise",
        invariant=1,
    )
    foot = footer(f"{title} · as of {checklist.as_of}", width=page[0])
    story = _story(checklist, title, cut_rows=cut_rows)
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return kept.getvalue()


def _story(checklist: Checklist, title: str, *, cut_rows: bool) -> list[Flowable]:
    of = f"Edition {checklist.edition}, documents in force on {checklist.as_of}."
    lead = f"{of} {length_of(checklist)} {_LEAD}"
    rows = [list(BLOCK_COLUMNS), *(list(block(item)) for item in checklist.items)]
    story: list[Flowable] = [
        Paragraph(safe(title), STYLES["title"]),
        Paragraph(safe(lead), STYLES["lead"]),
        Spacer(1, 3 * mm),
        table(rows, [width * mm for width in _WIDTHS], cut_rows=cut_rows),
    ]
    if checklist.left_out:
        rest = [list(LEFT_OUT_COLUMNS), *(list(left_out_cells(o)) for o in checklist.left_out)]
        heading = Paragraph(f"Left out ({len(checklist.left_out)})", STYLES["heading"])
        widths = [width * mm for width in _LEFT_OUT_WIDTHS]
        story += [Spacer(1, 6 * mm), heading, table(rest, widths, cut_rows=True)]
    return story


def _title(checklist: Checklist) -> str:
    return visible(checklist.title) or ", ".join(str(number) for number in checklist.scope)
