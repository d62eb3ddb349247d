import pytest

from assistant.model.documents import Page
from ingest.sections import Section, find_sections
from tests.builders import heading, item, page, paragraph, table

BODY = paragraph("Goods are checked when they arrive, and what is found is written down at once.")


def outline(*pages: Page) -> list[tuple[str | None, str | None]]:
    return [(section.number, section.title) for section in find_sections(pages)]


def by_number(sections: tuple[Section, ...], number: str) -> Section:
    return next(section for section in sections if section.number == number)


def test_declared_headings_nest_by_their_level() -> None:
    sections = find_sections(
        [page(heading("Stock", 1), heading("6 Control", 2), heading("6.2 Records", 3), BODY)]
    )
    assert [section.level for section in sections] == [1, 2, 3]
    last = sections[-1]
    assert (last.number, last.title) == ("6.2", "Records")
    assert last.path == ("Stock", "6 Control", "6.2 Records")
    assert [placed.block.text for placed in last.blocks] == [BODY.text]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("6 Records", "6", "Records"),
        ("6. Records", "6", "Records"),
        ("1.0 PURPOSE", "1.0", "PURPOSE"),
        ("6.2 Records", "6.2", "Records"),
        ("6.2.1 – Retention", "6.2.1", "Retention"),
        ("Section 4: Records", "4", "Records"),
        ("A. Purpose", "A", "Purpose"),
        ("Article 3 Delivery", "Article 3", "Delivery"),
        ("APPENDIX B", "Appendix B", "APPENDIX B"),
        ("Annex A - Forms", "Annex A", "Forms"),
        ("STEP 2: Check the seal", "Step 2", "Check the seal"),
        ("IV. Records", "IV", "Records"),
        ("5 Purchasing (AS9120 8.4)", "5", "Purchasing (AS9120 8.4)"),
        ("Records", None, "Records"),
    ],
)
def test_numbers_are_kept_as_printed(line: str, number: str | None, title: str) -> None:
    assert outline(page(heading(line, 1), BODY)) == [(number, title)]


def test_numbered_lines_of_plain_text_are_headings_when_the_numbering_goes_on() -> None:
    found = outline(
        page(
            paragraph("1 Purpose"), BODY,
            paragraph("2 Control"), paragraph("2.1 Receipt"), BODY,
            paragraph("2.2 Records"), BODY,
            paragraph("3 Training"), BODY,
        )
    )  # fmt: skip
    assert [number for number, _title in found] == ["1", "2", "2.1", "2.2", "3"]


def test_a_heading_at_the_top_of_a_paragraph_is_set_apart_from_it() -> None:
    sections = find_sections([page(paragraph("1 Purpose\nThis tells what is done with goods."))])
    assert [(s.number, s.title) for s in sections] == [("1", "Purpose")]
    assert sections[0].blocks[0].block.text == "This tells what is done with goods."


def test_numbered_steps_are_a_list_and_no_headings() -> None:
    found = outline(
        page(
            paragraph("4 Receipt"), BODY,
            paragraph("1. Open the box and check the seal."),
            paragraph("2. Count the parts and write the number down."),
            item("3. Sign."),
        )
    )  # fmt: skip
    assert found == [("4", "Receipt")]


def test_short_numbered_items_side_by_side_are_a_list() -> None:
    page_ = page(
        heading("Results", 1), item("1. OBJECT"), item("2. ALTITUDE"), item("3. WEATHER"), BODY
    )
    assert outline(page_) == [(None, "Results")]


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2025",
        "3 days after receipt",
        "24 hours at most",
        "2025-03-04 Meeting",
        "10 % of the lot",
        "9001 Certificate",
        "2 Copies. One is kept; the other travels.",
        "3 parts",
    ],
)
def test_dates_and_quantities_open_no_section(line: str) -> None:
    assert outline(page(heading("1 Receipt", 1), BODY, paragraph(line), BODY)) == [("1", "Receipt")]


def test_a_number_far_from_the_running_one_opens_no_section() -> None:
    found = outline(page(paragraph("1 Receipt"), BODY, paragraph("8.4 External providers"), BODY))
    assert found == [("1", "Receipt")]


def test_a_numbered_paragraph_is_a_section_with_the_title_above_it() -> None:
    sections = find_sections(
        [
            page(
                heading("6.2 Records"),
                paragraph("6.2.1 The inspector signs the record on the day of the check."),
                paragraph("6.2.2 Records are kept in the archive for ten years, then destroyed."),
                paragraph("They are never thrown away unread."),
            )
        ]
    )
    assert [section.number for section in sections] == ["6.2", "6.2.1", "6.2.2"]
    last = sections[-1]
    assert (last.title, last.path) == ("Records", ("6.2 Records",))
    assert len(last.blocks) == 2


def test_a_table_of_contents_is_no_set_of_headings() -> None:
    dotted = page(
        heading("Contents"),
        paragraph("1 Purpose ........ 3\n2 Records ........ 4"),
        heading("1 Purpose"),
        BODY,
        number=1,
    )
    assert outline(dotted) == [("1", "Purpose")]
    bare = page(
        paragraph("Table of contents"), paragraph("1 Purpose 3"), paragraph("2 Records 4"),
        heading("1 Purpose", 1), BODY, heading("2 Records", 1), BODY,
    )  # fmt: skip
    assert outline(bare) == [("1", "Purpose"), ("2", "Records")]


