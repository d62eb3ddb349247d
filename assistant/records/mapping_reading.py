"""Reads the organisation's mapping of its tables; every fault is named with file and line."""

import yaml

from assistant.dates import DayMonthOrder
from assistant.records.own_mapping import NO_TYPE, RecordMapping, TableMapping
from assistant.records.vocabulary import RecordType, record_types
from assistant.standards.entries import Entry, Source, composed, nearest
from assistant.standards.faults import FaultyFile

_KEYS = ("document", "sheet", "type", "columns", "dates")


class InvalidRecordMapping(FaultyFile):
    """The mapping of tables has faults; the message lists all of them, one a line."""

    code = "invalid-record-mapping"
    hint = "Correct the lines named; docs/records.md shows the form and has every field."


def read_mapping(text: str, file: str) -> RecordMapping:
    """The mapping in a YAML text; `file` is its name for messages.

    Raises `InvalidRecordMapping` with every fault: misspelt keys, unknown types and fields, a
    field given to two columns.
    """
    source = Source(file)
    node = composed(text, file, InvalidRecordMapping)
    if node is None:
        return RecordMapping()
    top = Entry(source, node, "mapping of tables", ("tables",))
    tables = tuple(_table(source, one) for one in top.items("tables"))
    if source.faults:
        raise InvalidRecordMapping(file, source.faults)
    return RecordMapping(tables)


def _table(source: Source, node: yaml.Node) -> TableMapping:
    entry = Entry(source, node, "table", _KEYS, identity="document")
    document, type_id = entry.text("document", needed=True), entry.text("type", needed=True)
    kind = record_types().get(type_id)
    if type_id and kind is None and type_id != NO_TYPE:
        known = [*record_types(), NO_TYPE]
        entry.fault(f"unknown type {type_id!r}{nearest(type_id, known)}", at=entry.node_of("type"))
    dates = entry.text("dates")
    if dates and dates not in tuple(DayMonthOrder):
        message = f"'dates' is day_first or month_first, found {dates!r}"
        entry.fault(message, at=entry.node_of("dates"))
        dates = ""
    return TableMapping(
        document=document,
        sheet=entry.text("sheet"),
        type=None if kind is None else kind.id,
        columns={} if kind is None else _columns(entry, kind),
        dates=DayMonthOrder(dates) if dates else None,
        line=0 if node.start_mark is None else node.start_mark.line + 1,
    )


def _columns(entry: Entry, kind: RecordType) -> dict[str, str | None]:
    node = entry.node_of("columns")
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return {}
    if not isinstance(node, yaml.MappingNode):
        entry.fault("'columns' must be headings with their fields", at=node)
        return {}
    found: dict[str, str | None] = {}
    for heading, field in node.value:
        name = str(field.value)
        if name == NO_TYPE:
            found[str(heading.value)] = None
        elif name not in kind.fields:
            message = f"{kind.id} has no field {name!r}{nearest(name, list(kind.fields))}"
            entry.fault(message, at=field)
        elif name in found.values():
            entry.fault(f"the field {name!r} is given to two columns", at=field)
        else:
            found[str(heading.value)] = name
    return found
