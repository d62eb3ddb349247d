"""Gold files: lists in YAML whose every fault is named with its file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from assistant.errors import WrongUse

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class InvalidCases(WrongUse):
    """A gold file has a fault; the message names the file and every faulty line."""

    code = "invalid-cases"
    hint = "docs/evaluation.md shows the fields of a case."


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds, and the line (from 1) it stands on."""

    value: object
    line: int
    node: yaml.Node


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a gold file. What is wrong with it is added to `faults`, never raised."""

    file: str
    line: int
    fields: Mapping[str, Field]
    faults: list[str]

    def fault(self, what: str, field: str | None = None) -> None:
        """Note a fault of the entry, or of one of its fields."""
        line = self.fields[field].line if field and field in self.fields else self.line
        self.faults.append(f"{self.file}, line {line}: {what}")

    def expect(self, known: Collection[str], required: Collection[str]) -> None:
        """Note every field that is not known and every required one that is missing."""
        for name in self.fields:
            if name not in known:
                self.fault(f"unknown field {name!r}", name)
        for name in required:
            if name not in self.fields:
                self.fault(f"{name!r} is missing")

    def text(self, name: str, default: str = "") -> str:
        """A number or a word; `default` when it is not given."""
        value = self._value(name)
        if value is None:
            return default
        if isinstance(value, list | dict):
            self.fault(f"{name!r} must be a text", name)
            return default
        return str(value)

    def optional(self, name: str) -> str | None:
        """A number or a word; None when it is not given or null."""
        return None if self._value(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """True or false; false when it is not given."""
        value = self._value(name)
        if value is not None and not isinstance(value, bool):
            self.fault(f"{name!r} must be true or false", name)
        return value is True

    def day(self, name: str) -> date | None:
        """A day; None when it is not given."""
        value = self._value(name)
        if value is None or type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(f"{name!r} must be a day such as 2026-09-30", name)
            return None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words; one word alone counts as a list of one."""
        return tuple(map(str, self._listed(name)))

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list whose items are lists of spellings, or single ones."""
        return tuple(
            tuple(map(str, one)) if isinstance(one, list) else (str(one),)
            for one in self._listed(name)
        )

    def choice(self, name: str, among: Collection[str], default: str) -> str:
        """One of a few words."""
        value = self.text(name, default)
        if value not in among:
            self.fault(f"{name!r} must be one of {', '.join(among)}", name)
        return value

    def entries(self, name: str) -> list[Entry]:
        """The entries of a list inside this one."""
        if name not in self.fields:
            return []
        node = self.fields[name].node
        if not isinstance(node, yaml.SequenceNode):
            self.fault(f"{name!r} must be a list", name)
            return []
        return list(_entries(node, self.file, self.faults))

    def _value(self, name: str) -> object:
        return self.fields[name].value if name in self.fields else None

    def _listed(self, name: str) -> list[object]:
        value = self._value(name)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The entries of one file, and what was found wrong so far."""

    path: Path
    entries: tuple[Entry, ...]
    faults: list[str]

    def check(self) -> None:
        """Raises `InvalidCases` with all faults noted, one after the other."""
        if self.faults:
            raise InvalidCases("; ".join(self.faults))


def read_gold(path: Path, key: str) -> GoldFile:
    """The list below `key`. Raises `InvalidCases` when the file is no such thing."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    except yaml.YAMLError as error:
        raise InvalidCases(f"{path.name}: {' '.join(str(error).split())}") from error
    listed = _below(root, key)
    if listed is None:
        raise InvalidCases(f"{path.name}, line 1: a list below `{key}:` is expected")
    faults: list[str] = []
    return GoldFile(path, tuple(_entries(listed, path.name, faults)), faults)


def _below(root: object, key: str) -> yaml.SequenceNode | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    for name, value in root.value:
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return value
    return None


def _entries(listed: yaml.SequenceNode, file: str, faults: list[str]) -> Iterator[Entry]:
    for node in listed.value:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            fields = {str(name.value): _field(name, value) for name, value in node.value}
            yield Entry(file, line, fields, faults)
        else:
            faults.append(f"{file}, line {line}: an entry with fields is expected")


def _field(name: yaml.Node, value: yaml.Node) -> Field:
    made = yaml.SafeLoader("").construct_object(value, deep=True)
    return Field(made, name.start_mark.line + 1, value)
