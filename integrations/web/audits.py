"""The routes of internal audits: making one, filling it in from several places, its end."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from assistant.audits.running import Written, item_of
from assistant.audits.starting import Order, as_planned
from assistant.errors import WrongUse
from assistant.model.audit_runs import ItemEntry
from integrations import shapes
from integrations.bootstrap import Services
from integrations.web.asking import AsOfQuery, ServicesDep, day, signed
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1/audits")

Name = Annotated[str, Field(max_length=200, examples=["Ann Lee"])]
By = Annotated[
    str, Field(max_length=200, description="Who writes; not needed by whoever is signed in.")
]
Text = Annotated[str, Field(max_length=10_000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewAudit(_Body):
    """An audit to be made: of clauses, of a process, or as the programme has planned it."""

    lead: Name = Field(default="", description="Empty: as planned.")
    process: str | None = Field(default=None, max_length=200, examples=["receiving"])
    clauses: list[str] = Field(default_factory=list, max_length=100, examples=[["8.4"]])
    planned: str = Field(default="", max_length=40, description="An audit of the programme.")
    id: str = Field(default="", max_length=40, description="Empty: the next one of the year.")
    title: Name = ""
    auditors: list[Name] = Field(default_factory=list, max_length=50)
    auditees: list[Name] = Field(default_factory=list, max_length=50, description="Roles.")
    planned_from: date | None = None
    planned_until: date | None = None
    seed: int = 1
    by: By = ""


class NewEntry(_Body):
    """What an auditor writes beside an item; what is left out stays as the entry before says."""

    by: By = ""
    result: str | None = Field(default=None, max_length=60, examples=["minor"])
    evidence: Text | None = None
    interviewed: Text | None = Field(default=None, description="Roles.")
    note: Text | None = None
    based_on: list[int] | None = Field(
        default=None,
        max_length=1000,
        description="Entries that were on the screen; none: []. Left out: all that stand now.",
    )


class Act(_Body):
    """Something done with an audit as a whole, and the words that belong to it."""

    by: By = ""
    text: Text = ""


@router.get("")
def audits(services: ServicesDep, page: PageDep, as_of: AsOfQuery = None) -> shapes.Audits:
    """Every audit with its state and how far it is, then what the programme plans beside them."""
    planned = services.programme.not_begun(day(services, as_of))
    return page.of(shapes.Audits.of(services.audits.running.all(), planned), "audits")


@router.post("")
def new(
    asked: NewAudit, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.Audit:
    """Make an audit: its items, rows and known gaps are frozen as they are now."""
    order = Order(
        lead=asked.lead,
        by=signed(request, asked.by),
        id=asked.id,
        title=asked.title,
        auditors=tuple(asked.auditors),
        auditees=tuple(asked.auditees),
        planned_from=asked.planned_from,
        planned_until=asked.planned_until,
    )
    clauses, process, today = asked.clauses, asked.process, day(services, as_of)
    if asked.planned.strip():
        if clauses or process is not None:
            raise WrongUse("What is planned has its scope.", hint="Leave clauses and process out.")
        planned = services.programme.planned(asked.planned)
        order = as_planned(order, planned.order)
        clauses, process = list(planned.clauses), planned.process
    run = services.audits.new(order, clauses=clauses, process=process, as_of=today, seed=asked.seed)
    return shapes.Audit.of(run)


@router.get("/{id}")
def audit(id: str, services: ServicesDep) -> shapes.Audit:
    """An audit as it stands: items with what was written, every entry, its steps."""
    return shapes.Audit.of(services.audits.running.run(id))


@router.post("/{id}/items/{item}/entries")
def fill(
    id: str, item: str, entry: NewEntry, request: Request, services: ServicesDep
) -> shapes.FilledItem:
    """Keep what was written beside an item (its number or id) at once and for ever."""
    written = Written(entry.result, entry.evidence, entry.interviewed, entry.note)
    kept = services.audits.running.fill(
        id, item, written, by=signed(request, entry.by), based_on=entry.based_on
    )
    return _filled(services, kept)


@router.post("/{id}/items/{item}/attachments")
def attach(
    id: str,
    item: str,
    file: UploadFile,
    request: Request,
    services: ServicesDep,
    by: Annotated[str, Form(max_length=200)] = "",
) -> shapes.FilledItem:
    """Keep a file with an item; what was written beside it stays."""
    content = file.file.read()
    kept = services.audits.running.attach(
        id, item, file.filename or "file", content, by=signed(request, by)
    )
    return _filled(services, kept)


@router.get("/{id}/attachments/{sha256}", response_class=Response)
def attachment(id: str, sha256: str, services: ServicesDep) -> Response:
    """A file attached in an audit, to be saved: it is never shown as a page of this site."""
    kept, content = services.audits.attachment(id, sha256)
    name = kept.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.post("/{id}/open")
def open_audit(
    id: str, act: Act, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.AuditSummary:
    """Say that the opening meeting was held; the first entry opens an audit, too."""
    run = services.audits.running.open(
        id, by=signed(request, act.by), on=day(services, as_of), note=act.text
    )
    return shapes.AuditSummary.of(run)


@router.post("/{id}/conclude")
def conclude(
    id: str, act: Act, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.AuditSummary:
    """Keep the lead auditor's conclusion; a later one counts, the earlier ones are kept."""
    run = services.audits.running.conclude(
        id, act.text, by=signed(request, act.by), on=day(services, as_of)
    )
    return shapes.AuditSummary.of(run)


@router.post("/{id}/close")
def close(
    id: str, act: Act, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.AuditSummary:
    """Close an audit that has a conclusion."""
    return shapes.AuditSummary.of(
        services.audits.running.close(
            id, by=signed(request, act.by), on=day(services, as_of), note=act.text
        )
    )


@router.post("/{id}/reopen")
def reopen(
    id: str, act: Act, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.AuditSummary:
    """Open a closed audit again; `text` is the reason."""
    return shapes.AuditSummary.of(
        services.audits.running.reopen(
            id, by=signed(request, act.by), on=day(services, as_of), reason=act.text
        )
    )


def _filled(services: Services, kept: ItemEntry) -> shapes.FilledItem:
    standing = item_of(services.audits.running.run(kept.audit), kept.item)
    return shapes.FilledItem.of(kept, standing)
