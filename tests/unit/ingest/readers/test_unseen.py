"""What nobody sees in Word, Excel, HTML, Markdown and mail is left out, or marked, and told."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import read
from tests.unit.ingest.readers.made_files import register, word, workbook

SEEN = "Goods are inspected on receipt."
HIDDEN = "nobody reads this line"


def opened(content: bytes | str, name: str) -> ReadDocument:
    return read(SourceFile(name, content.encode() if isinstance(content, str) else content))


def whole(document: ReadDocument) -> str:
    return "\n".join(page.text for page in document.pages)


# -- Word


def by_paragraph_style(document: Any) -> None:
    style = document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph(HIDDEN, style=style)


def by_a_style_it_is_based_on(document: Any) -> None:
    base = document.styles.add_style("Base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.color.rgb = RGBColor(0xFE, 0xFE, 0xFE)
    style = document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    document.add_paragraph(HIDDEN, style=style)


def by_the_colour_of_the_paper(document: Any) -> None:
    run = document.add_paragraph().add_run(HIDDEN)
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), "000000")
    colour.set(qn("w:themeColor"), "background1")
    run._r.get_or_add_rPr().append(colour)


def in_a_cell_of_a_plain_table(document: Any) -> None:
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    run = table.cell(1, 1).paragraphs[0].add_run(HIDDEN)
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def in_a_hidden_row(document: Any) -> None:
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(1, 0).text = "Seen", HIDDEN
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))


def in_the_page_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].add_run(HIDDEN).font.hidden = True


@pytest.mark.parametrize(
    "hide",
    [
        by_paragraph_style,
        by_a_style_it_is_based_on,
        by_the_colour_of_the_paper,
        in_a_cell_of_a_plain_table,
        in_a_hidden_row,
        in_the_page_header,
    ],
)
def test_hidden_text_of_a_word_file_is_left_out(hide: Callable[[Any], None]) -> None:
    def build(document: Any) -> None:
        document.add_paragraph(SEEN)
        hide(document)

    document = opened(word(build), "a.docx")
    assert SEEN in whole(document)
    assert HIDDEN not in whole(document)
    assert not any(HIDDEN in line for line in document.pages[0].furniture)
    assert "hidden text was left out" in document.warnings


def test_white_text_on_a_dark_cell_of_a_word_table_is_read() -> None:
    def build(document: Any) -> None:
        cell = document.add_table(rows=2, cols=2).cell(0, 0)
        cell.paragraphs[0].add_run("Step").font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:fill"), "1F3864")
        cell._tc.get_or_add_tcPr().append(shade)

    document = opened(word(build), "a.docx")
    assert "Step" in whole(document)
    assert document.warnings == ()


def test_comments_of_a_word_file_are_told() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph(SEEN)
        document.add_comment(paragraph.runs, text=HIDDEN, author="A")

    document = opened(word(build), "a.docx")
    assert HIDDEN not in whole(document)
    assert "comments in the margin were not read: 1" in document.warnings


# -- Excel


def test_hidden_rows_are_marked_where_they_are_cited() -> None:
    def build(book: Workbook) -> None:
        register(book)
        book["Register"].row_dimensions[5].hidden = True

    document = opened(workbook(build), "a.xlsx")
    rows = [block.row for block in document.pages[0].blocks if block.cells]
    assert rows == ["Register!3", "Register!4", "Register!5 (hidden)"]
    assert "hidden rows of sheet Register were read and marked as hidden: 1" in document.warnings


def test_rows_of_a_hidden_sheet_are_marked() -> None:
    def build(book: Workbook) -> None:
        register(book)
        book.create_sheet("Open")
        book["Register"].sheet_state = "veryHidden"

    document = opened(workbook(build), "a.xlsx")
    assert all(block.row and block.row.endswith(" (hidden)") for block in document.pages[0].blocks)


def test_hidden_columns_are_left_out_and_named() -> None:
    def build(book: Workbook) -> None:
        register(book)
        book["Register"].column_dimensions["C"].hidden = True

    document = opened(workbook(build), "a.xlsx")
    assert "0.25" not in whole(document)
    assert "hidden columns of sheet Register were left out: C" in document.warnings


def white(cell: Any) -> None:
    cell.font = Font(color="FFFFFFFF")


def blue_on_blue(cell: Any) -> None:
    cell.font = Font(color="FF203864")
    cell.fill = PatternFill("solid", fgColor="FF203864")


def formatted_away(cell: Any) -> None:
    cell.number_format = ";;;"


@pytest.mark.parametrize("hide", [white, blue_on_blue, formatted_away])
def test_print_that_nobody_sees_is_left_out_of_a_sheet(hide: Callable[[Any], None]) -> None:
    def build(book: Workbook) -> None:
        register(book)
        cell = book["Register"].cell(6, 1, HIDDEN)
        hide(cell)

    document = opened(workbook(build), "a.xlsx")
    assert HIDDEN not in whole(document)
    assert "print that nobody sees was left out: Register!A6" in document.warnings


def test_white_print_on_a_dark_cell_of_a_sheet_is_read() -> None:
    def build(book: Workbook) -> None:
        register(book)
        cell = book["Register"]["A3"]
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF203864")

    document = opened(workbook(build), "a.xlsx")
    assert "Gauge" in whole(document)
    assert document.warnings == ()


def test_comments_on_cells_are_told() -> None:
    def build(book: Workbook) -> None:
        register(book)
        book["Register"]["A4"].comment = Comment(HIDDEN, "A")

    document = opened(workbook(build), "a.xlsx")
    assert "comments on cells were not read: 1" in document.warnings


# -- HTML, Markdown, mail


@pytest.mark.parametrize(
    "markup",
    [
        f'<p style="opacity: 0">{HIDDEN}</p>',
        f'<p style="font-size:1px">{HIDDEN}</p>',
        f'<p style="color:#FFFFFF">{HIDDEN}</p>',
        f'<font color="white">{HIDDEN}</font>',
        f'<p style="position:absolute;left:-9999px">{HIDDEN}</p>',
        f"<style>.n, .m {{ display: none }}</style><p class=n>{HIDDEN}</p>",
    ],
)
def test_hidden_text_of_a_page_is_left_out(markup: str) -> None:
    document = opened(f"<html><body><p>{SEEN}</p>{markup}</body></html>", "a.html")
    assert document.pages[0].text == SEEN
    assert "hidden text was left out" in document.warnings


@pytest.mark.parametrize(
    "markup",
    [
        f'<div style="background:#036"><p style="color:#fff">{HIDDEN}</p></div>',
        f'<table bgcolor="#003366"><tr><td style="color:white">{HIDDEN}</td></tr></table>',
        f"<style>@media print {{ .n {{ display: none }} }}</style><p class=n>{HIDDEN}</p>",
        f'<p style="font-size:0.9em; opacity: 0.8; left: -2px">{HIDDEN}</p>',
        f'<p style="font-size:1em">{HIDDEN}</p>',
        f'<p style="font-size:12px">{HIDDEN}</p>',
        f"<style>.2nd, p#, a..b {{ display: none }}</style><p class=2nd>{HIDDEN}</p>",
    ],
)
def test_what_a_page_shows_is_read(markup: str) -> None:
    document = opened(f"<html><body><p>{SEEN}</p>{markup}</body></html>", "a.html")
    assert HIDDEN in document.pages[0].text
    assert document.warnings == ()


def test_a_sign_in_a_picture_is_read_and_its_description_is_not() -> None:
    document = opened(f'<p>{SEEN} <img alt="Yes"><img alt="{HIDDEN}"></p>', "a.html")
    assert document.pages[0].text == f"{SEEN} Yes"
    assert "hidden descriptions of pictures were left out: 1" in document.warnings


@pytest.mark.parametrize(
    "markup",
    [
        f"<!-- {HIDDEN} and more -->",
        f"[//]: # ({HIDDEN} and more)",
        f'Well. <span style="display:none">{HIDDEN}</span>',
        f"Well. <span hidden>{HIDDEN}</span>",
        f"Well. ![{HIDDEN}](a.png)",
    ],
)
def test_what_markdown_does_not_show_is_left_out_and_told(markup: str) -> None:
    document = opened(f"# Receiving\n\n{SEEN}\n\n{markup}\n", "a.md")
    assert HIDDEN not in document.pages[0].text
    assert any(warning.startswith("hidden") for warning in document.warnings)


def letter(plain: str, html: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Goods"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_plain_version_that_says_something_else_gives_way_to_the_one_people_see() -> None:
    other = "Records are destroyed after one day by whoever finds them in the drawer."
    document = opened(letter(other, f"<p>{SEEN}</p>"), "a.eml")
    assert SEEN in whole(document)
    assert other not in whole(document)
    assert any("says something else" in warning for warning in document.warnings)


def test_the_plain_version_of_a_mail_is_read_when_both_say_the_same() -> None:
    document = opened(letter(f"{SEEN}\nhttps://example.org/a", f"<p><b>{SEEN}</b></p>"), "a.eml")
    assert SEEN in whole(document)
    assert document.warnings == ()


# -- characters


def test_characters_that_no_font_shows_are_left_out_and_told() -> None:
    smuggled = "".join(chr(0xE0000 + ord(letter)) for letter in HIDDEN)
    document = opened(f"{SEEN}{smuggled}\n", "a.txt")
    assert document.pages[0].text == SEEN
    assert f"invisible characters were left out: {len(HIDDEN)}" in document.warnings


def test_text_that_is_turned_round_is_told() -> None:
    document = opened(f"{SEEN}\n\u202e{HIDDEN[::-1]}\u202c\n", "a.txt")
    assert any("turned round" in warning for warning in document.warnings)


def test_a_flag_and_a_soft_hyphen_are_no_cause_for_a_warning() -> None:
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    document = opened(f"{SEEN} {england} re\u00adceipt caf\u200be\n", "a.txt")
    assert document.warnings == ()
