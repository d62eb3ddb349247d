"""The suites by name: which documents, which gold, on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NothingThere
from evals.cases import Case, CoveredClause, MappedSection, Place
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
    suite = Suite(
        name="sample",
        as_of=gold.AS_OF,
        cases=tuple(map(_case, gold.load_questions())),
        mappings=tuple(map(_section, gold.load_mappings())),
        coverage=tuple(
            CoveredClause(one.clause, tuple(map(_place, one.places)))
            for one in gold.load_coverage()
        ),
    )
    return Prepared(suite, build_sample)


def _case(asked: gold.Question) -> Case:
    return Case(
        id=asked.id,
        question=asked.question,
        answerable=asked.answerable,
        split=asked.split,
        kind=asked.kind,
        facts=asked.facts,
        places=tuple(map(_place, asked.places)),
        reason=asked.reason,
        asked_by=asked.asked_by,
        as_of=asked.as_of,
    )


def _section(one: gold.SectionMapping) -> MappedSection:
    return MappedSection(
        document=one.place.document,
        section=one.place.section or "",
        clauses=tuple(sorted(one.clauses)),
        acceptable=tuple(sorted(one.acceptable)),
    )


def _place(place: gold.Place) -> Place:
    return Place(place.document, section=place.section, row=place.row)


SUITES: dict[str, Callable[[], Prepared]] = {"sample": sample}


def prepared(name: str) -> Prepared:
    """The suite of that name. Raises `NothingThere`, or `InvalidCases` for faulty gold."""
    if name not in SUITES:
        known = ", ".join(SUITES)
        raise NothingThere(f"There is no suite {name!r}.", hint=f"There are: {known}.")
    return SUITES[name]()
