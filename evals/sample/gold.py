"""What only the sample's gold has: its folder, its day, its faults and its documents' identities.

Questions, mappings and coverage are read like everybody's (`evals.cases`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from evals.gold_files import GoldEntry, read_gold

FOLDER = Path(__file__).parent
AS_OF = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the company, put there on purpose. `kind` is one of the kinds of a gap."""

    id: str
    kind: str
    clause: str
    subject: str
    files: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What one file is on the day of the sample; any one of `kinds` is right."""

    path: str
    document: str
    revision: str
    title: str
    effective: date | None
    status: str
    kinds: frozenset[str]


def load_faults() -> tuple[Fault, ...]:
    """The seeded faults. Raises `InvalidCases`."""
    return tuple(
        Fault(
            id=entry.text("id", needed=True),
            kind=entry.text("kind", needed=True),
            clause=entry.text("clause", needed=True),
            subject=entry.text("subject", needed=True),
            files=entry.texts("files"),
            description=entry.text("description", needed=True),
        )
        for entry in _entries("faults", Fault)
    )


def load_lookalikes() -> tuple[Fault, ...]:
    """What looks wrong and is fine; `description` says why. Raises `InvalidCases`."""
    return tuple(
        Fault(
            id=entry.text("id", needed=True),
            kind=entry.text("kind", needed=True),
            clause=entry.text("clause"),
            subject=entry.text("subject", needed=True),
            files=entry.texts("files"),
            description=entry.text("description", needed=True),
        )
        for entry in _entries("lookalikes", Fault)
    )


def load_identities() -> tuple[Identity, ...]:
    """What each controlled document is. Raises `InvalidCases`."""
    return tuple(
        Identity(
            path=entry.text("path", needed=True),
            document=entry.text("document", needed=True),
            revision=entry.text("revision"),
            title=entry.text("title", needed=True),
            effective=entry.day("effective"),
            status=entry.text("status", needed=True),
            kinds=frozenset(entry.texts("kinds")),
        )
        for entry in _entries("identity", Identity)
    )


def _entries(name: str, made: type[Fault] | type[Identity]) -> Iterator[GoldEntry]:
    gold = read_gold(FOLDER / f"{name}.yaml", name)
    keys = [field.name for field in fields(made)]
    for node in gold.nodes:
        yield GoldEntry(gold.source, node, name, keys)
    gold.check()