def test_an_unnumbered_heading_stands_in_the_numbered_section_above_it() -> None:
    sections = find_sections(
        [page(heading("6 Records"), BODY, heading("Retention"), BODY, heading("Disposal"), BODY)]
    )
    assert [(s.number, s.title) for s in sections] == [
        ("6", "Records"), ("6", "Retention"), ("6", "Disposal"),
    ]  # fmt: skip
    assert sections[2].path == ("6 Records", "Disposal")


def test_unnumbered_headings_without_levels_stand_side_by_side() -> None:
    sections = find_sections([page(heading("Receipt"), BODY, heading("Storage"), BODY)])
    assert [section.path for section in sections] == [("Receipt",), ("Storage",)]


def test_short_lines_in_title_case_head_the_text_of_a_format_without_headings() -> None:
    text = "The goods are put on the shelf that the label names, never on the floor."
    found = outline(page(paragraph(f"Storage Area\n{text}"), paragraph("Loading Dock"), item("x")))
    assert found == [(None, "Storage Area"), (None, "Loading Dock")]


def test_a_field_in_bold_is_no_heading() -> None:
    assert outline(page(heading("Stock"), BODY, heading("Released by: J. Smith"))) == [
        (None, "Stock")
    ]


def test_a_heading_in_two_lines_is_one() -> None:
    assert outline(page(heading("Counterfeit and"), heading("Unapproved Parts"), BODY)) == [
        (None, "Counterfeit and\nUnapproved Parts".replace("\n", " "))
    ]


def test_a_section_runs_on_over_the_page_end() -> None:
    sections = find_sections([page(heading("1 Receipt"), BODY), page(BODY, number=2)])
    assert [placed.page for placed in sections[0].blocks] == [1, 2]


def test_text_before_the_first_heading_is_a_section_without_number_or_title() -> None:
    assert outline(page(BODY, heading("1 Receipt"), BODY)) == [(None, None), ("1", "Receipt")]


def test_every_block_stands_in_exactly_one_section() -> None:
    blocks = [heading("1 Receipt"), BODY, *table(["A", "B"], ["1", "2"]), item("x"), heading("End")]
    sections = find_sections([page(*blocks)])
    texts = [
        p.block.text for s in sections for p in ([s.heading] if s.heading else []) + list(s.blocks)
    ]
    assert texts == [block.text for block in blocks]


def test_table_rows_are_never_headings() -> None:
    rows = table(["6.1 Receipt", "x"], ["6.2 Records", "y"])
    assert outline(page(heading("6 Goods"), *rows)) == [("6", "Goods")]


RUN_TOGETHER = (
    "4.1 Every delivery is checked against the order. 4.2 Visual check: 100 % of the parts. "
    "As 4.1 says, the order counts. 4.3 Shelf life: parts with less than 4.5 months left go back."
)


@pytest.mark.parametrize("kind", [paragraph, item])
def test_numbered_paragraphs_run_together_have_each_their_own_number(kind: type) -> None:
    sections = find_sections([page(heading("4 The check", 2), kind(RUN_TOGETHER), BODY)])
    assert [(s.number, s.title) for s in sections] == [
        ("4", "The check"), ("4.1", "The check"), ("4.2", "The check"), ("4.3", "The check"),
    ]  # fmt: skip
    texts = [placed.block.text for section in sections for placed in section.blocks]
    assert " ".join(texts) == f"{RUN_TOGETHER} {BODY.text}"
    assert sections[2].blocks[0].block.text.endswith("the order counts.")


def test_numbered_paragraphs_without_full_stops_are_set_apart() -> None:
    text = "2.1 The clerk books every delivery 2.2 The inspector checks it, see 2.3 The release"
    found = outline(page(heading("2 Who does it", 2), paragraph(text)))
    assert [number for number, _title in found] == ["2", "2.1", "2.2"]


def test_numbered_paragraphs_set_in_lines_of_one_block_are_set_apart() -> None:
    text = "3.1 New parts: a release.\n3.2 Used parts: a release to service.\n3.4 No papers: back."
    found = outline(page(heading("3 Papers", 1), paragraph(text)))
    assert found == [
        ("3", "Papers"), ("3.1", "Papers"), ("3.2", "Papers"), ("3.4", "Papers"),
    ]  # fmt: skip


def test_a_numbered_paragraph_may_open_with_a_number_or_a_small_letter() -> None:
    text = paragraph("5.1 100 % of the parts are looked at. 5.2 parts for stock are sampled.")
    found = outline(page(heading("5 Check", 1), text))
    assert [number for number, _title in found] == ["5", "5.1", "5.2"]


def test_offsets_of_paragraphs_set_apart_point_at_the_page() -> None:
    stored = page(heading("4 The check", 2), paragraph(RUN_TOGETHER))
    for section in find_sections([stored]):
        for placed in section.blocks:
            block = placed.block
            assert stored.text[block.start : block.end] == block.text


def test_quantities_in_a_numbered_paragraph_open_no_section() -> None:
    text = "6.1 The bolt takes 6.2 Nm. 6.3 Nm is too much. It weighs 6.2 kg."
    assert [n for n, _title in outline(page(heading("6 Torque", 1), paragraph(text)))] == [
        "6", "6.1",
    ]  # fmt: skip


def test_two_short_sentences_are_a_numbered_paragraph_and_no_heading() -> None:
    text = paragraph("3.1 Hardware: the maker's certificate. One for each batch")
    assert outline(page(heading("3 Papers", 2), text)) == [("3", "Papers"), ("3.1", "Papers")]
