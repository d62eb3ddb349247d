"""Gold cases: questions with what a right reply holds, and sections with their clauses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import WrongUse


class InvalidCases(WrongUse):
    """A gold file has a fault; the message names the file and every faulty line."""

    code = "invalid-cases"
    hint = "docs/evaluation.md shows the fields of a case."


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer may be found: a document, and a section, a row, or neither (anywhere)."""

    document: str
    section: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question.

    `facts`: each a tuple of wordings, one of which the answer must hold. `places`: acceptable
    citations, any one is a hit. `reason`: acceptable decline reasons, empty for any.
    `split` is `dev` (looked at while building) or `test` (only counted).
    """

    id: str
    question: str
    answerable: bool
    split: str = "dev"
    kind: str = "fact"
    facts: tuple[tuple[str, ...], ...] = ()
    places: tuple[Place, ...] = ()
    reason: tuple[str, ...] = ()
    asked_by: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class MappedSection:
    """A section of a document with the clauses it bears on; `acceptable` ones count neither way."""

    document: str
    section: str
    clauses: tuple[str, ...]
    acceptable: tuple[str, ...] = ()
    split: str = "dev"


@dataclass(frozen=True, slots=True)
class CoveredClause:
    """All places where a clause, sub-clauses included, is expected to be covered."""

    clause: str
    places: tuple[Place, ...]


def load_cases(path: Path) -> list[Case]:
    """The questions of a file. Raises `InvalidCases` naming every faulty entry's line."""
    faults: list[str] = []
    cases = [
        case
        for entry, line in _entries(path)
        if (case := _case(entry, path, line, faults)) is not None
    ]
    repeated = {c.id for c in cases if sum(1 for other in cases if other.id == c.id) > 1}
    faults += [f"{path.name}: case {one!r} stands there more than once" for one in sorted(repeated)]
    if faults:
        raise InvalidCases("; ".join(faults))
    return cases


def load_mappings(path: Path) -> list[MappedSection]:
    """The mapped sections of a file. Raises `InvalidCases`."""
    return [
        MappedSection(
            document=str(entry["document"]),
            section=str(entry["section"]),
            clauses=tuple(map(str, entry.get("clauses") or ())),
            acceptable=tuple(map(str, entry.get("acceptable") or ())),
            split=str(entry.get("split", "dev")),
        )
        for entry, _ in _entries(path)
    ]


def load_coverage(path: Path) -> list[CoveredClause]:
    """The clauses of a coverage file with all their places. Raises `InvalidCases`."""
    return [
        CoveredClause(str(entry["clause"]), tuple(map(_place, entry["places"])))
        for entry, _ in _entries(path)
    ]


def _entries(path: Path) -> Iterable[tuple[Mapping[str, Any], int]]:
    """Each entry of the file's list, with the line (from 1) it begins on."""
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidCases(f"{path.name}: {' '.join(str(error).split())}") from error
    if not isinstance(raw, list) or not isinstance(node, yaml.SequenceNode):
        raise InvalidCases(f"{path.name}: a list of cases is expected")
    lines = [item.start_mark.line + 1 for item in node.value]
    return list(zip(raw, lines, strict=True))


def _case(entry: Mapping[str, Any], path: Path, line: int, faults: list[str]) -> Case | None:
    known = {field.name for field in fields(Case)} | {"note"}
    where = f"{path.name}, line {line}"
    unknown = [key for key in entry if key not in known]
    missing = [key for key in ("id", "question", "answerable") if key not in entry]
    faults += [f"{where}: unknown field {key!r}" for key in unknown]
    faults += [f"{where}: {key!r} is missing" for key in missing]
    if unknown or missing:
        return None
    as_of = entry.get("as_of")
    return Case(
        id=str(entry["id"]),
        question=str(entry["question"]),
        answerable=bool(entry["answerable"]),
        split=str(entry.get("split", "dev")),
        kind=str(entry.get("kind", "fact")),
        facts=tuple(_wordings(fact) for fact in entry.get("facts") or ()),
        places=tuple(map(_place, entry.get("places") or ())),
        reason=_wordings(entry.get("reason") or ()),
        asked_by=str(entry.get("asked_by", "")),
        as_of=date.fromisoformat(str(as_of)) if as_of else None,
    )


def _wordings(fact: object) -> tuple[str, ...]:
    return tuple(map(str, fact)) if isinstance(fact, list | tuple) else (str(fact),)


def _place(raw: Mapping[str, Any]) -> Place:
    section, row = raw.get("section"), raw.get("row")
    return Place(
        document=str(raw["document"]),
        section=None if section is None else str(section),
        row=None if row is None else str(row),
    )
