"""Whether a log says how its entries stand: without such a column nobody knows what is open."""

from collections.abc import Iterable

from assistant.model.records import Record, RecordTable

NOT_STATED = "not stated"
STATES = ("state", "closed", "answered")
GRADES = ("grade",)


def logs_telling(
    names: Iterable[str], records: Iterable[Record], tables: Iterable[RecordTable]
) -> frozenset[str]:
    """The revisions that have a column for one of the fields, be it filled or blank."""
    wanted = frozenset(names)
    filled = {one.revision for one in records if not wanted.isdisjoint(one.fields)}
    headed = {one.revision for one in tables if not wanted.isdisjoint(one.columns.values())}
    return frozenset(filled | headed)
