"""Mappings, what people decided about them, and what changed."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import Field

from assistant.coverage import Documented
from assistant.ledger import changed_words, deciding
from assistant.ledger import changes as core
from assistant.ledger.carrying import Decided
from assistant.ledger.entries import Act, Entry
from assistant.ledger.listing import LedgerEntry
from assistant.ledger.queue import Queued
from assistant.model import mappings as core_mappings
from assistant.model import replies
from assistant.model.mappings import Mapping as ClauseMapping
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation


class ChangedSentence(Shape):
    """A sentence as it was and as it is; empty where it was added or taken out."""

    old: str
    new: str

    @classmethod
    def of(cls, change: changed_words.Change) -> Self:
        """The shape of a changed sentence."""
        return cls(old=change.old, new=change.new)


class Origin(Shape):
    """The clause of another edition that a mapping was made for."""

    edition: str = Field(examples=["as9120b"])
    clause: str = Field(examples=["8.4.1"])
    relation: str = Field(description="equal: the decision is the same one; else decide anew.")
    decision: str = Field(description="What was decided there.")

    @classmethod
    def of(cls, origin: core_mappings.Origin) -> Self:
        """The shape of an origin."""
        return cls(
            edition=origin.edition,
            clause=str(origin.clause),
            relation=origin.relation.value,
            decision=origin.decision.value,
        )


class MappedPassage(Citation):
    """A place that bears on a clause, and who says so."""

    mapping: str = Field(examples=["m_51c0"])
    basis: str = Field(examples=["cited_number"])
    confidence: float = Field(examples=[0.97])
    decision: str = Field(examples=["proposed"])
    decided_by: str | None = Field(examples=[None])
    decided_at: str | None = Field(examples=[None])
    suspect: bool = Field(examples=[False])
    origin: Origin | None = Field(
        default=None, description="Set for a mapping that another edition lends.", examples=[None]
    )

    @classmethod
    def at(cls, citation: replies.Citation, mapping: ClauseMapping, **more: object) -> Self:
        """The shape of a place and its mapping."""
        return cls.of(
            citation,
            mapping=mapping.id,
            basis=mapping.proposal.basis.value,
            confidence=mapping.proposal.confidence,
            decision=mapping.decision.value,
            decided_by=mapping.decided_by,
            decided_at=mapping.decided_at,
            suspect=mapping.suspect,
            origin=None if mapping.origin is None else Origin.of(mapping.origin),
            **more,
        )


class Mapping(MappedPassage):
    """One mapping, with the clause it is to and the words that led to it."""

    clause: str
    reason: str
    note: str | None
    changes: list[ChangedSentence] = Field(
        default=[], description="Since it was decided, where it is suspect."
    )

    @classmethod
    def in_ledger(cls, entry: LedgerEntry) -> Self:
        """The shape of a mapping and its place."""
        mapping = entry.mapping
        return cls.at(
            entry.citation,
            mapping,
            clause=str(mapping.proposal.clause),
            reason=mapping.proposal.reason,
            note=mapping.note,
            changes=[ChangedSentence.of(one) for one in entry.changes],
        )


class Mappings(Shape):
    """`mappings --json`; `suspect` counts those whose words changed after they were decided."""

    mappings: list[Mapping]
    suspect: int

    @classmethod
    def of(cls, entries: Iterable[LedgerEntry]) -> Self:
        """The shape of a list of mappings."""
        listed = [Mapping.in_ledger(one) for one in entries]
        return cls(mappings=listed, suspect=sum(one.suspect for one in listed))


class LedgerAct(Shape):
    """One entry of the ledger: what somebody decided, about which words."""

    no: int = Field(description="From 1, without a break.")
    act: Act
    clause: str
    document: str
    revision: str
    section: str | None
    by: str
    at: str
    note: str
    text: str = Field(description="The passage as it stood.")
    seal: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The shape of an entry."""
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})


class History(Shape):
    """`mappings history --json`: a mapping and every act about it, oldest first."""

    mapping: Mapping
    acts: list[LedgerAct]

    @classmethod
    def of(cls, found: deciding.History) -> Self:
        """The shape of a history."""
        acts = [LedgerAct.of(one) for one in found.acts]
        return cls(mapping=Mapping.in_ledger(found.now), acts=acts)


class QueuedMapping(Mapping):
    """A proposal worth a look, and the clauses that confirming it would settle."""

    settles: list[str]


class Queue(Shape):
    """`mappings queue --json`: the most useful first."""

    mappings: list[QueuedMapping]

    @classmethod
    def of(cls, queued: Iterable[Queued]) -> Self:
        """The shape of a queue."""
        return cls(mappings=[_queued(one) for one in queued])


def _queued(one: Queued) -> QueuedMapping:
    given = Mapping.in_ledger(one.entry).model_dump()
    return QueuedMapping(**given, settles=[str(number) for number in one.settles])


class LostDecision(Shape):
    """What was confirmed, and no place of today says anything like it."""

    clause: str
    section: str | None
    text: str
    decided_by: str | None
    decided_at: str | None

    @classmethod
    def of(cls, lost: Decided) -> Self:
        """The shape of a lost decision."""
        return cls(
            clause=str(lost.mapping.proposal.clause),
            section=lost.words.section,
            text=lost.words.text,
            decided_by=lost.mapping.decided_by,
            decided_at=lost.mapping.decided_at,
        )


class ChangedSection(Shape):
    """A section with the sentences in it that are other ones now."""

    section: str | None
    section_title: str | None
    changes: list[ChangedSentence]

    @classmethod
    def of(cls, found: core.SectionChange) -> Self:
        """The shape of a section's changes."""
        made = [ChangedSentence.of(one) for one in found.changes]
        return cls(section=found.section, section_title=found.title, changes=made)


class ChangedDocument(Shape):
    """A document whose issue in force is another one, or none."""

    document: str
    title: str
    became: core.Became
    old_revision: str | None
    revision: str | None
    sections: list[ChangedSection]
    kept: int = Field(description="Decisions that still hold.")
    suspect: list[Mapping]
    lost: list[LostDecision]
    gained: list[str] = Field(description="Clauses it bears on now and did not before.")
    dropped: list[str]

    @classmethod
    def of(cls, one: core.DocumentChange) -> Self:
        """The shape of a document's change."""
        return cls(
            document=one.number,
            title=one.title,
            became=one.became,
            old_revision=one.old,
            revision=one.new,
            sections=[ChangedSection.of(each) for each in one.sections],
            kept=one.kept,
            suspect=[Mapping.in_ledger(each) for each in one.suspect],
            lost=[LostDecision.of(each) for each in one.lost],
            gained=[str(each) for each in one.gained],
            dropped=[str(each) for each in one.dropped],
        )


class ChangedClause(Shape):
    """A clause whose documentation is another one."""

    clause: str
    title: str
    before: Documented
    after: Documented

    @classmethod
    def of(cls, one: core.ClauseChange) -> Self:
        """The shape of a clause's change."""
        clause = one.clause
        return cls(
            clause=str(clause.number), title=clause.title, before=one.before, after=one.after
        )


class Changes(Shape):
    """`changes --json`: everything between two days."""

    since: date
    as_of: date
    documents: list[ChangedDocument]
    clauses: list[ChangedClause]

    @classmethod
    def of(cls, found: core.Changes) -> Self:
        """The shape of the changes between two days."""
        return cls(
            since=found.since,
            as_of=found.until,
            documents=[ChangedDocument.of(one) for one in found.documents],
            clauses=[ChangedClause.of(one) for one in found.clauses],
        )
