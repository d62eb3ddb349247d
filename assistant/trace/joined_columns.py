"""Which column names the lot, customer or supplier where its heading does not say so.

It is the one that holds what other tables name so: goods-in may call a lot `Our batch`, the store
`Batch` and dispatch `M-no.`, and the numbers are the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.model.records import Record
from assistant.trace.cells import numbers_of, text_of
from assistant.trace.graph import Records
from assistant.trace.kept import MAJORITY
from assistant.trace.numbers import mothers_of, numbers_in, same_number
from assistant.trace.parties import party_key

_FEWEST = 2  # rows that name what is known; a form has one alone
Table = tuple[str, str, str]
_IsKnown = Callable[[str, set[str]], bool]


def _is_lot(text: str, known: set[str]) -> bool:
    numbers = numbers_in(text)
    return bool(numbers) and all(
        same_number(one) in known or any(mother in known for mother in mothers_of(one))
        for one in numbers
    )


def _is_party(text: str, known: set[str]) -> bool:
    return party_key(text) in known


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is looked for: `asked` are sorts of record, `knowing` the cells (sort, field) that know.

    `beside` are fields that may have been taken for it.
    """

    asked: tuple[str, ...]
    knowing: tuple[tuple[str, str], ...]
    spelt: Callable[[str], str]
    is_known: _IsKnown
    beside: tuple[str, ...] = ()


_LOTS = (
    ("receiving_inspection", "lot"),
    ("lot", "lot"),
    ("lot_split", "lot"),
    ("lot_split", "parent"),
)
_CUSTOMERS = tuple(
    (sort, "customer")
    for sort in ("sales_order", "contract_review", "shipment", "complaint", "satisfaction")
)
_SUPPLIERS = tuple(
    (sort, "supplier") for sort in ("approved_supplier", "supplier_evaluation", "purchase_order")
)
_LOOKED_FOR = {
    "lot": _Joined(
        ("receiving_inspection", "shipment", "shelf_life_item", "nonconformity", "complaint"),
        _LOTS,
        same_number,
        _is_lot,
        ("batch",),
    ),
    "customer": _Joined(("shipment", "sales_order"), _CUSTOMERS, party_key, _is_party),
    "supplier": _Joined(
        ("receiving_inspection", "purchase_order"), _SUPPLIERS, party_key, _is_party
    ),
}


class JoinedColumns:
    """Lot, customer and supplier of every row, by its own cell or by the column that holds such."""

    def __init__(self, records: Records) -> None:
        self._columns: dict[tuple[str, Table], str] = {}
        for what, looked_for in _LOOKED_FOR.items():
            known = _known(records, looked_for)
            for sort in looked_for.asked if known else ():
                for table, rows in _by_table(records.of(sort)).items():
                    given = any(what in row.fields for row in rows)
                    column = "" if given else _column(rows, looked_for, known)
                    if column:
                        self._columns[what, table] = column

    def said(self, record: Record, what: str) -> str:
        """The words that name it; "" where no column does."""
        if what in record.fields:
            return text_of(record, what)
        column = self._columns.get((what, _table(record)))
        return _said(record, column) if column else ""

    def lots_of(self, record: Record) -> tuple[str, ...]:
        """The lots a row names."""
        if "lot" in record.fields:
            return numbers_of(record, "lot")
        return numbers_in(self.said(record, "lot"))

    def field_of(self, record: Record, what: str) -> str:
        """The cell that names it: "" for a column that is no field."""
        column = self._columns.get((what, _table(record)), what)
        return column if column in record.fields else ""


def _known(records: Records, looked_for: _Joined) -> set[str]:
    found = {
        looked_for.spelt(text)
        for sort, name in looked_for.knowing
        for record in records.of(sort)
        if (text := text_of(record, name))
    }
    return found - {""}


def _by_table(rows: Iterable[Record]) -> Mapping[Table, list[Record]]:
    found: defaultdict[Table, list[Record]] = defaultdict(list)
    for row in rows:
        found[_table(row)].append(row)
    return found


def _table(record: Record) -> Table:
    return record.type, record.revision, record.row.partition("!")[0]


def _column(rows: Sequence[Record], looked_for: _Joined, known: set[str]) -> str:
    """The heading or field under which most rows name what is known, "" for none."""
    counted = Counter(
        column
        for row in rows
        for column in (*looked_for.beside, *row.rest)
        if looked_for.is_known(_said(row, column), known)
    )
    column, count = max(counted.items(), key=lambda pair: pair[1], default=("", 0))
    enough = count >= min(_FEWEST, len(rows)) and count > MAJORITY * len(rows)
    return column if enough else ""


def _said(record: Record, column: str) -> str:
    return record.rest.get(column, "") or text_of(record, column)
