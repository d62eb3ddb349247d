"""The index of a pack as a PDF to print: clause by clause, then the pages with their quotes."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
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
from integrations.reports.paper import STYLES, footer, register_fonts, safe, table

_MOST_RECORDS = 60  # of one clause in print; the JSON index has all
_WIDTH = A4[0] - 36 * mm


def render(
    pack: Pack, pages: Mapping[PageKey, ShownPage], left_out: int, more: Sequence[str] = ()
) -> bytes:
    """The PDF; the same bytes for the same pack.

    `left_out`: pages that are not shown. `more`: names of further files in the pack.
    """
    register_fonts()
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
    foot = footer(f"{pack.scope} · as of {pack.as_of}")
    story = [*_first_page(pack, left_out, more), *_clauses(pack, pages), *_pages(pages)]
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return kept.getvalue()


def _first_page(pack: Pack, left_out: int, more: Sequence[str]) -> Iterator[Flowable]:
    yield Paragraph(f"Evidence pack: {safe(pack.scope)}", STYLES["title"])
    lines = [pack.organisation, pack.edition, f"As of {pack.as_of}", totals(pack)]
    for line in filter(None, lines):
        yield Paragraph(safe(line), STYLES["lead"])
    yield Spacer(1, 3 * mm)
    yield Paragraph(JUDGED_BY_PEOPLE, STYLES["lead"])
    if pack.is_empty:
        yield Paragraph(
            "Nothing is held: no place in a document in force and no record.", STYLES["body"]
        )
    if left_out:
        yield Paragraph(
            f"{left_out} more pages with quotes are not shown as pictures.", STYLES["body"]
        )
    if more:
        yield Paragraph(safe(f"Also in this pack: {', '.join(more)}."), STYLES["body"])
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
    return table([head, *rows], [width * mm for width in widths], cut_rows=True)


def _clauses(pack: Pack, pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    for one in pack.clauses:
        yield Spacer(1, 7 * mm)
        heading = Paragraph(safe(f"{one.clause.number} {one.clause.title}"), STYLES["heading"])
        asks = Paragraph(safe(f"In our own words: {one.clause.asks}"), STYLES["small"])
        yield KeepTogether([heading, asks])
        yield from _not_applicable(one)
        yield from _places(one, pages)
        yield from _records(one)
        yield from _gaps(one)


def _not_applicable(one: PackedClause) -> Iterator[Flowable]:
    if one.clause.justification:
        said = f"Declared not applicable: {one.clause.justification}"
        yield Paragraph(safe(said), STYLES["body"])


def _places(one: PackedClause, pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    if not one.places:
        yield Paragraph(
            "No place of a document in force is mapped to this clause itself.", STYLES["body"]
        )
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
    yield table(rows, [52 * mm, 74 * mm, 33 * mm, 15 * mm], cut_rows=True)


def _records(one: PackedClause) -> Iterator[Flowable]:
    if not one.records:
        return
    rows = [["Record", "Words"]]
    rows += [[record_line(r), f"“{r.citation.quote}”"] for r in one.records[:_MOST_RECORDS]]
    yield Spacer(1, 2 * mm)
    yield table(rows, [62 * mm, 112 * mm], cut_rows=True)
    if len(one.records) > _MOST_RECORDS:
        rest = len(one.records) - _MOST_RECORDS
        yield Paragraph(f"{rest} older records stand in index.json.", STYLES["small"])


def _gaps(one: PackedClause) -> Iterator[Flowable]:
    if not one.gaps:
        return
    rows = [["Gap", "What is absent, out of date or contradicted", "Proposed grade"]]
    rows += [[gap.id, f"{gap.message} {gap.hint}", gap.severity.value] for gap in one.gaps]
    yield Spacer(1, 2 * mm)
    yield table(rows, [32 * mm, 112 * mm, 30 * mm], cut_rows=True)


def _pages(pages: Mapping[PageKey, ShownPage]) -> Iterator[Flowable]:
    for shown in pages.values():
        for part in parts_of(shown.picture):
            scale = min(_WIDTH / part.width, 228 * mm / part.height)
            yield PageBreak()
            yield Paragraph(safe(_caption(shown, part)), STYLES["small"])
            yield Spacer(1, 2 * mm)
            yield Image(BytesIO(part.png), part.width * scale, part.height * scale)


def _caption(shown: ShownPage, part: Part) -> str:
    number = shown.name.removeprefix("pages/")[:3]
    which = f" Part {part.number} of {part.of}." if part.of > 1 else ""
    note = f" {shown.picture.note}" if shown.picture.note else ""
    return f"{number}: {place_line(shown.citation)}.{which}{note}"


def _word(value: str) -> str:
    return value.replace("_", " ")
