"""Old clause numbers in documents, and the way to the next edition."""

from datetime import date
from typing import Self

from pydantic import Field

from assistant import legacy_report as core
from assistant.crosswalk import CurrentClause as Named
from assistant.transition import plan as plans
from integrations.shapes.base import Shape
from integrations.shapes.clauses import CurrentClause
from integrations.shapes.ledger import MappedPassage


def _clause(one: Named) -> CurrentClause:
    return CurrentClause(clause=str(one.number), title=one.title)


class LegacyUse(Shape):
    """An old clause number in one place, with its clauses of today."""

    number: str = Field(examples=["7.4.1"])
    read_as: str = Field(description="The old clause it belongs to: 7.4.1.3 is read as 7.4.1.")
    reading: str = Field(description="legacy, or ask where nothing tells which is meant.")
    confidence: float = Field(examples=[0.97])
    reason: str
    old_titles: list[str]
    relations: list[str] = Field(examples=[["part"]])
    current: list[CurrentClause]
    current_reading: CurrentClause | None = Field(description="ask: what it would mean today.")
    notes: list[str]
    kind: str = Field(description="text, heading, section, table or header.")
    page: int
    section: str | None
    section_title: str | None
    row: str | None
    quote: str
    passage: str | None = Field(description="None for a heading or a running head.")
    sections_below: int = Field(description="Further sections numbered after the same clause.")

    @classmethod
    def of(cls, use: core.LegacyUse) -> Self:
        """The shape of one place."""
        return cls(
            number=str(use.number),
            read_as=str(use.read_as),
            reading=use.numbering.value,
            confidence=use.confidence,
            reason=use.reason,
            old_titles=list(use.old_titles),
            relations=[one.value for one in use.relations],
            current=[_clause(one) for one in use.current],
            current_reading=None if use.current_reading is None else _clause(use.current_reading),
            notes=list(use.notes),
            kind=use.kind,
            page=use.page,
            section=use.section,
            section_title=use.section_title,
            row=use.row,
            quote=use.quote,
            passage=use.passage or None,
            sections_below=use.sections_below,
        )


class LegacyDocument(Shape):
    """A document that uses old numbers, or numbers that must be asked about."""

    document: str = Field(examples=["QP-84"])
    revision: str
    title: str
    kind: str
    status: str
    effective_date: date | None
    path: str
    why: str = Field(description="The strongest evidence for how its numbers are read.")
    references: list[LegacyUse]

    @classmethod
    def of(cls, one: core.LegacyDocument) -> Self:
        """The shape of a document."""
        identity = one.revision.identity
        return cls(
            document=identity.number,
            revision=identity.label,
            title=identity.title,
            kind=identity.kind.value,
            status=one.status.value,
            effective_date=identity.effective_date,
            path=one.revision.path,
            why=one.evidence.reason,
            references=[LegacyUse.of(use) for use in one.uses],
        )


class LegacyReport(Shape):
    """`legacy --json`: the documents that still use old clause numbers."""

    edition: str
    as_of: date
    checked: int = Field(description="Documents read.")
    left_out: int = Field(description="Records and papers of others, which keep their numbers.")
    unreadable: list[str]
    left_alone: list[str] = Field(
        description="Documents that name no standard, where the others follow one built alike."
    )
    documents: list[LegacyDocument]

    @classmethod
    def of(cls, report: core.LegacyReport) -> Self:
        """The shape of the report."""
        return cls(
            edition=report.edition,
            as_of=report.as_of,
            checked=report.checked,
            left_out=report.history,
            unreadable=list(report.unreadable),
            left_alone=list(report.elsewhere),
            documents=[LegacyDocument.of(one) for one in report.documents],
        )


class OldClause(Shape):
    """A clause of the edition in use that a new clause takes up."""

    clause: str = Field(examples=["8.4.1"])
    title: str
    relation: str = Field(examples=["wider"])
    note: str


class CitedIn(Shape):
    """A document that cites the clause in use by its number."""

    document: str
    revision: str
    times: int


class ClauseTask(Shape):
    """A clause on its way to the new edition, with what is held today and what to do."""

    rank: int = Field(description="1 comes first; 6 asks for nothing.")
    do: str = Field(description="establish, extend, settle, renumber, let_go or nothing.")
    change: str = Field(description="new, changed, moved, dropped, unchanged or unsettled.")
    clause: str | None = Field(description="The new number; None for a clause that ends.")
    title: str
    told: bool = Field(description="False where the edition file says nothing of it.")
    old: list[OldClause]
    action: str
    documents: list[str]
    passages: list[MappedPassage]
    records: int
    newest_record: date | None
    cited_in: list[CitedIn]

    @classmethod
    def of(cls, task: plans.Task) -> Self:
        """The shape of a clause's task."""
        step, held = task.step, task.held
        return cls(
            rank=int(task.rank),
            do=task.rank.name.lower(),
            change=step.change.value,
            clause=str(step.new.number) if step.new else None,
            title=step.title,
            told=step.told,
            old=[
                OldClause(
                    clause=str(one.clause.number),
                    title=one.clause.title,
                    relation=one.relation.value,
                    note=one.note,
                )
                for one in step.old
            ],
            action=task.action,
            documents=list(held.documents),
            passages=[MappedPassage.at(one.citation, one.mapping) for one in held.described],
            records=held.records,
            newest_record=held.newest,
            cited_in=[
                CitedIn(document=one.document, revision=one.revision, times=one.times)
                for one in held.cited_in
            ],
        )


class Renumbered(Shape):
    """A number that a document cites, and what to write instead."""

    old: str
    new: str


class DocumentTask(Shape):
    """What the new edition does to one document in force."""

    document: str
    revision: str
    title: str
    path: str
    extend: list[str]
    renumber: list[Renumbered]
    no_longer_asked: list[str]
    citations: int = Field(description="Places whose clause number changes.")
    older_numbers: int = Field(description="Places with numbers of editions before this one.")

    @classmethod
    def of(cls, one: plans.DocumentTask) -> Self:
        """The shape of a document's task."""
        identity = one.revision.identity
        return cls(
            document=identity.number,
            revision=identity.label,
            title=identity.title,
            path=one.revision.path,
            extend=[str(number) for number in one.extend],
            renumber=[Renumbered(old=str(old), new=str(new)) for old, new in one.renumber],
            no_longer_asked=[str(number) for number in one.end],
            citations=one.citations,
            older_numbers=one.older,
        )


class Transition(Shape):
    """`transition --json`: clauses in the order of working, documents with the most work first."""

    edition: str = Field(description="The edition in use.")
    new_edition: str
    as_of: date
    clauses: list[ClauseTask]
    documents: list[DocumentTask]

    @classmethod
    def of(cls, plan: plans.Transition) -> Self:
        """The shape of the whole plan."""
        return cls(
            edition=plan.current.id,
            new_edition=plan.new.id,
            as_of=plan.as_of,
            clauses=[ClauseTask.of(task) for task in plan.tasks],
            documents=[DocumentTask.of(one) for one in plan.documents],
        )
