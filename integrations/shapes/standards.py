"""Old clause numbers in documents, and the way to the next edition."""

from datetime import date
from typing import Self

from pydantic import Field

from assistant import legacy_report as core
from assistant.crosswalk import CurrentClause as Named
from integrations.shapes.base import Shape
from integrations.shapes.clauses import CurrentClause


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

    document: str = Field(examples=["QP-74"])
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
            documents=[LegacyDocument.of(one) for one in report.documents],
        )
