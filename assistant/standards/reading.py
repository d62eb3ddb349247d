"""From the entries of a catalogue file to clauses, terms, legacy references and record types."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import yaml

from assistant.model.bridges import Bridge, Crossover
from assistant.model.clauses import (
    Amendment,
    Applicability,
    Clause,
    Confidence,
    LegacyReference,
    RecordType,
    Relation,
    Term,
)
from assistant.standards.entries import Entry, Source

Value = TypeVar("Value")

HEAD_KEYS = (
    "id", "name", "publisher", "published", "status", "language", "base", "note", "replaces",
    "includes",
)  # fmt: skip
SECTION_KEYS = ("clauses", "terms", "crosswalk", "record_types", "amendments", "bridges")

_CLAUSE_KEYS = (
    "number", "title", "flag", "applicability", "confidence", "asks", "adds", "maintain",
    "retain", "records", "freshness_months", "freshness", "phrases", "examples",
    "twins", "note",
)  # fmt: skip
_TERM_KEYS = ("term", "aliases", "meaning", "where", "confidence")
_LEGACY_KEYS = ("number", "title", "editions", "current", "relation", "note", "confidence")
_RECORD_KEYS = ("id", "name", "synonyms", "columns", "clauses", "freshness_months")
_AMENDMENT_KEYS = ("name", "published", "clauses", "change", "note")
_BRIDGE_KEYS = ("edition", "by_flag", "clauses")
_FLAG_KEYS = ("flag", "relation")
_CROSSOVER_KEYS = ("number", "other", "relation")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Value]):
    """A value with the entry it was read from, so that a later check can name the line."""

    value: Value
    entry: Entry


@dataclass(slots=True)
class Sections:
    """Everything read so far from an edition's file and the files it includes."""

    clauses: list[Placed[Clause]] = field(default_factory=list)
    terms: list[Placed[Term]] = field(default_factory=list)
    crosswalk: list[Placed[LegacyReference]] = field(default_factory=list)
    record_types: list[Placed[RecordType]] = field(default_factory=list)
    amendments: list[Placed[Amendment]] = field(default_factory=list)
    bridges: list[Placed[Bridge]] = field(default_factory=list)

    def add(self, source: Source, top: Entry) -> None:
        """Read every section of one file."""
        _extend(self.clauses, source, top, "clauses", _clause)
        _extend(self.terms, source, top, "terms", _term)
        _extend(self.crosswalk, source, top, "crosswalk", _legacy)
        _extend(self.record_types, source, top, "record_types", _record_type)
        _extend(self.amendments, source, top, "amendments", _amendment)
        _extend(self.bridges, source, top, "bridges", _bridge)


def _extend(
    into: list[Placed[Value]],
    source: Source,
    top: Entry,
    section: str,
    read: Callable[[Source, yaml.Node], Placed[Value] | None],
) -> None:
    found = (read(source, node) for node in top.items(section))
    into.extend(placed for placed in found if placed is not None)


def _clause(source: Source, node: yaml.Node) -> Placed[Clause] | None:
    entry = Entry(source, node, "clause", _CLAUSE_KEYS, identity="number")
    number = entry.number("number")
    if number is None:
        return None
    clause = Clause(
        number=number,
        title=entry.text("title", needed=True),
        asks=entry.text("asks", needed=True),
        flag=entry.text("flag"),
        applicability=entry.choice("applicability", Applicability.ACTIVE),
        confidence=entry.choice("confidence", Confidence.SEEN),
        adds=entry.text("adds"),
        maintain=entry.texts("maintain"),
        retain=entry.texts("retain"),
        records=entry.texts("records"),
        freshness_months=entry.months("freshness_months"),
        freshness=entry.text("freshness"),
        phrases=entry.texts("phrases"),
        examples=entry.texts("examples"),
        twins=entry.numbers("twins"),
        note=entry.text("note"),
    )
    return Placed(clause, entry)


def _term(source: Source, node: yaml.Node) -> Placed[Term] | None:
    entry = Entry(source, node, "term", _TERM_KEYS, identity="term")
    term = Term(
        term=entry.text("term", needed=True),
        meaning=entry.text("meaning", needed=True),
        aliases=entry.texts("aliases"),
        where=entry.text("where"),
        confidence=entry.choice("confidence", Confidence.SEEN),
    )
    return Placed(term, entry)


def _legacy(source: Source, node: yaml.Node) -> Placed[LegacyReference] | None:
    entry = Entry(source, node, "legacy clause", _LEGACY_KEYS, identity="number")
    number = entry.number("number")
    if number is None:
        return None
    reference = LegacyReference(
        number=number,
        title=entry.text("title", needed=True),
        current=entry.numbers("current"),
        relation=entry.choice("relation", Relation.EQUAL),
        editions=entry.texts("editions"),
        note=entry.text("note"),
        confidence=entry.choice("confidence", Confidence.SEEN),
    )
    return Placed(reference, entry)


def _record_type(source: Source, node: yaml.Node) -> Placed[RecordType] | None:
    entry = Entry(source, node, "record type", _RECORD_KEYS, identity="id")
    record_type = RecordType(
        id=entry.text("id", needed=True),
        name=entry.text("name", needed=True),
        clauses=entry.numbers("clauses"),
        synonyms=entry.texts("synonyms"),
        columns=entry.texts("columns"),
        freshness_months=entry.months("freshness_months"),
    )
    return Placed(record_type, entry)


def _amendment(source: Source, node: yaml.Node) -> Placed[Amendment] | None:
    entry = Entry(source, node, "amendment", _AMENDMENT_KEYS, identity="name")
    amendment = Amendment(
        name=entry.text("name", needed=True),
        published=entry.text("published", needed=True),
        clauses=entry.numbers("clauses"),
        change=entry.text("change", needed=True),
        note=entry.text("note"),
    )
    return Placed(amendment, entry)


def _bridge(source: Source, node: yaml.Node) -> Placed[Bridge] | None:
    entry = Entry(source, node, "bridge to", _BRIDGE_KEYS, identity="edition")
    flags = [
        Entry(source, one, "flag", _FLAG_KEYS, identity="flag") for one in entry.items("by_flag")
    ]
    crossovers = [_crossover(source, one) for one in entry.items("clauses")]
    bridge = Bridge(
        edition=entry.text("edition", needed=True),
        by_flag=tuple(
            (one.text("flag", needed=True), one.choice("relation", Relation.EQUAL)) for one in flags
        ),
        clauses=tuple(one for one in crossovers if one is not None),
    )
    return Placed(bridge, entry)


def _crossover(source: Source, node: yaml.Node) -> Crossover | None:
    entry = Entry(source, node, "bridge clause", _CROSSOVER_KEYS, identity="number")
    number = entry.number("number")
    if number is None:
        return None
    return Crossover(number, entry.numbers("other"), entry.choice("relation", Relation.EQUAL))
