"""Internal audits: as they were made, and as they stand."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import audit_runs as core
from assistant.model.programmes import PlannedAudit as CorePlannedAudit
from integrations.shapes.audits import ChecklistItem, LeftOut
from integrations.shapes.base import Shape
from integrations.shapes.programmes import PlannedAudit
from integrations.shapes.replies import Citation


class Attachment(Shape):
    """A file kept with an entry."""

    name: str = Field(examples=["shelf.jpg"])
    sha256: str
    size: int = Field(description="Bytes.")


class AuditEntry(Shape):
    """What an auditor wrote beside one item, whole."""

    id: int = Field(description="From 1, over all audits.")
    item: str = Field(examples=["i_5f0c2a9b1d"])
    result: core.ItemResult | None
    evidence: str
    interviewed: str = Field(description="Roles.", examples=["Receiving inspector"])
    note: str
    attachments: list[Attachment]
    by: str
    at: str = Field(examples=["2026-11-03T09:12:00+00:00"])
    based_on: list[int] = Field(description="Entries the auditor had before their eyes.")

    @classmethod
    def of(cls, one: core.ItemEntry) -> Self:
        """The shape of an entry."""
        return cls(
            id=one.id,
            item=one.item,
            result=one.result,
            evidence=one.evidence,
            interviewed=one.interviewed,
            note=one.note,
            attachments=attachments(one.attachments),
            by=one.by,
            at=one.at,
            based_on=list(one.based_on),
        )


def attachments(found: Sequence[core.Attachment]) -> list[Attachment]:
    """The shapes of attached files."""
    return [Attachment(name=one.name, sha256=one.sha256, size=one.size) for one in found]


class AuditStep(Shape):
    """One act about an audit as a whole."""

    act: core.AuditAct
    by: str
    on: date = Field(description="The day it speaks of.")
    at: str
    text: str


class AuditItem(ChecklistItem):
    """An item of an audit: the draft, and what auditors wrote beside it.

    `evidence_seen` and `result` are those of the current entry.
    """

    id: str = Field(examples=["i_5f0c2a9b1d"])
    interviewed: str = ""
    note: str = ""
    attachments: list[Attachment] = Field(default_factory=list)
    entry: int | None = Field(default=None, description="Id of the current entry.")
    in_conflict_with: list[int] = Field(
        default_factory=list, description="Entries by others who did not see the current one."
    )

    @classmethod
    def standing(cls, one: core.ItemStanding) -> Self:
        """The shape of an item as it stands."""
        drafted = ChecklistItem.of(one.item.draft).model_dump() | {"id": one.item.id}
        now = one.current
        if now is None:
            return cls.model_validate(drafted)
        written = {
            "evidence_seen": now.evidence,
            "result": now.result.value if now.result else "",
            "interviewed": now.interviewed,
            "note": now.note,
            "attachments": attachments(one.attachments),
            "entry": now.id,
            "in_conflict_with": [other.id for other in one.beside],
        }
        return cls.model_validate(drafted | written)


class AuditItemHistory(AuditItem):
    """`audit show --item N --json`: an item with everything written beside it, oldest first."""

    entries: list[AuditEntry]

    @classmethod
    def whole(cls, one: core.ItemStanding) -> Self:
        """The shape of an item with its entries."""
        entries = [AuditEntry.of(each) for each in one.entries]
        return cls.model_validate(AuditItem.standing(one).model_dump() | {"entries": entries})


class FilledItem(Shape):
    """What was kept beside an item, and how the item stands then."""

    entry: AuditEntry
    item: AuditItem

    @classmethod
    def of(cls, kept: core.ItemEntry, standing: core.ItemStanding) -> Self:
        """The shape of an entry with its item."""
        return cls(entry=AuditEntry.of(kept), item=AuditItem.standing(standing))


class AuditProgress(Shape):
    """How far an audit is, by its items."""

    items: int
    with_result: int
    in_conflict: int


class AuditSummary(Shape):
    """An audit without its items."""

    id: str = Field(examples=["A-2026-03"])
    title: str
    process: str
    scope: list[str]
    criteria: list[str] = Field(description="The edition, and own documents with revision.")
    edition: str
    as_of: date = Field(description="The day whose documents and records it was drafted from.")
    seed: int
    planned_from: date | None
    planned_until: date | None
    lead: str
    auditors: list[str] = Field(description="Beside the lead auditor.")
    auditees: list[str] = Field(description="Roles.")
    made_by: str
    made_at: str
    state: core.AuditState
    conclusion: str = Field(description="The lead auditor's own words.")
    concluded_by: str
    concluded_at: str
    progress: AuditProgress

    @classmethod
    def of(cls, run: core.AuditRun) -> Self:
        """The shape of an audit as it stands, without its items."""
        return cls.model_validate(_summary(run))


class Audit(AuditSummary):
    """`audit show --json`: all that is kept of an audit."""

    items: list[AuditItem]
    entries: list[AuditEntry] = Field(description="Everything written beside items, oldest first.")
    steps: list[AuditStep]
    left_out: list[LeftOut]

    @classmethod
    def of(cls, run: core.AuditRun) -> Self:
        """The shape of an audit as it stands."""
        every = sorted((e for one in run.items for e in one.entries), key=lambda entry: entry.id)
        whole = {
            "items": [AuditItem.standing(one) for one in run.items],
            "entries": [AuditEntry.of(one) for one in every],
            "steps": [
                AuditStep(act=one.act, by=one.by, on=one.day, at=one.at, text=one.text)
                for one in run.steps
            ],
            "left_out": [
                LeftOut(source=Citation.of(one.citation), why=one.why) for one in run.audit.left_out
            ],
        }
        return cls.model_validate(_summary(run) | whole)


class Audits(Shape):
    """`audit list --json`."""

    audits: list[AuditSummary]
    planned: list[PlannedAudit] = Field(
        default=[], description="Audits of the programme that nobody made yet."
    )

    @classmethod
    def of(cls, runs: Sequence[core.AuditRun], planned: Sequence[CorePlannedAudit] = ()) -> Self:
        """The shape of the audits there are, and of those that are only planned."""
        return cls(
            audits=[AuditSummary.of(one) for one in runs],
            planned=[PlannedAudit.of(one) for one in planned],
        )


def _summary(run: core.AuditRun) -> dict[str, object]:
    audit, plan, said = run.audit, run.audit.plan, run.conclusion
    return {
        "id": audit.id,
        "title": plan.title,
        "process": audit.process,
        "scope": [str(number) for number in audit.scope],
        "criteria": list(audit.criteria),
        "edition": audit.edition,
        "as_of": audit.as_of,
        "seed": audit.seed,
        "planned_from": plan.planned_from,
        "planned_until": plan.planned_until,
        "lead": plan.lead,
        "auditors": list(plan.auditors),
        "auditees": list(plan.auditees),
        "made_by": audit.made_by,
        "made_at": audit.made_at,
        "state": run.state,
        "conclusion": said.text if said else "",
        "concluded_by": said.by if said else "",
        "concluded_at": said.at if said else "",
        "progress": {
            "items": len(run.items),
            "with_result": len(run.items) - len(run.unfilled),
            "in_conflict": len(run.in_conflict),
        },
    }
