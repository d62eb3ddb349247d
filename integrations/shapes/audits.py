"""Gaps and checklists."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import Field

from assistant.gaps.rules import Rule
from assistant.model import audits
from assistant.model import gap_decisions as core
from assistant.model.gap_decisions import GapAct
from assistant.model.obligations import WhyLeftOut
from assistant.model.organisation import RuleChange
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation, citations


class GapDecision(Shape):
    """What a person decided about a gap."""

    gap: str = Field(examples=["g_1f0e"])
    act: GapAct
    by: str
    at: str = Field(examples=["2026-09-30T09:12:00+00:00"])
    reason: str
    until: date | None
    owner: str

    @classmethod
    def of(cls, one: core.GapDecision) -> Self:
        """The shape of a decision."""
        return cls(
            gap=one.gap,
            act=one.act,
            by=one.by,
            at=one.at,
            reason=one.reason,
            until=one.until,
            owner=one.owner,
        )


class GapHistory(Shape):
    """`gaps history --json`."""

    gap: str
    decisions: list[GapDecision]

    @classmethod
    def of(cls, id: str, decisions: Sequence[core.GapDecision]) -> Self:
        """The shape of what was decided."""
        return cls(gap=id, decisions=[GapDecision.of(one) for one in decisions])


class GapRule(Shape):
    """A rule that finds gaps, as it runs here."""

    rule: str
    kind: audits.GapKind
    clause: str
    severity: audits.Severity
    means: str
    hint: str
    records: list[str] = Field(description="The sorts of record it reads; none: documents.")
    limits: dict[str, int]
    limits_from: str
    off: bool

    @classmethod
    def of(cls, rule: Rule, change: RuleChange | None) -> Self:
        """The shape of a rule."""
        own = "your documents, else custom" if rule.topic else "custom"
        return cls(
            rule=rule.id,
            kind=rule.kind,
            clause=str(rule.clause),
            severity=rule.severity,
            means=rule.means,
            hint=rule.hint,
            records=sorted(rule.types),
            limits=dict(rule.limits),
            limits_from=f"you: {change.reason}" if change else own if rule.limits else "",
            off=bool(change and change.off),
        )


class GapRules(Shape):
    """`gaps rules --json`."""

    rules: list[GapRule]

    @classmethod
    def of(cls, rules: Sequence[tuple[Rule, RuleChange | None]]) -> Self:
        """The shape of the rules."""
        return cls(rules=[GapRule.of(rule, change) for rule, change in rules])


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
    accepted: GapDecision | None = Field(description="Who accepted it until when, and why.")

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
            accepted=None if gap.accepted is None else GapDecision.of(gap.accepted),
        )


class Checked(Shape):
    """How much was looked at to find the gaps."""

    rules: int
    records: int
    not_understood: list[str] = Field(
        default=[], description="Tables that look like registers and that no rule could look at."
    )


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
            checked=Checked(
                rules=report.rules,
                records=report.records,
                not_understood=[str(one) for one in report.not_understood],
            ),
        )


class Sample(Shape):
    """Rows drawn for the auditor to look at."""

    population: int
    size: int
    rows: list[str] = Field(examples=[["LOT-0114 (Receiving!18)"]])
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
    core: bool = Field(default=False, description="To be put first when time is short.")
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
            core=item.core,
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
    worded_by: str = Field(default="", description="The model that worded questions, if any.")

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
            worded_by=checklist.worded_by,
        )
