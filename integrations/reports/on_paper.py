"""How a table fits a page: which columns are shown, how wide, and what is too wide for one."""

from collections.abc import Iterator, Sequence

from assistant.reports.report import Column, Table

_A_MILLIMETRE = 0.95  # characters of width asked for; with more, columns hold a word a line
_LEAST = 0.03  # of the width, for the narrowest column
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
    shares = [max(_LEAST, column.width / asked) for column in columns]
    return [whole * share / sum(shares) for share in shares]


def is_too_wide(table: Table, width: float) -> bool:
    """Whether its columns would not be readable side by side, on `width` millimetres."""
    asked = sum(table.columns[place].width for place in shown_columns(table))
    return asked > width * _A_MILLIMETRE


def as_cards(table: Table) -> Iterator[Table]:
    """Each row as a table of its own, a field a line; nothing of it is left out but the empty."""
    names = [column.name for column in table.columns]
    for row in table.rows:
        title = f"{names[0]} {row[0]}, {names[1].lower()} {row[1]}"
        fields = [(name, text) for name, text in zip(names, row, strict=True) if text]
        yield Table(title, _CARD, tuple(one for one in fields if one[0] not in names[:2]))
