"""Pages set in columns: real PDFs drawn line by line."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from assistant.model.documents import BlockKind, ReadDocument, SourceFile
from ingest.readers import read
from tests.unit.ingest.readers.made_files import lines_at, pdf

PITCH = 13
FULL = "This paragraph runs from the left margin of the page to its right margin without a break."


def opened(content: bytes) -> ReadDocument:
    return read(SourceFile("x.pdf", content))


def texts(document: ReadDocument) -> list[str]:
    return [block.text for block in document.pages[0].blocks]


def prose(name: str, lines: int, width: str = "runs on to the edge of its own") -> list[str]:
    return [f"{name} line {number} {width}" for number in range(1, lines + 1)]


def cells_at(canvas: Canvas, rows: Sequence[Sequence[str]], xs: Sequence[int], y: int) -> None:
    """A ruled table, its rows 16 points high."""
    canvas.setFont("Helvetica", 9)
    for row in rows:
        for left, right, text in zip(xs, xs[1:], row, strict=False):
            canvas.rect(left, y - 16, right - left, 16)
            canvas.drawString(left + 3, y - 12, text)
        y -= 16


def test_columns_whose_lines_stand_at_other_heights_are_not_mixed() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, prose("left", 12), x=60, y=700)
        lines_at(canvas, prose("right", 12), x=315, y=704.5)

    assert opened(pdf(draw)).pages[0].text == " ".join([*prose("left", 12), *prose("right", 12)])


def test_bullets_in_the_left_column_do_not_swallow_the_right_one() -> None:
    points = [f"• left point {number} stays within its column" for number in range(1, 9)]

    def draw(canvas: Canvas) -> None:
        lines_at(canvas, points, x=60, y=700)
        lines_at(canvas, ["Right column", *prose("right", 8)], x=315, y=700)

    document = opened(pdf(draw))
    items = [b.text for b in document.pages[0].blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [point.removeprefix("• ") for point in points]


def test_a_ruled_header_over_two_columns_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        header = [
            ("Number", "QP-31", "Owner", "Stores"),
            ("Revision", "D", "Date", "4 May 2025"),
            ("Approved", "A. Lind", "Review", "4 May 2027"),
        ]
        cells_at(canvas, header, (60, 150, 315, 400, 530), 780)
        lines_at(canvas, prose("left", 10), x=60, y=690)
        lines_at(canvas, prose("right", 10), x=315, y=690)

    found = texts(opened(pdf(draw)))
    assert found[:3] == [
        "Number | QP-31 | Owner | Stores",
        "Revision | D | Date | 4 May 2025",
        "Approved | A. Lind | Review | 4 May 2027",
    ]
    assert found[3].index("left line 10") < found[3].index("right line 1")


def test_a_header_without_rules_over_two_columns_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        for y, row in zip(
            (780, 764, 748),
            (("Number", "QP-31", "Owner", "Stores"), ("Rev", "D", "Date", "4 May 2025")),
            strict=False,
        ):
            for x, text in zip((60, 150, 315, 400), row, strict=True):
                lines_at(canvas, [text], x=x, y=y)
        lines_at(canvas, prose("left", 10), x=60, y=700)
        lines_at(canvas, prose("right", 10), x=315, y=700)

    assert texts(opened(pdf(draw)))[:2] == [
        "Number | QP-31 | Owner | Stores",
        "Rev | D | Date | 4 May 2025",
    ]


def test_what_spans_the_page_below_columns_is_read_after_them() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, [FULL], x=60, y=740)
        lines_at(canvas, prose("left", 8), x=60, y=700)
        lines_at(canvas, prose("right", 5), x=315, y=700)
        lines_at(canvas, ["4 Records"], x=60, y=700 - 9.5 * PITCH)
        lines_at(canvas, [FULL.replace("This", "The last")], x=60, y=700 - 11 * PITCH)

    text = opened(pdf(draw)).pages[0].text
    places = [
        text.index(words)
        for words in ("This par", "left line 8", "right line 5", "4 Records", "The last")
    ]
    assert places == sorted(places)


def test_three_columns_are_read_from_left_to_right() -> None:
    def draw(canvas: Canvas) -> None:
        for name, x in (("left", 50), ("middle", 225), ("right", 400)):
            lines_at(canvas, prose(name, 9, "ends at its edge"), x=x, y=700)

    text = opened(pdf(draw)).pages[0].text
    assert text == " ".join(
        line for name in ("left", "middle", "right") for line in prose(name, 9, "ends at its edge")
    )


def test_a_sentence_runs_on_at_the_top_of_the_next_column() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(canvas, [*prose("left", 7), "For parts that will end soon the"], x=60, y=700)
        lines_at(canvas, ["buyer plans a last order.", "", *prose("Right", 5)], x=315, y=700)

    assert "For parts that will end soon the buyer plans a last order." in "\n".join(
        texts(opened(pdf(draw)))
    )


def test_a_table_of_two_wordy_columns_stays_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        y = 700.0
        for number in range(1, 6):
            lines_at(canvas, [f"What is done as step number {number} of it"], x=60, y=y)
            lines_at(
                canvas,
                [f"Who does the step with number {number}", "and whom he tells about it"],
                x=315,
                y=y,
            )
            y -= 2 * PITCH + 14

    rows = [b.text for b in opened(pdf(draw)).pages[0].blocks if b.kind is BlockKind.TABLE_ROW]
    assert "What is done as step number 3 of it | Who does the step with number 3" in rows[2]
