"""Records made for a test, as they come from a log."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from assistant.model.records import Field, FieldKind, Record, Value
from assistant.records.vocabulary import record_type
from assistant.trace.building import graph_of
from assistant.trace.graph import TraceGraph

_NUMBERS = count(1)


def row(sort: str, **cells: str) -> Record:
    """A row of a log of this sort; the cells are read as their fields' kinds ask."""
    number = next(_NUMBERS)
    fields = {
        name: Field(name, _value(sort, name, text), text, name, f"Log!A{number}", f"p_{number}")
        for name, text in cells.items()
    }
    key = cells.get(record_type(sort).key, "")
    return Record(sort, key, f"d_{sort}", f"p_{number}", f"{sort}!{number}", fields, {})


def _value(sort: str, name: str, text: str) -> Value:
    match record_type(sort).fields[name].kind:
        case FieldKind.NUMBER:
            return Decimal(text.replace(",", ""))
        case FieldKind.DATE:
            return date.fromisoformat(text)
        case FieldKind.REFERENCE:
            return tuple(part.strip() for part in text.split(","))
        case _:
            return text


class Rows:
    """The rows of a day, by sort."""

    def __init__(self, *rows: Record) -> None:
        self._rows = rows

    def of(self, type_id: str) -> Sequence[Record]:
        return [one for one in self._rows if one.type == type_id]


def graph(*rows: Record) -> TraceGraph:
    """The graph of these rows."""
    return graph_of(Rows(*rows))


def received(lot: str, quantity: str = "100", **cells: str) -> Record:
    """A receipt of a lot from Northern Bolt on order PO-1, batch B-7, on 2 March."""
    usual = {
        "received": "2026-03-02",
        "order": "PO-1001",
        "supplier": "Northern Bolt Ltd",
        "part": "NAS1-4",
        "batch": "B-77",
    }
    return row("receiving_inspection", lot=lot, quantity=quantity, **{**usual, **cells})


def split(mother: str, child: str, before: str, taken: str, left: str, **cells: str) -> Record:
    """A split on 3 April."""
    usual = {"split": "2026-04-03", "part": "NAS1-4"}
    return row(
        "lot_split",
        parent=mother,
        lot=child,
        quantity_before=before,
        quantity=taken,
        quantity_after=left,
        **{**usual, **cells},
    )


def shipped(lot: str, quantity: str, number: str = "DN-501", **cells: str) -> Record:
    """A shipment to Blue Airlines on sales order SO-301, with CoC-901, on 5 May."""
    usual = {
        "shipped": "2026-05-05",
        "sales_order": "SO-301",
        "customer": "Blue Airlines",
        "part": "NAS1-4",
        "certificate": "CoC-901",
    }
    return row("shipment", shipment=number, lot=lot, quantity=quantity, **{**usual, **cells})
