"""One mapping of a catalogue file, read key by key; faults are collected, never raised."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import yaml

from assistant.model.clauses import ClauseNumber, InvalidClauseNumber
from assistant.standards.faults import Fault, FaultyFile

Choice = TypeVar("Choice", bound=StrEnum)

_ABSENT = yaml.ScalarNode("tag:yaml.org,2002:null", "")


@dataclass(slots=True)
class Source:
    """A catalogue file being read: its name for messages, its faults so far."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, node: yaml.Node, where: str, message: str) -> None:
        """Note a fault at the line of `node`."""
        line = 1 if node.start_mark is None else node.start_mark.line + 1
        self.faults.append(Fault(self.file, line, where, message))


def composed(text: str, file: str, faulty: type[FaultyFile]) -> yaml.Node | None:
    """The YAML of a settings file with its lines; None when it says nothing. Raises `faulty`."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        told = getattr(error, "problem", None) or "is no YAML"
        raise faulty(file, [Fault(file, line, "the file", str(told))]) from error


class Entry:
    """A mapping with known keys; an unknown key, a repeated key or a wrong shape is a fault.

    `identity` is the key whose value names the entry in messages (`clause 8.4.1`).
    """

    __slots__ = ("_source", "_values", "node", "where")

    def __init__(
        self, source: Source, node: yaml.Node, kind: str, keys: Sequence[str], *, identity: str = ""
    ) -> None:
        self._source, self.node, self.where = source, node, kind
        self._values: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            source.fault(node, kind, f"expected keys and values, found {_shape(node)}")
            return
        for key, value in node.value:
            if key.value == identity and isinstance(value, yaml.ScalarNode):
                self.where = f"{kind} {value.value}"
        self._take(node, keys)

    def _take(self, node: yaml.MappingNode, keys: Sequence[str]) -> None:
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(f"a key must be a text, found {_shape(key)}", at=key)
            elif key.value not in keys:
                self.fault(f"unknown key {key.value!r}{nearest(key.value, keys)}", at=key)
            elif key.value in self._values:
                self.fault(f"key {key.value!r} is given twice", at=key)
            else:
                self._values[key.value] = value

    def fault(self, message: str, *, at: yaml.Node | None = None) -> None:
        """Note a fault of this entry, at the line of `at` or of the entry."""
        self._source.fault(at or self.node, self.where, message)

    @property
    def place(self) -> str:
        """Where the entry stands, as `file:line`."""
        mark = self.node.start_mark
        return f"{self._source.file}:{1 if mark is None else mark.line + 1}"

    def node_of(self, key: str) -> yaml.Node | None:
        """The node of a key; None when it is absent."""
        return self._values.get(key)

    def text(self, key: str, *, needed: bool = False) -> str:
        """The text, line breaks folded to spaces; empty when absent (a fault if needed)."""
        node = self._values.get(key, _ABSENT)
        if not isinstance(node, yaml.ScalarNode):
            self.fault(f"{key!r} must be a text, found {_shape(node)}", at=node)
            return ""
        text = " ".join(node.value.split())
        if needed and not text and self._values:
            self.fault(f"{key!r} is missing", at=self._values.get(key))
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when absent."""
        return tuple(" ".join(node.value.split()) for node in self._scalars(key))

    def _scalars(self, key: str) -> Iterator[yaml.ScalarNode]:
        for node in self.items(key):
            if isinstance(node, yaml.ScalarNode):
                yield node
            else:
                self.fault(f"{key!r} must list texts, found {_shape(node)}", at=node)

    def items(self, key: str) -> Sequence[yaml.Node]:
        """The nodes of a list; empty when absent."""
        node = self._values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(f"{key!r} must be a list, found {_shape(node)}", at=node)
            return ()
        items: list[yaml.Node] = node.value
        return items

    def number(self, key: str) -> ClauseNumber | None:
        """A clause number; None, with a fault, when it is absent or malformed."""
        node = self._values.get(key)
        if isinstance(node, yaml.ScalarNode):
            return self._parse(node)
        if self._values:
            self.fault(f"{key!r} must be a clause number such as 8.4.1", at=node)
        return None

    def numbers(self, key: str) -> tuple[ClauseNumber, ...]:
        """A list of clause numbers; malformed ones are faults and left out."""
        parsed = [self._parse(node) for node in self._scalars(key)]
        return tuple(number for number in parsed if number is not None)

    def _parse(self, node: yaml.ScalarNode) -> ClauseNumber | None:
        try:
            return ClauseNumber.parse(node.value)
        except InvalidClauseNumber as error:
            self.fault(str(error), at=node)
            return None

    def months(self, key: str) -> int | None:
        """A number of months, 1 or more; None when absent."""
        text = self.text(key)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            self.fault(f"{key!r} must be whole months, found {text!r}", at=self._values[key])
            return None
        return int(text)

    def choice(self, key: str, default: Choice) -> Choice:
        """One of the values of the default's kind; the default when absent or unknown."""
        text = self.text(key)
        if not text:
            return default
        known = [member.value for member in type(default)]
        if text not in known:
            message = f"unknown {key} {text!r}{nearest(text, known)}; known: {', '.join(known)}"
            self.fault(message, at=self._values[key])
            return default
        return type(default)(text)


def nearest(word: str, known: Sequence[str]) -> str:
    """`, did you mean …?` with the known word nearest to a misspelt one; "" without one."""
    near = difflib.get_close_matches(str(word), known, n=1)
    return f", did you mean {near[0]!r}?" if near else ""


def _shape(node: yaml.Node) -> str:
    match node:
        case yaml.MappingNode():
            return "keys and values"
        case yaml.SequenceNode():
            return "a list"
        case _:
            return f"the text {node.value!r}" if node.value else "nothing"
