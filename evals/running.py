"""Run a suite: ask every question, search for every question, list every mapping."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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

    def stands(self, citation: Citation) -> bool:
        """Whether the quote is in the stored text of the page it cites, white space aside."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Gold for one collection of documents; `as_of` is the day of cases that name none.

    `gates`: the least value of a metric, by its name.
    """

    name: str
    as_of: date
    cases: tuple[Case, ...]
    mappings: tuple[MappedSection, ...] = ()
    coverage: tuple[CoveredClause, ...] = ()
    gates: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """One case with what the program made of it; `quotes`: which citations' quotes stand."""

    case: Case
    reply: Reply
    hits: tuple[Citation, ...]
    quotes: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class AskedWhere:
    """The reply to "Where do we cover clause X?" for a clause of the coverage gold."""

    gold: CoveredClause
    reply: Reply


@dataclass(frozen=True, slots=True)
class Run:
    """All that a suite produced; scoring needs nothing else."""

    suite: Suite
    asked: tuple[Asked, ...]
    where: tuple[AskedWhere, ...]
    mapped: tuple[MappedPassage, ...]


HITS = 10
"""How many hits of a search are kept."""


def where_question(clause: str) -> str:
    """What a person asks about the coverage of a clause."""
    return f"Where do we cover clause {clause}?"


def generate(
    suite: Suite,
    subject: Subject,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Put every case of the suite to the program. Raises what the program raises."""
    asked, where = [], []
    total = len(suite.cases) + len(suite.coverage)
    for case in suite.cases:
        asked.append(_put(case, case.as_of or suite.as_of, subject))
        progress(len(asked), total)
    for gold in suite.coverage:
        where.append(AskedWhere(gold, subject.ask(where_question(gold.clause), suite.as_of)))
        progress(len(asked) + len(where), total)
    return Run(suite, tuple(asked), tuple(where), tuple(subject.mappings(suite.as_of)))


def _put(case: Case, day: date, subject: Subject) -> Asked:
    reply = subject.ask(case.question, day)
    hits = tuple(subject.search(case.question, day, HITS))
    return Asked(case, reply, hits, tuple(map(subject.stands, reply_citations(reply))))


def reply_citations(reply: Reply) -> tuple[Citation, ...]:
    """The citations of a reply; the near misses of a declined one are none."""
    return getattr(reply.outcome, "citations", ())


def of_split(run: Run, split: str) -> Run:
    """The run's questions of one split (`dev`, `test`), or of `all`.

    Mappings and coverage belong to no split and stay.
    """
    if split == "all":
        return run
    asked = tuple(one for one in run.asked if one.case.split == split)
    return Run(run.suite, asked, run.where, run.mapped)
