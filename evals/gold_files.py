"""Gold files: lists in YAML whose every fault is named with its file and line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from assistant.errors import WrongUse
from assistant.standards.entries import Entry, Source

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = ("", "null", "~")
_CLAUSE = re.compile(r"[A-Z]?\d+(\.\d+)*")


class InvalidCases(WrongUse):
    """A gold file has a fault; the message names the file and every faulty line."""

    code = "invalid-cases"
    hint = "docs/evaluation.md shows the fields of a case."


class GoldEntry(Entry):
    """One entry of a gold file. Texts are read as written: section 4.10 is not 4.1."""

    __slots__ = ()

    def has(self, key: str) -> bool:
        """Whether the field is there, empty or not."""
        return key in self._values

    def optional(self, key: str) -> str | None:
        """The text; None when it is not given or null."""
        text = self.text(key)
        return None if text in _NOTHING else text

    def flag(self, key: str) -> bool:
        """True or false; false when it is not given."""
        text = self.text(key) or "false"
        if text not in ("true", "false"):
            self.fault(f"{key!r} must be true or false", at=self._values[key])
        return text == "true"

    def day(self, key: str) -> date | None:
        """A day; None when it is not given."""
        text = self.optional(key)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(f"{key!r} must be a day such as 2026-09-30", at=self._values[key])
            return None

    def among(self, key: str, known: Collection[str]) -> str:
        """One of a few words, the first of them when it is not given."""
        text = self.text(key) or next(iter(known))
        if text not in known:
            self.fault(f"{key!r} must be one of {', '.join(known)}", at=self._values[key])
        return text

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list whose items are lists of spellings, or single ones."""
        found = []
        for node in self.items(key):
            ones = node.value if isinstance(node, yaml.SequenceNode) else [node]
            if not ones or not all(isinstance(one, yaml.ScalarNode) for one in ones):
                self.fault(f"{key!r} must list texts, or lists of spellings", at=node)
            else:
                found.append(tuple(str(one.value) for one in ones))
        return tuple(found)

    def clauses(self, key: str) -> tuple[str, ...]:
        """A list of clause numbers."""
        for node in self.items(key):
            if isinstance(node, yaml.ScalarNode) and not _CLAUSE.fullmatch(node.value):
                what = f"{key!r} must list clause numbers such as 8.4.1"
                self.fault(f"{what}, found {node.value!r}", at=node)
        return self.texts(key)


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The entries of one file as nodes, and what is found wrong with them."""

    source: Source
    nodes: tuple[yaml.Node, ...]

    def check(self) -> None:
        """Raises `InvalidCases` with all faults noted, one a line."""
        if self.source.faults:
            raise InvalidCases("\n".join(map(str, self.source.faults)))


def read_gold(path: Path, key: str) -> GoldFile:
    """The list below `key`. Raises `InvalidCases` when the file is no such thing."""
    root = compose(path)
    for found in _below(root, key):
        return GoldFile(Source(path.name), tuple(found.value))
    raise InvalidCases(f"{path.name}:1: a list below `{key}:` is expected")


def compose(path: Path) -> yaml.Node | None:
    """The file as YAML nodes with their lines. Raises `InvalidCases` when it is no YAML."""
    try:
        root: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    except UnicodeDecodeError as error:
        raise InvalidCases(f"{path.name}:1: a text in UTF-8 is expected") from error
    except yaml.MarkedYAMLError as error:
        raise InvalidCases(f"{path.name}:{_told(error)}") from error
    except yaml.YAMLError as error:
        raise InvalidCases(f"{path.name}:1: {' '.join(str(error).split())}") from error
    return root


def _told(error: yaml.MarkedYAMLError) -> str:
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    since = f" ({error.context}, line {begun.line + 1})" if error.context and begun else ""
    return f"{mark.line + 1 if mark else 1}: {error.problem}{since}"


def _below(root: object, key: str) -> Iterator[yaml.SequenceNode]:
    if isinstance(root, yaml.MappingNode):
        for name, value in root.value:
            if name.value == key and isinstance(value, yaml.SequenceNode):
                yield value
