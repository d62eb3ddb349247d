"""Cells of records: what a gold file says they hold, and what the program read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from evals.metrics.intervals import Share

NO_FIELD = "none"
UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class GoldCell:
    """One filled cell: `field` is `NO_FIELD` where the vocabulary has none for it.

    `row` is a log's row (`Register!12`) or the number of a line on a paper; `heading` is a log's,
    or "" on a paper, whose cells are known by field. `value` is a day (ISO), a number, `yes`, `no`,
    the words themselves, or `UNREAD`.
    """

    table: str
    path: str
    type: str
    row: str
    heading: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell as the program read it; `text` as it stands in the file.

    `line` counts the records of one sort in one document from 1.
    """

    path: str
    type: str
    row: str
    line: int
    heading: str
    field: str
    value: str
    text: str


def shares(gold: Iterable[GoldCell], read: Iterable[ReadCell]) -> Mapping[str, Share]:
    """For each table of the gold how many of its cells were read as they are."""
    known = _Known(read)
    right: defaultdict[str, int] = defaultdict(int)
    all_: defaultdict[str, int] = defaultdict(int)
    for cell in gold:
        all_[cell.table] += 1
        right[cell.table] += known.has(cell)
    return {table: Share(right[table], all_[table]) for table in all_}


def missed(gold: Iterable[GoldCell], read: Iterable[ReadCell]) -> list[tuple[GoldCell, str]]:
    """The cells that were read otherwise, each with what was read instead."""
    known = _Known(read)
    return [(cell, known.told(cell)) for cell in gold if not known.has(cell)]


class _Known:
    """What was read, by row and heading, and by line and field."""

    def __init__(self, read: Iterable[ReadCell]) -> None:
        self._by_heading: defaultdict[tuple[str, str, str], list[ReadCell]] = defaultdict(list)
        self._by_field: dict[tuple[str, str, str, str], ReadCell] = {}
        for cell in read:
            self._by_heading[cell.path, cell.row, cell.heading].append(cell)
            self._by_field.setdefault((cell.path, cell.type, str(cell.line), cell.field), cell)

    def has(self, gold: GoldCell) -> bool:
        found = self._found(gold)
        if gold.field == NO_FIELD:
            return not found
        fitting = [one for one in found if one.field == gold.field and one.type == gold.type]
        return any(_alike(gold.value, one) for one in fitting)

    def told(self, gold: GoldCell) -> str:
        return "; ".join(f"{one.type}.{one.field}={one.value}" for one in self._found(gold))

    def _found(self, gold: GoldCell) -> list[ReadCell]:
        if gold.heading:
            return self._by_heading[gold.path, gold.row, gold.heading]
        found = self._by_field.get((gold.path, gold.type, gold.row, gold.field))
        return [] if found is None else [found]


def _alike(gold: str, read: ReadCell) -> bool:
    if gold == read.value:
        return True
    try:
        return Decimal(gold) == Decimal(read.value)
    except InvalidOperation:
        return False
