"""The gold cells of the sample's records: its own content under the headings of records.yaml."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import yaml

from assistant.model.records import FieldKind
from assistant.records.vocabulary import record_types
from evals.gold_files import InvalidCases
from evals.record_cells import NO_FIELD, UNREAD, GoldCell
from evals.sample.gold import FOLDER
from evals.sample.source import Sheet, load_logs

_SPELLINGS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m")
_BLANK = frozenset({"", "-", "n/a", "tbc"})

Said = Mapping[str, object]


def load_cells(path: Path = FOLDER / "records.yaml") -> tuple[GoldCell, ...]:
    """Every filled cell of the logs, and the named fields of the papers. Raises `InvalidCases`."""
    said = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return (*_of_logs(said["records"]), *_of_papers(said["papers"]))


def _of_logs(tables: list[dict[str, object]]) -> Iterator[GoldCell]:
    sheets = {(log.path, sheet.name): sheet for log in load_logs() for sheet in log.sheets}
    if strange := {(str(one["path"]), str(one["sheet"])) for one in tables} ^ sheets.keys():
        raise InvalidCases(f"records.yaml and the logs differ in {sorted(strange)}")
    for one in tables:
        path, name = str(one["path"]), str(one["sheet"])
        yield from _of_sheet(path, sheets[path, name], one)


def _of_sheet(path: str, sheet: Sheet, said: Said) -> Iterator[GoldCell]:
    columns = _texts(said["columns"])
    if list(columns) != list(sheet.columns):
        raise InvalidCases(f"records.yaml: {path} {sheet.name} has the columns {sheet.columns}")
    type_id, values = str(said["type"]), _texts(said.get("values"))
    said_unread = said.get("unread")
    unread = said_unread if isinstance(said_unread, list) else []
    for at, row in enumerate(sheet.rows):
        place = f"{sheet.name}!{sheet.first_row + at}"
        for heading, text in zip(sheet.columns, row, strict=False):
            field = columns[heading]
            if text in _BLANK or _names_nothing(type_id, field, text):
                continue
            value = UNREAD if text in unread else _value(type_id, field, text, values)
            table = f"{path} {sheet.name}"
            yield GoldCell(table, path, type_id, place, heading, field, value)


def _of_papers(papers: list[dict[str, object]]) -> Iterator[GoldCell]:
    for one in papers:
        path, type_id, head = str(one["path"]), str(one["type"]), _texts(one["head"])
        lines = one["lines"]
        for number, line in enumerate(lines if isinstance(lines, list) else [], start=1):
            for field, text in {**head, **_texts(line)}.items():
                value = _value(type_id, field, text, {})
                yield GoldCell(path, path, type_id, str(number), "", field, value)


def _value(type_id: str, field: str, text: str, values: Mapping[str, str]) -> str:
    if field == NO_FIELD:
        return text
    kind = record_types()[type_id].fields[field].kind
    if text in values and kind in (FieldKind.DATE, FieldKind.DURATION, FieldKind.CLAUSE):
        return values[text]
    if kind is FieldKind.DATE:
        return _day(text).isoformat()
    return text.split(",")[0] if kind is FieldKind.YES_NO else text


def _names_nothing(type_id: str, field: str, text: str) -> bool:
    """Whether an identifier is said not to be there."""
    kinds = (FieldKind.IDENTIFIER, FieldKind.REFERENCE)
    known = field != NO_FIELD and record_types()[type_id].fields[field].kind in kinds
    return known and text in ("none", "unknown")


def _day(text: str) -> date:
    for spelling in _SPELLINGS:
        try:
            return datetime.strptime(text, spelling).date()
        except ValueError:
            continue
    raise InvalidCases(f"records.yaml: {text!r} is no day")


def _texts(said: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}
