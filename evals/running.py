"""What a suite is made of, and what the program made of it: a run, ready to be scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from assistant.model.replies import Citation, Reply
from evals.cases import Case, ClauseStatus, CoveredClause, MappedSection
from evals.legacy.gold import GoldReference
from evals.record_cells import GoldCell, ReadCell


@dataclass(frozen=True, slots=True)
class Proposed:
    """A clause of one passage, proposed, confirmed or likely only, and where the passage is.

    `confidence`: 0.0 … 1.0; None in an older run. What is `likely` only counts for no figure but
    those on confidence.
    """

    clause: str
    path: str
    document: str
    revision: str
    section: str | None
    section_title: str | None
    row: str | None
    confidence: float | None = None
    likely: bool = False


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A clause number of a document as the report on old numbers has it.

    `file` is the file's name without its folders; `reading` is `legacy` or `ask`; `current` are
    the clauses of today.
    """

    file: str
    number: str
    quote: str
    reading: str
    current: tuple[str, ...]


class Subject(Protocol):
    """What is evaluated: the program's own use cases over one ingested collection."""

    def ask(self, question: str, as_of: date, conversation: str | None = None) -> Reply:
        """One reply; with the id of a conversation, the next turn of it."""

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        """Passages, best first."""

    def verdict(self, clause: str, as_of: date) -> tuple[str, str]:
        """How the coverage has a clause documented and practised."""

    def verdicts(self, as_of: date) -> dict[str, tuple[str, str]]:
        """The same for every clause of the edition, by its number."""

    def proposed(self, as_of: date) -> list[Proposed]:
        """Every clause of a passage in force that nobody has rejected, likely ones included."""

    def old_numbers(self, as_of: date) -> list[ReadNumber]:
        """Every number that the report on old numbers tells."""

    def record_cells(self, as_of: date) -> list[ReadCell]:
        """Every field of every record held."""

    def stands(self, citation: Citation) -> bool:
        """Whether the quote is in the stored text of the page it cites, white space aside."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Gold for one collection of documents; `as_of` is the day of cases that name none.

    `statuses`: how clauses stand in the coverage; `numbers`: clause numbers that documents cite;
    `cells`: what the cells of records hold.
    `gates`: the least value of a metric, by its name.
    """

    name: str
    as_of: date
    cases: tuple[Case, ...]
    mappings: tuple[MappedSection, ...] = ()
    coverage: tuple[CoveredClause, ...] = ()
    statuses: tuple[ClauseStatus, ...] = ()
    numbers: tuple[GoldReference, ...] = ()
    cells: tuple[GoldCell, ...] = ()
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
    """All that a suite produced; scoring needs nothing else.

    `verdicts` has for each clause how the coverage has it documented and practised.
    """

    suite: Suite
    asked: tuple[Asked, ...]
    where: tuple[AskedWhere, ...]
    proposed: tuple[Proposed, ...]
    verdicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    old_numbers: tuple[ReadNumber, ...] = ()
    cells: tuple[ReadCell, ...] = ()


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
    return replace(run, asked=asked)
