"""An audit with its findings, and what came of a workbook filled in offline."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from assistant.audits.filling_in import FilledIn
from assistant.model.audit_runs import AuditRun
from assistant.model.findings import FindingDraft as Draft
from assistant.model.findings import FindingStanding
from integrations.shapes.audit_runs import Audit, AuditEntry
from integrations.shapes.base import Shape
from integrations.shapes.findings import Finding, FindingDraft


class AuditPapers(Audit):
    """`audit export --json`: all that is kept of an audit, with its findings."""

    findings: list[Finding]
    drafts: list[FindingDraft] = Field(description="Findings that are not complete yet.")

    @classmethod
    def whole(
        cls, run: AuditRun, findings: Sequence[FindingStanding], drafts: Sequence[Draft]
    ) -> Self:
        """The shape of an audit as it stands with what was raised in it."""
        more = {
            "findings": [Finding.of(one) for one in findings],
            "drafts": [FindingDraft.of(one) for one in drafts],
        }
        return cls.model_validate(Audit.of(run).model_dump() | more)


class AuditFilledIn(Shape):
    """`audit import --json`: what came of a workbook filled in offline."""

    audit: str
    entries: list[AuditEntry] = Field(description="What was taken over beside items.")
    findings: list[Finding] = Field(description="What was raised.")
    unchanged: int = Field(description="Rows that said nothing new.")
    told: list[str] = Field(description="What was left, and what waits as a draft.")

    @classmethod
    def of(cls, audit: str, done: FilledIn, raised: Sequence[FindingStanding]) -> Self:
        """The shape of what came of it."""
        return cls(
            audit=audit,
            entries=[AuditEntry.of(one) for one in done.kept],
            findings=[Finding.of(one) for one in raised],
            unchanged=done.unchanged,
            told=list(done.told),
        )
