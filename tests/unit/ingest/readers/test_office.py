from datetime import date
from typing import Any

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from assistant.model.documents import BlockKind, ReadDocument, SourceFile
from ingest.readers import read
from ingest.readers.docx_numbering import Definition, Level, Numbering
from ingest.readers.shown import shown
from tests.unit.ingest.readers.made_files import (
    marked,
    procedure_in_word,
    register,
    word,
    workbook,
)


def word_file(build: Any) -> ReadDocument:
    return read(SourceFile("x.docx", word(build)))


def excel(build: Any) -> ReadDocument:
    return read(SourceFile("x.xlsx", workbook(build)))


def test_word_headings_lists_tables_and_the_header_block() -> None:
    document = word_file(procedure_in_word)
    blocks = document.pages[0].blocks
    assert ("Document No", "QP-12") in document.header_fields
    assert ("Revision", "C") in document.header_fields
    assert [(b.text, b.level) for b in blocks if b.kind is BlockKind.HEADING] == [("Purpose", 1)]
    assert [b.text for b in blocks if b.kind is BlockKind.LIST_ITEM] == ["Check the label"]
    assert [cell.header for cell in blocks[-1].cells] == ["Step", "Owner"]


def test_page_headers_are_furniture_and_give_fields() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Body")
        header = document.sections[0].header
        header.paragraphs[0].text = "Document No: QP-77\tRev: D"

    document = word_file(build)
    assert document.pages[0].text == "Body"
    assert document.header_fields == (("Document No", "QP-77"), ("Rev", "D"))
    assert document.pages[0].furniture == ("Document No: QP-77 Rev: D",)


def test_a_watermark_is_furniture() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Body")
        run = document.sections[0].header.paragraphs[0].add_run()
        picture = OxmlElement("w:pict")
        path = picture.makeelement("{urn:schemas-microsoft-com:vml}textpath", {"string": "DRAFT"})
        picture.append(path)
        run._r.append(picture)

    document = word_file(build)
    assert document.pages[0].text == "Body"
    assert "DRAFT" in document.pages[0].furniture


def test_insertions_are_kept_and_deletions_left_out() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Records are kept ")
        marked(paragraph, "del", "five")
        marked(paragraph, "ins", "ten")
        paragraph.add_run(" years.")

    document = word_file(build)
    assert document.pages[0].text == "Records are kept ten years."
    assert any("tracked changes" in warning for warning in document.warnings)


def test_hidden_text_is_left_out_with_a_warning() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Seen.")
        paragraph.add_run(" Not seen.").font.hidden = True

    document = word_file(build)
    assert document.pages[0].text == "Seen."
    assert document.warnings == ("hidden text was left out",)


def test_explicit_breaks_begin_pages() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("First").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("Second")

    assert [page.text for page in word_file(build).pages] == ["First", "Second"]


def test_merged_word_cells_stand_once() -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        for row, texts in zip(
            table.rows, (("Step", "Owner", "Form"), ("a", "b", "c"), ("d", "e", "f")), strict=True
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(1, 1)).text = "together"

    rows = word_file(build).pages[0].blocks
    assert [row.text for row in rows] == ["Step | Owner | Form", "together | c", "d | e | f"]
    assert rows[1].cells[1].header == "Form"


def test_automatic_numbers_stand_before_their_headings() -> None:
    def build(document: Any) -> None:
        numbering = document.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), "90")
        for index, text in enumerate(("%1", "%1.%2")):
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), str(index))
            for tag, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", text)):
                child = OxmlElement(f"w:{tag}")
                child.set(qn("w:val"), value)
                level.append(child)
            abstract.append(level)
        numbering.insert(0, abstract)
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), "90")
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), "90")
        number.append(link)
        numbering.append(number)
        for text, index in (("Scope", 0), ("Records", 0), ("Keeping", 1), ("Disposal", 1)):
            paragraph = document.add_heading(text, level=index + 1)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = index
            properties.get_or_add_numId().val = 90

    texts = [block.text for block in word_file(build).pages[0].blocks]
    assert texts == ["1 Scope", "2 Records", "2.1 Keeping", "2.2 Disposal"]


