"""Replies: an answer that points at its evidence, or a refusal with a reason. Never a guess.

The shapes follow the outside contract; every surface renders these same objects.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.drafts import DraftRecord


class Reason(StrEnum):
    """Why a question is declined."""

    NO_EVIDENCE = "no_evidence"  # nothing bears on it
    NOT_IN_EVIDENCE = "not_in_evidence"  # the topic is there, this fact is not
    UNSUPPORTED_DRAFT = "unsupported_draft"  # what was drafted did not pass its checks
    OUT_OF_SCOPE = "out_of_scope"
    NEEDS_OPINION = "needs_opinion"
    COPYRIGHTED_TEXT = "copyrighted_text"
    NOT_PERMITTED = "not_permitted"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a controlled document, and words that stand there verbatim.

    `quote` was string-checked against the stored page text when the citation was built.
    """

    tag: int  # from 1, as in "[1]"
    document: str
    revision: str
    title: str
    kind: str
    status: str
    effective_date: date | None
    section: str | None
    section_title: str | None
    page: int
    row: str | None
    quote: str
    passage: str
    path: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked at: the proof behind "we have no record of that"."""

    documents: int
    passages: int
    vectors_ready: float  # 0.0 … 1.0
    as_of: date


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer. Citations are empty only when it comes from the catalogue alone."""

    text: str
    citations: tuple[Citation, ...]
    answered_by: str  # extract | catalogue | ledger | records | model:<name>
    clauses: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    draft: DraftRecord | None = None  # None: no language model was asked

    def __post_init__(self) -> None:
        if not self.citations and self.answered_by != "catalogue":
            raise ValueError("an answer with nothing to cite must be `Declined`")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the readings of an unclear question: what it is called, and the question in full."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Declined:
    """No answer we can stand behind. Not an error: the person is told why and what came closest.

    `unclear`: it could not be made out what is asked; `text` says what is needed, and `choices`,
    where there are any, are the readings to choose from.
    """

    reason: Reason
    text: str
    near_misses: tuple[Citation, ...] = ()
    clauses: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    draft: DraftRecord | None = None  # None: no language model was asked
    unclear: bool = False
    choices: tuple[Choice, ...] = ()


Outcome = Answered | Declined


@dataclass(frozen=True, slots=True)
class Reply:
    """One question and what became of it: the receipt."""

    id: str  # "r_…"
    conversation: str  # "c_…"
    question: str
    understood_as: str
    outcome: Outcome
    searched: Searched
    took_ms: int
