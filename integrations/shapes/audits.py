"""Gaps and checklists."""

from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import audits
from assistant.model.obligations import WhyLeftOut
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation, citations


class Gap(Shape):
    """Something an auditor would ask for that is absent, out of date or contradicted."""

    id: str = Field(examples=["g_1f0e"])
    kind: audits.GapKind
    clause: str = Field(examples=["8.4.1.1"])
    severity: audits.Severity = Field(description="A proposal for a person to grade.")
    subject: str
    message: str
    hint: str
    due: date | None
    owner: str | None
    rule: str
    evidence: list[Citation]

    @classmethod
    def of(cls, gap: audits.Gap) -> Self:
        """The shape of a gap."""
        return cls(
            id=gap.id,
            kind=gap.kind,
            clause=str(gap.clause),
            severity=gap.severity,
            subject=gap.subject,
            message=gap.message,
            hint=gap.hint,
            due=gap.due,
            owner=gap.owner,
            rule=gap.rule,
            evidence=citations(gap.evidence),
        )


class Checked(Shape):
    """How much was looked at to find the gaps."""

    rules: int
    records: int


class Gaps(Shape):
    """`gaps --json`."""

    as_of: date
    gaps: list[Gap]
    checked: Checked

    @classmethod
    def of(cls, report: audits.GapReport) -> Self:
        """The shape of a gap report."""
        return cls(
            as_of=report.as_of,
            gaps=[Gap.of(gap) for gap in report.gaps],
            checked=Checked(rules=report.rules, records=report.records),
        )


class Sample(Shape):
    """Rows drawn for the auditor to look at."""

    population: int
    size: int
    rows: list[str] = Field(examples=[["L26-0114 (Receiving!18)"]])
    seed: int
    why: str = Field(default="", description="What the rows are, and why so many.")


class ChecklistItem(Shape):
    """One question of an internal audit; the last three fields are the auditor's."""

    no: int
    clause: str
    process: str
    question: str
    criterion: str
    look_at: str
    sample: Sample | None
    sources: list[Citation]
    known_gaps: list[str]
    gap_messages: list[str] = Field(description="What each of the known gaps says.")
    earlier_findings: list[str] = Field(
        default_factory=list, description="What earlier audits found on it."
    )
    same_rows_as: int = Field(default=0, description="No. of an item with the same sample.")
    evidence_seen: str
    result: str
    finding: str

    @classmethod
    def of(cls, item: audits.ChecklistItem) -> Self:
        """The shape of an item."""
        sample = item.sample
        return cls(
            no=item.no,
            clause=str(item.clause),
            process=item.process,
            question=item.question,
            criterion=item.criterion,
            look_at=item.look_at,
            sample=None
            if sample is None
            else Sample(
                population=sample.population,
                size=sample.size,
                rows=list(sample.rows),
                seed=sample.seed,
                why=sample.why,
            ),
            sources=citations(item.sources),
            known_gaps=list(item.known_gaps),
            gap_messages=list(item.gap_messages),
            earlier_findings=list(item.earlier_findings),
            same_rows_as=item.same_rows_as,
            evidence_seen=item.evidence_seen,
            result=item.result,
            finding=item.finding,
        )


class LeftOut(Shape):
    """A sentence of a procedure in scope that is no question, and why."""

    source: Citation
    why: WhyLeftOut


class Checklist(Shape):
    """`checklist --format json`."""

    title: str = Field(default="", examples=["Clause 8.4"])
    edition: str
    as_of: date
    scope: list[str]
    items: list[ChecklistItem]
    left_out: list[LeftOut] = Field(default_factory=list)

    @classmethod
    def of(cls, checklist: audits.Checklist) -> Self:
        """The shape of a checklist."""
        return cls(
            title=checklist.title,
            edition=checklist.edition,
            as_of=checklist.as_of,
            scope=[str(number) for number in checklist.scope],
            items=[ChecklistItem.of(item) for item in checklist.items],
            left_out=[
                LeftOut(source=Citation.of(one.citation), why=one.why) for one in checklist.left_out
            ],
        )
