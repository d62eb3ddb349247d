"""Tables on terminals of every width."""

from collections.abc import Sequence
from io import StringIO

import pytest
from rich.console import Console

from integrations.cli.screen import Indented, table

ROWS = [
    ("8.4.1.1", "(Approval process and register)", "● required", "● confirmed 1 of 19"),
    ("8.4.2", "Type and extent of control", "– not applicable", ""),
]


def drawn(width: int, rows: Sequence[tuple[str, ...]] = ROWS) -> list[str]:
    screen = Console(file=StringIO(), width=width, markup=False, highlight=False)
    columns = ("Clause", "Title", "Required", "Documented")
    screen.print(table(columns, rows, wide="Title", whole=("Clause", "Documented")))
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 48, 60, 72, 80, 120])
def test_no_width_tears_a_word_or_leaves_a_cell_out(width: int) -> None:
    told = drawn(width)

    assert max(map(len, told)) <= width
    for row in ROWS:
        for word in " ".join(row).split():
            assert any(word in line for line in told), (word, told)


def test_where_there_is_room_rows_stand_in_columns() -> None:
    head, rule, first, *_ = drawn(80)

    assert head.split() == ["Clause", "Title", "Required", "Documented"]
    assert set(rule.strip()) == {"─"}
    assert first.startswith("8.4.1.1")
    assert first.endswith("● confirmed 1 of 19")


def test_where_there_is_none_each_row_becomes_lines_that_name_their_columns() -> None:
    assert drawn(50) == [
        "8.4.1.1  (Approval process and register)",
        "    Required ● required",
        "    Documented ● confirmed 1 of 19",
        "8.4.2  Type and extent of control",
        "    Required – not applicable",
    ]


def test_a_table_without_rows_is_its_heading() -> None:
    assert drawn(80, [])[0].split() == ["Clause", "Title", "Required", "Documented"]


def test_a_long_line_goes_on_indented() -> None:
    screen = Console(file=StringIO(), width=30, markup=False)
    screen.print(Indented("m_1 8.4 confirmed by Ann, suspect: the text changed", first=0))

    assert isinstance(screen.file, StringIO)
    first, *more = screen.file.getvalue().splitlines()
    assert first.startswith("m_1 8.4")
    assert more
    assert all(line.startswith("    ") for line in more)
