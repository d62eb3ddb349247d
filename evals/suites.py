"""The suites by name: which documents, which gold, on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NothingThere
from evals.cases import load_cases, load_coverage, load_mappings
from evals.running import Suite
from evals.sample import gold
from evals.sample.build import build_sample


@dataclass(frozen=True, slots=True)
class Prepared:
    """A suite, and what puts its documents into a folder."""

    suite: Suite
    make_documents: Callable[[Path], object]


def sample() -> Prepared:
    """The sample company with its gold questions, mappings and coverage."""
    folder = gold.FOLDER
    suite = Suite(
        name="sample",
        as_of=gold.AS_OF,
        cases=tuple(load_cases(folder / "questions.yaml")),
        mappings=tuple(load_mappings(folder / "mappings.yaml")),
        coverage=tuple(load_coverage(folder / "coverage.yaml")),
    )
    return Prepared(suite, build_sample)


SUITES: dict[str, Callable[[], Prepared]] = {"sample": sample}


def prepared(name: str) -> Prepared:
    """The suite of that name. Raises `NothingThere`, or `InvalidCases` for faulty gold."""
    if name not in SUITES:
        known = ", ".join(SUITES)
        raise NothingThere(f"There is no suite {name!r}.", hint=f"There are: {known}.")
    return SUITES[name]()
