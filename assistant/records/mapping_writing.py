"""What was understood of every table, as a mapping file for a person to edit. Pure."""

from collections.abc import Mapping, Sequence

import yaml

from assistant.model.documents import Revision
from assistant.model.records import RecordTable
from assistant.records.own_mapping import LABELS, NO_TYPE
from assistant.records.vocabulary import record_types

_HEAD = """\
# How the tables of records were understood. Change what is wrong, delete what is right, and name
# this file in CLAUSEWISE_RECORDS. `document` is a path or a number, * allowed; `sheet` may be
# left out.
# A type or field `none` says that there is none. `dates: day_first` or `month_first` settles 4/5.
# Types: {types}
tables:
"""
_WIDTH = 96


def as_mapping(tables: Sequence[RecordTable], revisions: Mapping[str, Revision]) -> str:
    """The text of the file: one entry for each table, those nobody could place last."""
    placed = [one for one in tables if one.type is not None]
    unknown = [one for one in tables if one.type is None]
    body = "".join(_entry(one, revisions[one.revision]) for one in (*placed, *unknown))
    return _HEAD.format(types=_wrapped(", ".join(record_types()))) + (body or "  []\n")


def _entry(table: RecordTable, revision: Revision) -> str:
    form = table.type is not None and not any(one.row for one in table.records)
    sheet = LABELS if form else table.sheet
    columns: dict[str, str] = dict(table.columns)
    for heading in table.unknown:
        columns.setdefault(heading, NO_TYPE)
    content: dict[str, object] = {"document": revision.path}
    if sheet:
        content["sheet"] = sheet
    content["type"] = table.type or NO_TYPE
    if table.type is not None:
        content["columns"] = columns
    text = yaml.safe_dump([content], sort_keys=False, allow_unicode=True, width=_WIDTH)
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    return f"  # {_note(table)}\n{indented}"


def _note(table: RecordTable) -> str:
    if table.type is None:
        headings = ", ".join(one for one in table.unknown if one)
        return f"not placed, {table.rows} rows; columns: {headings}"[:_WIDTH]
    unread = len(table.unread)
    told = f"; {unread} cells or rows unread" if unread else ""
    return f"{table.confidence:.0%} sure, {len(table.records)} of {table.rows} rows{told}"


def _wrapped(text: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > _WIDTH:
            lines.append(line.rstrip())
            line = ""
        line += f"{word} "
    return "\n#   ".join([*lines, line.rstrip()])
