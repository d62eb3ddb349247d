"""What an audit turns on: gaps, and the items of a checklist."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.model.clauses import ClauseNumber
from assistant.model.gap_decisions import GapDecision
from assistant.model.obligations import LeftOut
from assistant.model.records import NotUnderstood
from assistant.model.replies import Citation


class GapKind(StrEnum):
    """What is wrong, as the outside contract names it."""

    MISSING_DOCUMENT = "missing_document"
    MISSING_RECORD = "missing_record"
    STALE = "stale"
    EXPIRED = "expired"
    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    INCONSISTENT = "inconsistent"
    SUPERSEDED_REFERENCE = "superseded_reference"
    BROKEN_TRACE = "broken_trace"
    UNAUTHORISED = "unauthorised"


class Severity(StrEnum):
    """How grave a gap looks: a proposal for a person to grade."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an auditor would ask for that is absent, out of date or contradicted.

    `id` ("g_…") stays the same while the same thing is wrong. `message` and `hint` are one
    sentence each: what is wrong, and what would close it.
    """

    id: str
    kind: GapKind
    clause: ClauseNumber
    severity: Severity
    subject: str
    message: str
    hint: str
    rule: str
    due: date | None = None
    owner: str | None = None
    evidence: tuple[Citation, ...] = ()
    accepted: GapDecision | None = None  # None: nobody accepted it, or no longer


_SAY_WHAT = (
    "`clausewise records --unknown` shows their headings; with `records --propose` you say what "
    "they are."
)


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps as of a day, and how much was looked at to find them.

    `not_understood` are tables that look like registers and that no rule could look at.
    """

    as_of: date
    gaps: tuple[Gap, ...]
    rules: int
    records: int
    not_understood: tuple[NotUnderstood, ...] = ()

    @property
    def not_looked_at(self) -> str:
        """What no rule could look at, in a sentence; "" where all was understood."""
        named = ", ".join(map(str, self.not_understood))
        if not named:
            return ""
        told = (
            f"{len(self.not_understood)} tables look like registers and were not understood"
            if len(self.not_understood) > 1
            else "1 table looks like a register and was not understood"
        )
        return f"{told}, so no rule looked there: {named}. {_SAY_WHAT}"


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows drawn from a population; the same seed draws the same rows.

    `why` says what the rows are, how many there are and why so many.
    """

    population: int
    size: int
    rows: tuple[str, ...]
    seed: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One question of an internal audit. The last three fields are the auditor's to fill.

    `no` counts from 1. `criterion` is the clause in our words, then the organisation's own
    sentence where there is one; `sources` cites that sentence, then others that say the same,
    and is empty when there is none. `core`: to be put first where there is no time for all.
    """

    no: int
    clause: ClauseNumber
    process: str
    question: str
    criterion: str
    look_at: str
    sources: tuple[Citation, ...] = ()
    sample: Sample | None = None
    known_gaps: tuple[str, ...] = ()  # ids, "g_…"
    gap_messages: tuple[str, ...] = ()  # what each of them says
    earlier_findings: tuple[str, ...] = ()  # what earlier audits found on it
    same_rows_as: int = 0  # number of an earlier item with the very same sample; 0: none
    core: bool = False
    evidence_seen: str = ""
    result: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A draft for a person to complete: nothing in it says how the audit ends."""

    edition: str
    as_of: date
    scope: tuple[ClauseNumber, ...]
    items: tuple[ChecklistItem, ...]
    title: str = ""  # what the audit is of: `Clause 8.4`, `Purchasing`
    left_out: tuple[LeftOut, ...] = ()  # sentences in scope that are no question, and why
    worded_by: str = ""  # the model that put some of the questions into its words; "": none