def test_numbering_restarts_below_a_new_parent_and_counts_letters() -> None:
    levels = (Level("decimal", "%1."), Level("lowerLetter", "%2)"), Level("upperRoman", "%3"))
    numbering = Numbering({"1": Definition("0", levels, {})})
    shown_numbers = [numbering.next("1", index) for index in (0, 1, 1, 2, 0, 1)]
    assert shown_numbers == ["1.", "a)", "b)", "I", "2.", "a)"]


def test_sheet_rows_are_named_as_a_person_sees_them() -> None:
    document = excel(register)
    title, header, first, second = document.pages[0].blocks
    assert document.pages[0].name == "Register"
    assert (title.kind, title.row) == (BlockKind.PARAGRAPH, "Register!1")
    assert header.table_header
    assert (first.row, first.text) == ("Register!4", "G-1 | 2026-03-04 | 5")
    assert [cell.header for cell in second.cells] == ["Gauge", "Due", "Error"]


def test_a_blank_row_within_a_log_does_not_end_it() -> None:
    def build(book: Workbook) -> None:
        register(book)
        assert book.active is not None
        book.active.cell(8, 1, "G-3")
        book.active.cell(8, 2, date(2026, 7, 8))

    last = excel(build).pages[0].blocks[-1]
    assert last.row == "Register!8"
    assert [cell.header for cell in last.cells] == ["Gauge", "Due"]


def test_a_column_may_be_called_no_and_two_columns_alike() -> None:
    def build(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in (("No", "Check", "Yes", "No", "Remark"), (1, "Label", "x", None, "-")):
            sheet.append(row)
        sheet.append((2, "Count", None, "x", "short"))

    last = excel(build).pages[0].blocks[-1]
    assert [cell.header for cell in last.cells] == ["No", "Check", "No", "Remark"]


def test_merged_cells_fill_rows_and_group_headings_join_names() -> None:
    def build(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in (
            ("Supplier", "Scores", None),
            (None, "Quality", "Delivery"),
            ("Acme", 4, 5),
            (None, 3, 2),
        ):
            sheet.append(row)
        for span in ("A1:A2", "B1:C1", "A3:A4"):
            sheet.merge_cells(span)

    last = excel(build).pages[0].blocks[-1]
    assert last.text == "Acme | 3 | 2"
    assert [cell.header for cell in last.cells] == ["Supplier", "Scores Quality", "Scores Delivery"]


def test_hidden_sheets_and_formulas_without_result_are_warned_of() -> None:
    def build(book: Workbook) -> None:
        register(book)
        book["Register"]["D4"] = "=C4*2"
        book.create_sheet("Old")["A1"] = "a note"
        book["Old"].sheet_state = "hidden"

    document = excel(build)
    assert [page.name for page in document.pages] == ["Register", "Old"]
    assert any("Old is hidden" in warning for warning in document.warnings)
    assert any("Register!D4" in warning for warning in document.warnings)


def test_label_value_rows_of_a_form_become_fields() -> None:
    def build(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in (("Document No", "F-12"), ("Revision", "B"), ("Approved by", "J. Smith")):
            sheet.append(row)

    assert excel(build).header_fields == (
        ("Document No", "F-12"),
        ("Revision", "B"),
        ("Approved by", "J. Smith"),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (5.0, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (0.95, "0%", "95%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, "00000", "00007"),
        (-3, '"$"0.0', "-$3.0"),
        (True, "General", "TRUE"),
        (date(2026, 3, 4), "dd/mm/yy", "2026-03-04"),
        (12, '0" days"', "12 days"),
    ],
)
def test_numbers_read_as_their_cells_show_them(
    value: object, number_format: str, expected: str
) -> None:
    assert shown(value, number_format) == expected
