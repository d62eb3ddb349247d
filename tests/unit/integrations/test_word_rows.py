"""Rows of a Word table: whole at the end of a page, unless a page would stay empty for them."""

from docx import Document

from integrations.reports.word import add_table, fill


def test_a_short_row_stays_whole_and_a_very_high_one_may_go_over_the_page() -> None:
    table = add_table(Document(), ("No", "Text"), (9, 80))

    fill(table.add_row(), ("1", "short"), (9, 80))
    fill(table.add_row(), ("2", "long words " * 300), (9, 80))

    _, short, high = table.rows
    assert "cantSplit" in short._tr.xml
    assert "cantSplit" not in high._tr.xml
