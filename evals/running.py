"""Run a suite: ask every question, search for every question, list every mapping."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.model.replies import Citation, Reply
from assistant.ports import MappedPassage
from evals.cases import Case, CoveredClause, MappedSection


class Subject(Protocol):
    """What is evaluated: the program's own use cases over one ingested collection."""

    def ask(self, question: str, as_of: date) -> Reply:
        """One reply."""

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        """Passages, best first."""

    def mappings(self, as_of: date) -> list[MappedPassage]:
        """Every mapping of documents in force."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Gold for one collection of documents; `as_of` is the day of cases that name none."""

    name: str
    as_of: date
    cases: tuple[Case, ...]
    mappings: tuple[MappedSection, ...] = ()
    coverage: tuple[CoveredClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One case with what the program made of it."""

    case: Case
    reply: Reply
    hits: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """All that a suite produced; scoring needs nothing else."""

    suite: Suite
    asked: tuple[Asked, ...]
    mapped: tuple[MappedPassage, ...]


_HITS = 10


def generate(
    suite: Suite,
    subject: Subject,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Put every case of the suite to the program. Raises what the program raises."""
    asked: list[Asked] = []
    for done, case in enumerate(suite.cases, start=1):
        as_of = case.as_of or suite.as_of
        reply = subject.ask(case.question, as_of)
        hits = tuple(subject.search(case.question, as_of, _HITS))
        asked.append(Asked(case, reply, hits))
        progress(done, len(suite.cases))
    return Run(suite, tuple(asked), tuple(subject.mappings(suite.as_of)))


def of_split(run: Run, split: str | None) -> Run:
    """The run's cases of one split (`dev`, `test`); all of them for None."""
    if split is None:
        return run
    asked = tuple(one for one in run.asked if one.case.split == split)
    return Run(run.suite, asked, run.mapped)


def wrong_ones(run: Run, is_wrong: Callable[[Asked], bool]) -> Sequence[Asked]:
    """The cases to look at."""
    return [one for one in run.asked if is_wrong(one)]
