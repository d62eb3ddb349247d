"""Onboarding and rehearsal: roles, what concerns them, checks of what was read, and scores."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.model.obligations import Sort
from assistant.model.replies import Citation


class Bond(StrEnum):
    """How a sentence concerns a role, the nearest first."""

    DOES = "does"  # the sentence says that the role does or decides it
    HEADING = "heading"  # it stands under a heading that names the role
    TOLD = "told"  # the role is told or asked
    SECTION = "section"  # it names nobody and stands beside what the role does
    DOCUMENT = "document"  # it names nobody, in a document whose work is mostly the role's
    EVERYONE = "everyone"  # it binds everybody


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the procedures name it; `key` is the same for all its spellings.

    `duties` counts the sentences that say what it does, decides or is told. `owns` are the
    documents and processes it answers for.
    """

    key: str
    name: str
    duties: int
    spellings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    owns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence of a procedure in force with those it concerns, by the keys of roles.

    `notes` say of a row of a table what its letter means for a role.
    """

    citation: Citation
    sort: Sort
    bonds: tuple[tuple[str, Bond], ...]
    ordinal: int = 0
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def quote(self) -> str:
        """The sentence, verbatim."""
        return self.citation.quote


class Asks(StrEnum):
    """What a check leaves out of a sentence."""

    VALUE = "value"  # a period, limit, number
    FORM = "form"  # the form or log to fill
    PERSON = "person"  # who does it or is told


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence with one thing left out. `id` stays while the sentence does.

    `choices` hold the answer among like things of the same organisation, or are empty where there
    are too few: then the answer is free. The solution is the cited sentence.
    """

    id: str
    asks: Asks
    question: str
    answer: str
    choices: tuple[str, ...]
    solution: Citation


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence to know and how it concerns the learner."""

    bond: Bond
    sort: Sort
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A document on the way: why it concerns the learner, what to know, checks of it."""

    document: str
    revision: str
    title: str
    stage: str
    why: tuple[str, ...]
    to_know: tuple[Known, ...]
    checks: tuple[Check, ...]
    more: int = 0  # further sentences that concern the learner and are not shown


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The way through the documents for a role, a process or everybody."""

    title: str
    as_of: date
    role: Role | None
    process: str
    stops: tuple[Stop, ...]

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks in the order of the way."""
        return tuple(check for stop in self.stops for check in stop.checks)


class PartKind(StrEnum):
    """A part of what a sentence lays down."""

    WHO = "who"
    WHAT = "what"
    VALUE = "value"
    FORM = "form"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the rubric; `text` is as the sentence says it. `own`: it is who is asked.

    `forbids`: the sentence denies it.
    """

    kind: PartKind
    text: str
    own: bool = False
    forbids: bool = False


class Outcome(StrEnum):
    """What became of a part in an answer."""

    NAMED = "named"
    PARTLY = "partly"
    MISSING = "missing"
    OTHERWISE = "otherwise"  # the answer says another value, form or person


class Covered(StrEnum):
    """How much of the sentence an answer names. It says nothing about who gave it."""

    ALL = "all"
    PARTLY = "partly"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PartScore:
    """A part and what became of it; `said` is what the answer has instead."""

    part: Part
    outcome: Outcome
    said: str = ""


@dataclass(frozen=True, slots=True)
class RehearsalQuestion:
    """What an auditor would ask. `source` is None where the procedures lay nothing down.

    `searched` says for such a question what was looked through. `answered_by` is the stretch of the
    sentence that is asked about.
    """

    no: int
    question: str
    show: str
    parts: tuple[Part, ...] = ()
    source: Citation | None = None
    searched: str = ""
    answered_by: str = ""

    @property
    def laid_down(self) -> bool:
        """Whether the procedures answer it."""
        return self.source is not None


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """An answer held against the cited sentence, part by part."""

    question: RehearsalQuestion
    answer: str
    covered: Covered
    parts: tuple[PartScore, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A round of questions for one role; the same `seed` gives the same questions."""

    id: str
    role: Role
    as_of: date
    seed: int
    questions: tuple[RehearsalQuestion, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to a check, kept for ever: who, which check, what, whether it was right."""

    person: str
    path: str  # "role:…", "process:…" or "all"
    check: str
    answer: str
    right: bool
    at: str  # RFC 3339
    document: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is on a way: checks answered rightly at their last try, of how many."""

    person: str
    path: str
    right: int
    tried: int
    last: str
    wrong: tuple[str, ...] = field(default=())  # ids whose last answer was not right
