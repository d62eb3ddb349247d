"""The routes of findings: raising, following up, the register."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.findings.entering import TypedEntry
from assistant.findings.entering import enter as enter_it
from assistant.model.findings import FindingAct, FindingStanding, TypedFinding
from integrations import shapes
from integrations.bootstrap import Services
from integrations.web.asking import AsOfQuery, ClauseQuery, ServicesDep, day, signed
from integrations.web.audits import By, Name, Text
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1/findings")

Short = Annotated[str, Field(max_length=200)]
AuditQuery = Annotated[str | None, Query(max_length=40, description="Only those of an audit.")]


class NewFinding(BaseModel):
    """A finding in three parts, as far as it is typed; what is left out comes from the item."""

    model_config = ConfigDict(extra="forbid")

    audit: Short
    by: By = ""
    item: Short = Field(default="", description="Number or id of the item it came up at.")
    clause: Short = Field(default="", examples=["8.4.1"])
    procedure: Short = Field(default="", examples=["QP-1 rev C 6.2"])
    quote: Text = Field(default="", description="Words of the procedure, checked there.")
    requirement: Text = Field(default="", description="In the auditor's own words.")
    evidence: Text = ""
    nature: Text = ""
    grade: Short = Field(default="", examples=["minor"])
    owner: Name = ""
    due: date | None = None
    draft: int | None = Field(default=None, description="Go on from what was typed before.")


class NewEntry(BaseModel):
    """One thing entered about a finding; of the fields those of its act count."""

    model_config = ConfigDict(extra="forbid")

    act: FindingAct
    by: By = ""
    text: Text = ""
    factors: list[Short] = Field(default_factory=list, max_length=30)
    owner: Name = ""
    due: date | None = None
    grade: Short = ""
    effect: Short = Field(default="", examples=["worked"])


@router.get("")
def findings(
    services: ServicesDep,
    page: PageDep,
    audit: AuditQuery = None,
    clause: ClauseQuery = None,
    open: Annotated[bool, Query(description="Only those not closed.")] = False,
    as_of: AsOfQuery = None,
) -> shapes.Findings:
    """The register: findings raised here and rows of logs, overdue first, with their age."""
    found = services.findings.register(
        as_of=day(services, as_of), audit=audit, clause=clause, open_only=open
    )
    return page.of(shapes.Findings.of(found), "findings")


@router.post("")
def new(
    asked: NewFinding, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.Finding:
    """Raise a finding. What is incomplete is a 422 that names the draft it is kept as."""
    today, by = day(services, as_of), signed(request, asked.by)
    typed = TypedFinding(
        asked.item,
        asked.clause,
        asked.procedure,
        asked.quote,
        asked.requirement,
        asked.evidence,
        asked.nature,
        asked.grade,
    )
    one = services.findings.raise_(asked.audit, typed, by=by, on=today, draft=asked.draft)
    if asked.owner.strip() or asked.due:
        one = services.findings.following.assign(
            one.finding.id, by=by, on=today, owner=asked.owner, due=asked.due
        )
    return _shape(services, one, today)


@router.get("/drafts")
def drafts(services: ServicesDep, page: PageDep, audit: AuditQuery = None) -> shapes.FindingDrafts:
    """What was typed and could not be raised yet."""
    return shapes.FindingDrafts.of(page.cut(services.findings.drafts(audit)))


@router.get("/factors")
def factors() -> shapes.Factors:
    """The human factors to ask about when a cause is looked for."""
    return shapes.Factors.all()


@router.get("/{id}")
def finding(id: str, services: ServicesDep, as_of: AsOfQuery = None) -> shapes.Finding:
    """A finding with all that was entered, and what to look at again in its wording."""
    today = day(services, as_of)
    return _shape(services, services.findings.following.standing(id, as_of=today), today)


@router.post("/{id}/entries")
def enter(
    id: str, entry: NewEntry, request: Request, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.Finding:
    """Enter what was done about a finding."""
    today = day(services, as_of)
    typed = TypedEntry(
        entry.act,
        entry.text,
        tuple(entry.factors),
        entry.owner,
        entry.due,
        entry.grade,
        entry.effect,
    )
    one = enter_it(services.findings.following, id, typed, by=signed(request, entry.by), on=today)
    return _shape(services, one, today)


def _shape(services: Services, one: FindingStanding, today: date) -> shapes.Finding:
    flags = services.findings.flags(one, as_of=today)
    return shapes.Finding.of(one, flags, services.findings.repeats(one, as_of=today))
