"""Findings of audits, what was entered about them, and the register."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import Field

from assistant.findings.factors import factors
from assistant.findings.wording import identifiers
from assistant.model import findings as core
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation, citations


class FindingFlag(Shape):
    """Something about the wording to look at again; never a refusal."""

    code: str = Field(examples=["names-a-person"])
    part: str = Field(description="requirement, evidence or nature")
    words: str
    message: str


class FindingEntry(Shape):
    """One thing entered about a finding; fields that do not belong to its act are empty."""

    id: int
    act: core.FindingAct
    text: str
    factors: list[str] = Field(description="Human factors, of a cause.")
    owner: str
    due: date | None
    grade: core.Grade | None
    effect: core.Effect | None
    by: str
    on: date = Field(description="The day it speaks of.")
    at: str = Field(description="The moment it was entered.")

    @classmethod
    def of(cls, one: core.FindingEntry) -> Self:
        """The shape of an entry."""
        names = cls.model_fields
        return cls.model_validate(
            {name: getattr(one, name) for name in names} | {"factors": list(one.factors)}
        )


class Finding(Shape):
    """`finding show --json`: a finding in its three parts, and where it stands."""

    id: str = Field(examples=["A-2026-03-F1"])
    audit: str
    item: str = Field(description="Id of the audit's item; empty beside the checklist.")
    clause: str = Field(examples=["8.4.1"])
    document: str = Field(examples=["QP-1"])
    revision: str
    section: str
    requirement: str = Field(description="What was to be, in the auditor's words.")
    citation: Citation | None = Field(description="The own document's words, checked.")
    evidence: str
    identifiers: list[str] = Field(description="By which the evidence can be found again.")
    nature: str
    grade: core.Grade = Field(description="A person's word, the latest.")
    raised_as: core.Grade
    state: core.FindingState
    owner: str
    due: date | None = Field(description="By when the next thing is wanted.")
    due_of: str = Field(examples=["answer", "action", "check that it worked"])
    closed: date | None
    days_open: int
    overdue_by: int = Field(description="Days; 0 when it is in time.")
    by: str
    on: date
    at: str
    entries: list[FindingEntry] = Field(description="Oldest first.")
    flags: list[FindingFlag] = Field(default_factory=list)
    repeats: list[str] = Field(
        default_factory=list, description="Findings of other audits on the same clause."
    )

    @classmethod
    def of(
        cls,
        one: core.FindingStanding,
        flags: Sequence[core.Flag] = (),
        repeats: Sequence[str] = (),
    ) -> Self:
        """The shape of a finding as it stands."""
        found, own = one.finding, one.finding.requirement
        return cls(
            id=found.id,
            audit=found.audit,
            item=found.item,
            clause=str(own.clause or ""),
            document=own.document,
            revision=own.revision,
            section=own.section,
            requirement=own.words,
            citation=None if own.citation is None else Citation.of(own.citation),
            evidence=found.evidence,
            identifiers=list(identifiers(found.evidence)),
            nature=found.nature,
            grade=one.grade,
            raised_as=found.grade,
            state=one.state,
            owner=one.owner,
            due=one.due,
            due_of=one.due_of,
            closed=one.closed,
            days_open=one.days_open,
            overdue_by=one.overdue_by,
            by=found.by,
            on=found.on,
            at=found.at,
            entries=[FindingEntry.of(each) for each in one.entries],
            flags=[
                FindingFlag(code=f.code, part=f.part, words=f.words, message=f.message)
                for f in flags
            ],
            repeats=list(repeats),
        )


class RegisterLine(Shape):
    """A finding in the register: kept here, or a row of a log that was taken in."""

    id: str
    audit: str
    clause: str
    grade: str
    state: str
    says: str
    owner: str
    opened: date | None
    due: date | None
    due_of: str
    closed: date | None
    is_open: bool
    days_open: int | None
    overdue_by: int
    source: str = Field(description="kept: raised here; log: a row of a log.")
    evidence: list[Citation]

    @classmethod
    def of(cls, line: core.RegisterLine) -> Self:
        """The shape of a line."""
        names = cls.model_fields
        return cls.model_validate(
            {name: getattr(line, name) for name in names} | {"evidence": citations(line.evidence)}
        )


class Findings(Shape):
    """`finding list --json`: the register with its ageing."""

    as_of: date
    findings: list[RegisterLine]
    open: int
    overdue: int

    @classmethod
    def of(cls, found: core.Register) -> Self:
        """The shape of the register."""
        return cls(
            as_of=found.as_of,
            findings=[RegisterLine.of(line) for line in found.lines],
            open=found.open,
            overdue=found.overdue,
        )


class FindingDraft(Shape):
    """What was typed and could not be kept as a finding yet."""

    id: int
    audit: str
    item: str
    clause: str
    procedure: str
    quote: str
    requirement: str
    evidence: str
    nature: str
    grade: str
    by: str
    at: str

    @classmethod
    def of(cls, one: core.FindingDraft) -> Self:
        """The shape of a draft."""
        typed = one.typed
        return cls(
            id=one.id,
            audit=one.audit,
            item=typed.item,
            clause=typed.clause,
            procedure=typed.procedure,
            quote=typed.quote,
            requirement=typed.requirement,
            evidence=typed.evidence,
            nature=typed.nature,
            grade=typed.grade,
            by=one.by,
            at=one.at,
        )


class FindingDrafts(Shape):
    """`finding drafts --json`."""

    drafts: list[FindingDraft]

    @classmethod
    def of(cls, drafts: Sequence[core.FindingDraft]) -> Self:
        """The shape of what waits."""
        return cls(drafts=[FindingDraft.of(one) for one in drafts])


class Factor(Shape):
    """A human factor to ask about."""

    id: str
    title: str
    asks: str


class Factors(Shape):
    """`finding factors --json`."""

    factors: list[Factor]

    @classmethod
    def all(cls) -> Self:
        """Every factor there is."""
        return cls(factors=[Factor(id=one.id, title=one.title, asks=one.asks) for one in factors()])
