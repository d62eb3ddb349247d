"""What a suite is made of, and what the program made of it: a run, ready to be scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from assistant.model.replies import Citation, Reply
from evals.cases import Case, CoveredClause, MappedSection


@dataclass(frozen=True, slots=True)
class Proposed:
    """A clause that stands as proposed or confirmed for one passage, and where the passage is."""

    clause: str
    path: str
    document: str
    revision: str
    section: str | None
    section_title: str | None
    row: str | None


class Subject(Protocol):
    """What is evaluated: the program's own use cases over one ingested collection."""

    def ask(self, question: str, as_of: date, conversation: str | None = None) -> Reply:
        """One reply; with the id of a conversation, the next turn of it."""

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        """Passages, best first."""

    def verdict(self, clause: str, as_of: date) -> tuple[str, str]:
        """How the coverage has a clause documented and practised."""

    def proposed(self, as_of: date) -> list[Proposed]:
        """Every clause of a passage in force that nobody has rejected."""

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
    """One case with what the program made of it; `quotes`: which citations' quotes stand.

    `alone`: the reply to what a follow-up stands for, asked without a conversation; None for
    any other case.
    """

    case: Case
    reply: Reply
    hits: tuple[Citation, ...]
    quotes: tuple[bool, ...]
    alone: Reply | None = None


@dataclass(frozen=True, slots=True)
class AskedWhere:
    """The reply to "Where do we cover clause X?" for a clause of the coverage gold.

    `verdict`: how the coverage has it documented and practised; None in an older run.
    """

    gold: CoveredClause
    reply: Reply
    verdict: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """All that a suite produced; scoring needs nothing else."""

    suite: Suite
    asked: tuple[Asked, ...]
    where: tuple[AskedWhere, ...]
    proposed: tuple[Proposed, ...]


HITS = 10
"""How many hits of a search are kept."""


def where_question(clause: str) -> str:
    """What a person asks about the coverage of a clause."""
    return f"Where do we cover clause {clause}?"


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
    return Run(run.suite, asked, run.where, run.proposed)
