import re

import pytest

from assistant.model.documents import ReadDocument
from assistant.model.passages import Passage
from ingest.chunking import passages_of
from tests.builders import document, heading, identity, item, page, paragraph, table
from tests.effort import effort

SENTENCE = "The inspector compares the label on every package with the order and writes it down."
LONG = " ".join([SENTENCE] * 40)


def count(text: str) -> int:
    """Words and marks, plus two: about what a word-piece tokenizer counts."""
    return len(re.findall(r"\w+|[^\w\s]", text)) + 2


def cut(read: ReadDocument, *, title: str = "Stock control", most: int = 256) -> list[Passage]:
    return passages_of(
        read, identity("QP-84", "C", title=title), "d_1", count_tokens=count, max_tokens=most
    )


def texts(read: ReadDocument) -> list[str]:
    return [passage.text for passage in cut(read)]


RICH = document(
    pages=[
        page(
            paragraph("Acme"), heading("1 Receipt"), paragraph(LONG), item("one"), item("two"),
            *table(["Record", "Kept for"], ["CoC", "10 years"], ["Log", "5 years"]),
            heading("2 Storage"), paragraph(SENTENCE),
        ),
        page(paragraph(LONG), heading("3 End"), number=2),
        page(*table(["Lot", "Qty", "Shelf"], *[[f"L{n}", "5", "A"] for n in range(9)], sheet="Log"),
             number=3, name="Log"),
    ]
)  # fmt: skip


