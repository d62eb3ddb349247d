"""The vocabulary of records: what sorts there are, their fields, and how people call them.

Data in `types.yaml`, `headings.yaml` and `states.yaml`; read once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.errors import ClausewiseError
from assistant.model.records import DateRole, FieldKind
from assistant.records.wording import Words, words_of

_HERE = Path(__file__).parent


class NoSuchRecordType(ClausewiseError):
    """A sort of record is asked for that types.yaml does not have."""

    code = "no-such-record-type"
    hint = "`clausewise records` lists the sorts that were found; docs/records.md has all."


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of a sort of record; `role` for dates alone. `called` holds its headings as words."""

    name: str
    kind: FieldKind
    role: DateRole | None
    called: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class RecordType:
    """A sort of record: `id` of types.yaml, `key` the field that names one."""

    id: str
    title: str
    clauses: tuple[str, ...]
    key: str
    fields: Mapping[str, FieldType]
    titles: tuple[Words, ...]


@cache
def record_types() -> Mapping[str, RecordType]:
    """Every sort of record by its id, in the order of types.yaml."""
    types, headings = _load("types.yaml"), _load("headings.yaml")
    everywhere, special = headings["everywhere"], headings["of"]
    return {name: _type(name, of, everywhere, special.get(name, {})) for name, of in types.items()}


def record_type(name: str) -> RecordType:
    """The sort of this id. Raises `NoSuchRecordType`."""
    found = record_types().get(name)
    if found is None:
        raise NoSuchRecordType(f"There is no sort of record {name!r}.")
    return found


@cache
def state_words() -> Mapping[str, tuple[Words, ...]]:
    """Words of states by `Standing` value."""
    return {name: _words(texts) for name, texts in _load("states.yaml").items()}


def _load(name: str) -> dict[str, dict[str, object]]:
    text = (_HERE / name).read_text(encoding="utf-8")
    found: dict[str, dict[str, object]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def _type(
    name: str, of: Mapping[str, object], everywhere: Mapping[str, object], special: object
) -> RecordType:
    own = special if isinstance(special, dict) else {}
    fields = of["fields"]
    if not isinstance(fields, dict):
        raise TypeError(f"{name} has no fields")
    return RecordType(
        id=name,
        title=str(of["title"]),
        clauses=tuple(map(str, _list(of["clauses"]))),
        key=str(of["key"]),
        fields={
            field: _field(field, str(kind), [*_list(own.get(field)), *_list(everywhere.get(field))])
            for field, kind in fields.items()
        },
        titles=_words([of["title"], name.replace("_", " "), *_list(own.get("titles"))]),
    )


def _field(name: str, kind: str, called: list[object]) -> FieldType:
    sort, _, role = kind.partition(":")
    return FieldType(
        name=name,
        kind=FieldKind(sort),
        role=DateRole(role) if role else None,
        called=_words([name.replace("_", " "), *called]),
    )


def _words(texts: object) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(words_of(str(text)) for text in _list(texts)))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
