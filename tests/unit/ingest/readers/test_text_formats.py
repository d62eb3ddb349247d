import pytest

from assistant.model.documents import BlockKind, ReadDocument, SourceFile
from ingest.readers import detect, media, read
from ingest.readers.hygiene import clean
from ingest.readers.labels import pairs_in_cells, pairs_in_line
from tests.effort import effort
from tests.unit.ingest.readers.made_files import HTML, MAIL, MARKDOWN, TEXT, samples


def opened(name: str, content: str | bytes) -> ReadDocument:
    return read(SourceFile(name, content.encode() if isinstance(content, str) else content))


def test_invisible_characters_go_and_quotes_stay() -> None:
    assert clean("con\u00adfi\ufb01rm\u200b \u201cA\u2013B\u201d\u00a0\u202ex\x07") == (
        "confifirm \u201cA\u2013B\u201d x"
    )
    assert clean("e\u0301") == "\u00e9"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_delimited_files_are_read_in_any_encoding(encoding: str) -> None:
    content = "Prüfmittel;Fällig\nMessuhr Größe 3;2026-03-04\nLehre Gewährleistung;2026-05-06\n"
    rows = opened("log.csv", content.encode(encoding)).pages[0].blocks
    assert [row.text for row in rows[:2]] == ["Prüfmittel | Fällig", "Messuhr Größe 3 | 2026-03-04"]
    assert rows[1].row == "log!2"
    assert rows[1].cells[1].header == "Fällig"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter: str) -> None:
    content = "\n".join(delimiter.join(row) for row in (("Lot", "Qty"), ("A1", "5"), ("A2", "7")))
    rows = opened("lots.csv", content).pages[0].blocks
    assert rows[2].text == "A2 | 7"
    assert rows[2].cells[0].header == "Lot"


def test_row_numbers_count_records_as_a_spreadsheet_does() -> None:
    content = 'Lot,Note\nA1,"two\nlines"\n\nA2,last\n'
    last = opened("lots.csv", content).pages[0].blocks[-1]
    assert (last.row, last.text) == ("lots!4", "A2 | last")


def test_markdown_keeps_levels_front_matter_and_tables() -> None:
    document = opened("a.md", MARKDOWN)
    heading, paragraph, item, header, row = document.pages[0].blocks
    assert (heading.text, heading.level) == ("Receiving", 1)
    assert paragraph.text == "Goods are inspected on receipt."
    assert (item.kind, item.text) == (BlockKind.LIST_ITEM, "check the label")
    assert header.table_header
    assert row.cells[1].header == "Owner"
    assert document.properties == {"doc_id": "QP-7", "revision": "B"}


def test_html_leaves_out_scripts_and_hidden_text() -> None:
    document = opened("a.html", HTML)
    assert document.properties["title"] == "Receiving"
    assert document.pages[0].text == "Scope\n\nAll goods.\n\none\n\nStep | Owner\nUnpack | Stores"
    assert document.pages[0].blocks[0].level == 2
    assert document.warnings == ("hidden text was left out",)


def test_text_keeps_fields_numbered_lines_and_joined_paragraphs() -> None:
    document = opened("a.txt", TEXT)
    texts = [block.text for block in document.pages[0].blocks]
    assert document.header_fields == (("Document No", "QP-9"), ("Revision", "A"))
    assert "6.2 Records" in texts
    assert texts[3] == (
        "Receiving inspection records are retained for ten years in the quality "
        "department of the company."
    )


def test_form_feeds_are_pages() -> None:
    assert [page.text for page in opened("a.txt", "one\ftwo").pages] == ["one", "two"]


def test_mail_has_headers_text_and_attachments_under_safe_names() -> None:
    document = opened("in/a.eml", MAIL)
    assert document.header_fields[0] == ("From", "Ana <ana@example.org>")
    assert "The certificate is attached." in document.pages[0].text
    (attachment,) = document.attachments
    assert attachment.path == "in/a.eml/_lots.csv"
    assert attachment.content == b"lot,qty\nA1,5"


def test_mail_without_plain_text_is_read_from_its_html() -> None:
    mail = b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hello <b>there</b></p>"
    assert "Hello there" in opened("a.eml", mail).pages[0].text


@pytest.mark.parametrize(("name", "content"), samples().items())
def test_types_are_told_by_content(name: str, content: bytes) -> None:
    expected = media.BY_EXTENSION[name.partition(".")[2]]
    assert detect(content, name) == expected
    if name not in ("a.txt",):
        assert detect(content, "nameless") == expected


def test_side_by_side_labels_are_told_apart() -> None:
    assert pairs_in_line("Doc No: QP-840 Rev: C Effective date: 01 Mar 2025") == [
        ("Doc No", "QP-840"),
        ("Rev", "C"),
        ("Effective date", "01 Mar 2025"),
    ]
    assert pairs_in_cells(["Document No.", "QP-840", "Rev.", "C"]) == [
        ("Document No.", "QP-840"),
        ("Rev.", "C"),
    ]
    assert pairs_in_cells(["Owner\nJ. Smith", "Rev\nB"]) == [("Owner", "J. Smith"), ("Rev", "B")]


def test_a_colon_within_a_sentence_makes_no_label() -> None:
    sentence = "The goods that arrive in the morning of a working day are of two kinds: new and old"
    assert pairs_in_line(sentence) == []


def test_figures_comments_and_link_targets_are_no_text() -> None:
    document = opened(
        "x.md",
        "# Receiving\n\n"
        "<!-- ask Ana\nabout this -->\n"
        "![Flow chart](img/flow.png)\n\n"
        "See [the procedure](http://example.org/QP-1).[^1] Goods &amp; papers<br>stay together.\n\n"
        "[1]: http://example.org\n"
        "[^1]: Kept by Stores.\n",
    )
    page = document.pages[0]
    assert [block.text for block in page.blocks] == [
        "Receiving",
        "See the procedure. Goods & papers stay together.",
        "Kept by Stores.",
    ]
    assert page.furniture == ("Flow chart",)


def test_pipes_within_code_part_no_cells() -> None:
    document = opened(
        "x.md", "| Sign | Use |\n|---|---|\n| `a|b` | either<br>or |\n| a \\| b | both |\n"
    )
    rows = document.pages[0].blocks
    assert [[cell.text for cell in row.cells] for row in rows[1:]] == [
        ["a|b", "either or"],
        ["a | b", "both"],
    ]


@pytest.mark.parametrize("text", ["<!-- " * 20_000, "[" * 19_000, "*a " * 6_000, "[![a" * 4_000])
def test_markup_never_closed_is_read_in_good_time(text: str) -> None:
    whole = f"Goods are inspected.\n\n{text}\n"

    assert opened("x.md", whole).pages[0].has_text
    assert effort(lambda: opened("x.md", whole)) < 5


@pytest.mark.parametrize("name", ["notes", "a.txt", "a.md"])
@pytest.mark.parametrize("white", ["\n", " ", "\t", " \n"])
def test_long_stretches_of_white_space_are_read_in_good_time(name: str, white: str) -> None:
    text = "Receipt of goods\n\nIt begins" + white * 20_000 + "and ends.\n"

    assert "Receipt of goods" in opened(name, text).pages[0].text
    assert effort(lambda: opened(name, text)) < 5


def test_a_text_without_a_name_that_draws_tables_is_markdown() -> None:
    text = "Prose, and more.\n\na | b\n--- | :-:\n\nThen, in the end, it is **done**.\n"

    assert detect(text.encode(), "log") == media.MARKDOWN