def test_offsets_point_at_the_very_text() -> None:
    for passage in cut(RICH):
        stored = RICH.pages[passage.page - 1].text
        assert stored[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("most", [48, 96, 256])
def test_nothing_is_longer_than_the_model_takes(most: int) -> None:
    assert max(count(passage.searchable) for passage in cut(RICH, most=most)) <= most


def test_every_word_of_the_document_is_in_a_passage_or_in_its_headings() -> None:
    passages = cut(RICH)
    for stored in RICH.pages:
        covered = bytearray(len(stored.text))
        for passage in passages:
            if passage.page == stored.number:
                covered[passage.start : passage.end] = b"x" * (passage.end - passage.start)
        left = "".join(c for c, seen in zip(stored.text, covered, strict=True) if not seen)
        known = " ".join(" ".join((*p.heading_path, p.context)) for p in passages)
        assert [word for word in re.findall(r"\w+", left) if word not in known] == []


def test_no_passage_crosses_a_heading_or_a_page() -> None:
    for passage in cut(RICH):
        assert "2 Storage" not in passage.text
    storage = [passage for passage in cut(RICH) if passage.section == "2"]
    assert {passage.page for passage in storage} == {1, 2}


def test_sentences_stay_whole() -> None:
    pieces = [passage.text for passage in cut(document(heading("1 Receipt"), paragraph(LONG)))]
    assert len(pieces) > 2
    assert all(piece.endswith("down.") and piece.startswith("The inspector") for piece in pieces)


def test_a_sentence_longer_than_a_passage_is_cut_at_spaces() -> None:
    endless = "word " * 600 + "end"
    pieces = texts(document(heading("1 Receipt"), paragraph(endless)))
    assert " ".join(pieces).split() == endless.split()
    unbroken = texts(document(heading("1 Receipt"), paragraph("-" * 900)))
    assert "".join(unbroken) == "-" * 900


def test_short_neighbours_of_a_section_are_one_passage() -> None:
    read = document(heading("1 Receipt"), paragraph("Open it."), paragraph("Count it."), item("x"))
    assert texts(read) == ["Open it.\nCount it.\nx"]


def test_a_list_keeps_the_sentence_that_leads_in() -> None:
    filler = " ".join([SENTENCE] * 9)
    points = [item(f"point {n}: " + "word " * 16) for n in range(6)]
    read = document(heading("1 Receipt"), paragraph(filler + " These are looked at:"), *points)
    with_lead = next(text for text in texts(read) if "These are looked at:" in text)
    assert "point 0" in with_lead


def test_a_row_of_a_log_is_one_passage_with_its_cells() -> None:
    rows = table(
        ["Lot", "Due"], ["L1", "2026-01-01"], ["L2", "2026-02-02"], sheet="Log", first_row=3
    )
    passages = cut(document(pages=[page(heading("Shelf life"), *rows, name="Log")]))
    assert [(p.row, p.text) for p in passages] == [
        ("Log!4", "L1 | 2026-01-01"), ("Log!5", "L2 | 2026-02-02"),
    ]  # fmt: skip
    assert passages[0].cells == (("Lot", "L1"), ("Due", "2026-01-01"))
    assert "Lot, Due" in passages[0].context


def test_a_row_too_long_for_one_passage_is_cut_and_keeps_its_name() -> None:
    rows = table(["Lot", "Note"], ["L1", "word " * 500], sheet="Log")
    passages = cut(document(*rows))
    assert len(passages) > 1
    assert {passage.row for passage in passages} == {"Log!2"}


def test_rows_of_a_small_table_stand_together_under_their_header() -> None:
    rows = table(["Record", "Kept for"], ["CoC", "10 years"], ["Log", "5 years"])
    passages = cut(document(heading("6 Records"), *rows))
    assert [p.text for p in passages] == ["Record | Kept for\nCoC | 10 years\nLog | 5 years"]
    assert passages[0].row is None


def test_the_second_part_of_a_long_table_still_names_its_columns() -> None:
    rows = table(["Term", "Meaning"], *[[f"T{n}", "word " * 30] for n in range(20)])
    passages = cut(document(heading("3 Terms"), *rows))
    assert len(passages) > 2
    assert all("Term, Meaning" in passage.context for passage in passages[1:])


def test_a_register_inside_a_document_gives_one_passage_a_row() -> None:
    rows = table(["Gauge", "Range", "Due"], *[[f"G-{n}", "0-150", "May"] for n in range(9)])
    passages = cut(document(heading("Gauges"), *rows))
    assert passages[0].text == "G-0 | 0-150 | May"
    assert len(passages) == 9
    assert passages[0].cells[0] == ("Gauge", "G-0")


def test_context_is_short_and_names_document_headings_and_nothing_twice() -> None:
    read = document(
        heading("Stock control", 1), heading("6 Records", 2), heading("6.2 Retention", 3),
        paragraph(SENTENCE),
    )  # fmt: skip
    context = cut(read)[0].context
    assert context == "QP-84 Stock control\n6 Records > 6.2 Retention"
    wordy = document(*[heading(f"{n} " + "heading " * 30, n) for n in (1, 2, 3)], paragraph("x"))
    assert count(cut(wordy, title="word " * 60)[0].context) <= 40


def test_a_heading_without_any_text_is_still_found() -> None:
    passages = cut(document(heading("1 Receipt", 1), heading("2 Reserved", 1), paragraph("x")))
    assert [(passage.section, passage.text) for passage in passages] == [
        ("1", "1 Receipt"),
        ("2", "x"),
    ]


def test_section_and_path_go_with_each_passage() -> None:
    passage = cut(document(heading("6 Records", 1), heading("6.2 Retention", 2), paragraph("x")))[0]
    assert (passage.section, passage.section_title) == ("6.2", "Retention")
    assert passage.heading_path == ("6 Records", "6.2 Retention")
    bare = cut(document(paragraph(SENTENCE)))[0]
    assert (bare.section, bare.section_title, bare.heading_path) == (None, None, ())


def test_ids_are_the_same_each_time_and_differ_from_one_another() -> None:
    ids = [passage.id for passage in cut(RICH)]
    assert ids == [passage.id for passage in cut(RICH)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"p_[0-9a-f]{16}", each) for each in ids)


def test_ordinals_follow_reading_order() -> None:
    passages = cut(RICH)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    places = [(passage.page, passage.start) for passage in passages]
    assert places == sorted(places)


def test_an_empty_document_has_no_passages() -> None:
    assert cut(document(pages=[page()])) == []


@pytest.mark.parametrize(
    "text", ["1." * 20_000, " " * 40_000 + "x", "word\n" * 8_000, "A-" * 20_000]
)
def test_a_text_without_any_structure_is_cut_in_good_time(text: str) -> None:
    one = document(paragraph(text))

    assert "".join("".join(p.text.split()) for p in cut(one)) == "".join(text.split())
    assert effort(lambda: cut(one)) < 10.0  # well under 1 s as a rule
