"""Suites: gold files of a folder, the documents they speak of, and the figures to hold.

An organisation's own suite is a folder with `documents/`, `questions.yaml` and, as it likes,
`mappings.yaml`, `coverage.yaml`, `coverage_status.yaml`, `legacy_numbers.yaml`, `gates.yaml`;
docs/evaluation.md shows the files.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import NothingThere
from evals.cases import Place, load_cases, load_coverage, load_mappings, load_statuses
from evals.gates import load_gates
from evals.gold_files import InvalidCases
from evals.legacy.gold import GoldReference, load_gold
from evals.running import Suite


@dataclass(frozen=True, slots=True)
class Prepared:
    """A suite, the file of its baseline, and what gives its documents, perhaps made in a folder."""

    suite: Suite
    baseline: Path
    documents: Callable[[Path], Path]


def read_suite(folder: Path, *, name: str, as_of: date) -> Suite:
    """The gold of a folder. Raises `InvalidCases`; files other than the questions may be absent."""
    mappings, coverage = folder / "mappings.yaml", folder / "coverage.yaml"
    statuses, numbers = folder / "coverage_status.yaml", folder / "legacy_numbers.yaml"
    gates = folder / "gates.yaml"
    return Suite(
        name=name,
        as_of=as_of,
        cases=load_cases(folder / "questions.yaml"),
        mappings=load_mappings(mappings) if mappings.exists() else (),
        coverage=load_coverage(coverage) if coverage.exists() else (),
        statuses=load_statuses(statuses) if statuses.exists() else (),
        numbers=_numbers(numbers) if numbers.exists() else (),
        gates=load_gates(gates) if gates.exists() else {},
    )


def _numbers(path: Path) -> tuple[GoldReference, ...]:
    try:
        return tuple(one for document in load_gold(path) for one in document.references)
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidCases(f"{path.name}: {error}") from error


def suite_of(folder: Path, *, as_of: date) -> Prepared:
    """An organisation's own suite. Raises `NothingThere` or `InvalidCases`."""
    documents = folder / "documents"
    if not documents.is_dir() or not (folder / "questions.yaml").is_file():
        raise NothingThere(
            f"{folder} is no suite.",
            hint="A suite is `sample`, or a folder with documents/ and questions.yaml.",
        )
    suite = read_suite(folder, name=folder.resolve().name, as_of=as_of)
    strange = sorted(set(_paths(suite)) - {"", *_files_below(documents)})
    if strange:
        raise InvalidCases(
            f"documents/ has no {', '.join(strange)}", hint="Paths begin below documents/."
        )
    return Prepared(suite, folder / "baseline.json", lambda _: documents)


def _files_below(folder: Path) -> Iterator[str]:
    return (one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def _paths(suite: Suite) -> Iterator[str]:
    places: list[Place] = [place for case in suite.cases for place in case.places]
    places += [one.place for one in suite.mappings]
    places += [place for one in suite.coverage for place in one.places]
    return (place.path for place in places)
