"""Content files are read as they are written, and a fault in them is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.sample.blocks import Heading, Items, Paragraph, Table, parse_blocks
from evals.sample.source import load_documents, load_logs

HEAD = "---\npath: a.docx\nnumber: A\nrevision: '1'\ntitle: A\n---\n"


def test_the_blocks_of_a_text_keep_their_order() -> None:
    text = (
        "# 1 Aim\nWe say\nit.\n\n- one\n- two\n  more\n\n"
        "1. first\n\n| a | b |\n| --- | --- |\n| 1 |  |"
    )
    assert parse_blocks(text) == (
        Heading(1, "1 Aim"),
        Paragraph("We say it."),
        Items(("one", "two more"), ordered=False),
        Items(("first",), ordered=True),
        Table(("a", "b"), (("1", ""),)),
    )


def test_an_empty_row_of_a_form_is_kept() -> None:
    (table,) = parse_blocks("| a | b |\n|  |  |")
    assert table == Table(("a", "b"), (("", ""),))


def test_a_revision_differs_from_its_base_where_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "Kept for 10 years.\n")
    (tmp_path / "b.md").write_text(
        HEAD.replace("a.docx", "b.docx").replace(
            "title: A", 'title: A\nbased_on: a.md\nreplace: [["10 years", "7 years"]]'
        )
    )
    newer, older = load_documents(tmp_path)
    assert newer.text == "Kept for 10 years.\n"
    assert older.text == "Kept for 7 years.\n"


def test_a_replacement_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        HEAD.replace("title: A", 'title: A\nbased_on: a.md\nreplace: [["9 years", "7 years"]]')
        + "Kept for 10 years.\n"
    )
    with pytest.raises(ValueError, match="9 years"):
        load_documents(tmp_path)


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.yaml").write_text(
        "path: a.csv\nnumber: A\nsheets:\n  - name: S\n    columns: a | b\n"
        "    rows: |\n      1 | 2\n      1 | 2 | 3\n"
    )
    with pytest.raises(ValueError, match="3 cells"):
        load_logs(tmp_path)
