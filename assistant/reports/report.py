"""A report as values: a title, sentences and tables, whatever the layout it is written in."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `width` in characters on paper, `mine` when a person fills it.

    `choices` are what may be filled in, where only some words may. `for_programs`: no person
    reads it; layouts for people leave it out or hide it.
    """

    name: str
    width: int = 16
    mine: bool = False
    choices: tuple[str, ...] = ()
    for_programs: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts, as many in each as there are columns; `lead` says what they are.

    `tone` of a row (by its place) is a word for colour: `new`, `changed`, `moved`, `dropped`,
    `ask`; rows without one are plain. The word itself always stands in the row as well.
    `blank` rows below are for people to fill in, where the layout can be filled in.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""
    tones: dict[int, str] = field(default_factory=dict)
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what a reader must know first, and tables in the order of reading.

    `day` is the one it is of, where it is of one: files carry it instead of the clock's.
    `upright`: it is to be read as text, and its tables are narrow.
    """

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    day: date | None = None
    upright: bool = False
