"""Reports in every layout: what a document says stays text."""

from csv import reader
from io import BytesIO, StringIO

from openpyxl import load_workbook

from assistant.reports import report_csv, report_html, report_markdown
from assistant.reports.report import Column, Report, Table
from integrations.reports import report_xlsx

HOSTILE = '=HYPERLINK("http://example.com","<b>8.4</b>")|[x](y)\u202e'
REPORT = Report(
    "A report",
    ("Read this first.",),
    (
        Table(
            "Places: all",
            (Column("No"), Column("Text", 40)),
            (("8.10", HOSTILE),),
            tones={0: "new"},
        ),
        Table("Nothing here", (Column("No"),), ()),
    ),
)


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula() -> None:
    book = load_workbook(BytesIO(report_xlsx.render(REPORT)))

    assert book.sheetnames == ["Places  all", "Nothing here"]
    [number, text] = [cell for row in book.worksheets[0].iter_rows(min_row=4) for cell in row]
    assert (number.value, number.data_type) == ("8.10", "s")
    assert text.data_type == "s"
    assert text.quotePrefix
    assert "\u202e" not in str(text.value)


def test_comma_separated_lines_hold_the_first_table_and_run_nothing() -> None:
    header, row = list(reader(StringIO(report_csv.render(REPORT))))

    assert header == ["No", "Text"]
    assert row[0] == "8.10"
    assert row[1].startswith("'=HYPERLINK")


def test_a_page_and_a_markdown_table_show_the_text_as_it_stands() -> None:
    page, text = report_html.render(REPORT), report_markdown.render(REPORT)

    assert "<b>" not in page
    assert '<tr class="new">' in page
    assert "&lt;b>8.4&lt;/b>" in text
    assert "\\|\\[x\\](y)" in text
