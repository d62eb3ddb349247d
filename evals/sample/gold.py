"""What only the sample's gold has: its folder, its day, its faults and its documents' identities.

Questions, mappings and coverage are read like everybody's (`evals.cases`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from evals.gold_files import Entry, read_gold

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
    gold = read_gold(FOLDER / "faults.yaml", "faults")
    faults = tuple(map(_fault, gold.entries))
    gold.check()
    return faults


def load_identities() -> tuple[Identity, ...]:
    """What each controlled document is. Raises `InvalidCases`."""
    gold = read_gold(FOLDER / "identity.yaml", "identity")
    identities = tuple(map(_identity, gold.entries))
    gold.check()
    return identities


def _fault(entry: Entry) -> Fault:
    names = [field.name for field in fields(Fault)]
    entry.expect(names, names)
    return Fault(
        id=entry.text("id"),
        kind=entry.text("kind"),
        clause=entry.text("clause"),
        subject=entry.text("subject"),
        files=entry.texts("files"),
        description=entry.text("description"),
    )


def _identity(entry: Entry) -> Identity:
    names = [field.name for field in fields(Identity)]
    entry.expect(names, names)
    return Identity(
        path=entry.text("path"),
        document=entry.text("document"),
        revision=entry.text("revision"),
        title=entry.text("title"),
        effective=entry.day("effective"),
        status=entry.text("status"),
        kinds=frozenset(entry.texts("kinds")),
    )
