"""The gold sets: questions, clause mappings, coverage and faults, given by people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
AS_OF = date(2026, 9, 30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands.

    `path` is the file below the sample's folder. `section` is the heading's number, or its words
    when it has none; `row` is `Sheet!row` (a delimited file's sheet is its file stem, its header
    line is row 1). Both None: the document as a whole. `revision` None: it has only one.
    """

    document: str
    path: str
    revision: str | None
    section: str | None
    row: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Each group of `facts` is met when any of its spellings is in the answer;
    a citation hits when it points to any one of `places`."""

    id: str
    question: str
    split: str
    kind: str
    answerable: bool
    asked_by: str
    as_of: date
    facts: tuple[tuple[str, ...], ...]
    places: tuple[Place, ...]
    clauses: tuple[str, ...]
    reason: tuple[str, ...]
    near_miss: bool
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionMapping:
    """The clauses that one section serves. `acceptable` ones are neither asked for nor wrong."""

    place: Place
    clauses: frozenset[str]
    acceptable: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """Every place where one clause, sub-clauses included, is documented."""

    clause: str
    places: tuple[Place, ...]


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


def says(text: str, spelling: str) -> bool:
    """Whether `text` has `spelling`, in any case, at the start of a word; a number that ends the
    spelling ends in the text as well. So `Tuesday` is in "Tuesdays" and `13` is not in "130"."""
    end = r"(?![.,]?\d)" if spelling[-1].isdigit() else ""
    start = r"(?<!\w)(?<!\d[.,])" if spelling[0].isalnum() else ""
    return bool(re.search(start + re.escape(spelling) + end, text, re.IGNORECASE))


def load_questions(folder: Path = FOLDER) -> tuple[Question, ...]:
    """The questions in their order. Raises KeyError when a field is missing."""
    return tuple(_question(entry) for entry in _entries(folder / "questions.yaml", "questions"))


def load_mappings(folder: Path = FOLDER) -> tuple[SectionMapping, ...]:
    """The mappings, document by document."""
    return tuple(
        SectionMapping(
            place=_place({**entry, "section": str(entry["section"])}),
            clauses=frozenset(entry["clauses"]),
            acceptable=frozenset(entry.get("acceptable", ())),
        )
        for entry in _entries(folder / "mappings.yaml", "mappings")
    )


def load_coverage(folder: Path = FOLDER) -> tuple[ClauseCoverage, ...]:
    """The expected places for each clause asked about."""
    return tuple(
        ClauseCoverage(entry["clause"], tuple(_place(place) for place in entry["places"]))
        for entry in _entries(folder / "coverage.yaml", "coverage")
    )


def load_faults(folder: Path = FOLDER) -> tuple[Fault, ...]:
    """The seeded faults."""
    return tuple(
        Fault(**{**entry, "files": tuple(entry["files"])})
        for entry in _entries(folder / "faults.yaml", "faults")
    )


def load_identities(folder: Path = FOLDER) -> tuple[Identity, ...]:
    """What each controlled document is."""
    return tuple(
        Identity(**{**entry, "kinds": frozenset(entry["kinds"])})
        for entry in _entries(folder / "identity.yaml", "identity")
    )


def _entries(path: Path, key: str) -> list[dict[str, Any]]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = loaded[key]
    return entries


def _question(entry: Mapping[str, Any]) -> Question:
    return Question(
        id=entry["id"],
        question=entry["question"],
        split=entry["split"],
        kind=entry["kind"],
        answerable=entry["answerable"],
        asked_by=entry["asked_by"],
        as_of=date.fromisoformat(str(entry["as_of"])) if "as_of" in entry else AS_OF,
        facts=tuple(tuple(str(spelling) for spelling in fact) for fact in entry.get("facts", ())),
        places=tuple(_place(place) for place in entry.get("places", ())),
        clauses=tuple(entry.get("clauses", ())),
        reason=tuple(entry.get("reason", ())),
        near_miss=entry.get("near_miss", False),
        absent=tuple(entry.get("absent", ())),
    )


def _place(entry: Mapping[str, Any]) -> Place:
    section, row = entry.get("section"), entry.get("row")
    return Place(
        document=str(entry["document"]),
        path=entry["path"],
        revision=None if entry.get("revision") is None else str(entry["revision"]),
        section=None if section is None else str(section),
        row=None if row is None else str(row),
    )
