"""Ways in which one row of a chain can be wrong, as functions from a row to the wrong row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.model.records import Field, Record, Value

_NOWHERE = 99_999
_EARLY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way: `name` in words, the sort of row, and what makes a row wrong.

    `spoil` gives None for a row that cannot be wrong in that way: the cell is empty.
    """

    name: str
    sort: str
    spoil: Callable[[Record], Record | None]


def _with(record: Record, name: str, value: Value, text: str) -> Record:
    old = record.fields[name]
    return replace(record, fields={**record.fields, name: replace(old, value=value, text=text)})


def _text(name: str, text: str) -> Callable[[Record], Record | None]:
    return lambda record: _with(record, name, text, text) if name in record.fields else None


def _number(name: str, change: int, *others: str) -> Callable[[Record], Record | None]:
    """The number in a cell, and in `others`, off by so much."""

    def spoil(record: Record) -> Record | None:
        spoilt = record
        for each in (name, *others):
            field = record.fields.get(each)
            if field is None or not isinstance(field.value, Decimal):
                return None
            wrong = field.value + change
            spoilt = _with(spoilt, each, wrong, str(wrong))
        return spoilt

    return spoil


def _day(name: str) -> Callable[[Record], Record | None]:
    return lambda record: (
        _with(record, name, _EARLY, _EARLY.isoformat())
        if isinstance(_value(record.fields.get(name)), date)
        else None
    )


def _value(field: Field | None) -> Value | None:
    return field.value if field else None


def _without(name: str) -> Callable[[Record], Record | None]:
    def spoil(record: Record) -> Record | None:
        if name not in record.fields:
            return None
        kept = {each: field for each, field in record.fields.items() if each != name}
        return replace(record, fields=kept)

    return spoil


def _unknown_lot(name: str) -> Callable[[Record], Record | None]:
    """A lot of the same series far beyond the last one."""

    def spoil(record: Record) -> Record | None:
        field = record.fields.get(name)
        head = (field.text if field else "").split("/")[0].rstrip("0123456789ABC")
        if field is None:
            return None
        lot = f"{head}{_NOWHERE}"
        return _with(record, name, lot, lot)

    return spoil


FAULTS = (
    Fault("shipped: a lot that never came", "shipment", _unknown_lot("lot")),
    Fault("shipped: more than there was", "shipment", _number("quantity", 1_000_000)),
    Fault("shipped: another part", "shipment", _text("part", "ZZ99-1")),
    Fault("shipped: before it came", "shipment", _day("shipped")),
    Fault("split: left is wrong", "lot_split", _number("quantity_after", 7)),
    Fault("split: starts wrong", "lot_split", _number("quantity_before", 7, "quantity_after")),
    Fault("split: a mother that never came", "lot_split", _unknown_lot("parent")),
    Fault("received: no batch", "receiving_inspection", _without("batch")),
    Fault("received: supplier not listed", "receiving_inspection", _text("supplier", "Nobody Zz")),
    Fault("certificate: another batch", "certificate_of_conformity", _text("batch", "QQ-1")),
    Fault("certificate: another part", "certificate_of_conformity", _text("part", "ZZ99-1")),
    Fault(
        "certificate: another quantity", "certificate_of_conformity", _number("quantity", 77_777)
    ),
    Fault("release: another part", "release_certificate", _text("part", "ZZ99-1")),
    Fault("release: too little", "release_certificate", _number("quantity", -1)),
)
"""Every way that is tried."""
