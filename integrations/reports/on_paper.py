"""How a table fits a page: which columns are shown, how wide, and what is too wide for one."""

from collections.abc import Iterator, Sequence

from assistant.reports.report import Column, Table

_WIDEST = 260  # characters; with more, columns on a landscape page hold a word a line
_CARD = (Column("Field", 24), Column("Value", 120))


def shown_columns(table: Table) -> list[int]:
    """The places of the columns that people read, without those that are empty throughout."""
    return [
        place
        for place, column in enumerate(table.columns)
        if not column.for_programs and (column.mine or any(row[place] for row in table.rows))
    ]


def widths_of(columns: Sequence[Column], whole: float) -> list[float]:
    """The width of each column, in the unit of `whole`, shared by what each asks for."""
    asked = sum(column.width for column in columns)
    return [whole * column.width / asked for column in columns]


def is_too_wide(table: Table) -> bool:
    """Whether its columns would not be readable side by side on a page."""
    return sum(table.columns[place].width for place in shown_columns(table)) > _WIDEST


def as_cards(table: Table) -> Iterator[Table]:
    """Each row as a table of its own, a field a line; nothing of it is left out but the empty."""
    names = [column.name for column in table.columns]
    for row in table.rows:
        title = f"{names[0]} {row[0]}, {names[1].lower()} {row[1]}"
        fields = [(name, text) for name, text in zip(names, row, strict=True) if text]
        yield Table(title, _CARD, tuple(one for one in fields if one[0] not in names[:2]))
