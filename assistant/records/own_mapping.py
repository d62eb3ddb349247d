"""What the organisation says of its own tables: it goes before what was recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from assistant.dates import DayMonthOrder
from assistant.model.documents import Revision

NO_TYPE = "none"
"""What stands for "no record" as the type of a table, and for "no field" of a column."""

LABELS = "(labels)"
"""The sheet by which the labels of a form are named."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table: `document` is a path or a number, `*` allowed, `sheet` its name ("": any).

    `type` is None for a table that holds no records. `columns` maps heading to field, None for a
    column that is to be left over; headings that are not named are recognised. `dates` says how
    4/5 is written. `line` is where the entry stands in its file.
    """

    document: str
    sheet: str
    type: str | None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    dates: DayMonthOrder | None = None
    line: int = 0

    def holds(self, revision: Revision) -> bool:
        """Whether it speaks of this document."""
        wanted = self.document.casefold()
        names = (revision.path.casefold(), revision.number.casefold())
        return any(fnmatchcase(name, wanted) for name in names)


@dataclass(frozen=True, slots=True)
class RecordMapping:
    """Everything the organisation says of its tables."""

    tables: tuple[TableMapping, ...] = ()

    def of(self, revision: Revision) -> tuple[TableMapping, ...]:
        """What is said of one document."""
        return tuple(one for one in self.tables if one.holds(revision))


def chosen(
    said: Sequence[TableMapping], sheet: str, headings: Sequence[str]
) -> TableMapping | None:
    """The entry for a table: of its sheet, that with most of its headings; None without one."""
    fitting = [
        one
        for one in said
        if one.sheet == sheet
        or (not one.sheet and sheet != LABELS)
        or fnmatchcase(sheet, one.sheet)
    ]
    known = set(headings)
    return max(fitting, key=lambda one: len(known & set(one.columns)), default=None)
