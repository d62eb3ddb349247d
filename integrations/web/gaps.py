"""The routes of gaps: the list, the rules, and what people decide."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from integrations import shapes
from integrations.web.asking import AsOfQuery, ClauseQuery, ServicesDep, day, signed
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1/gaps")

Text = Annotated[str | None, Query(max_length=200)]
By = Annotated[
    str, Field(max_length=200, description="Who decides; not needed by whoever is signed in.")
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    by: By = ""


class Acceptance(_Body):
    """Why a gap is lived with, and until when."""

    reason: str = Field(min_length=1, max_length=1000)
    until: date


class Assignment(_Body):
    """Who closes a gap."""

    owner: str = Field(min_length=1, max_length=200)


class Reopening(_Body):
    """Why an acceptance ends."""

    reason: str = Field(default="", max_length=1000)


@router.get("")
def gaps(
    services: ServicesDep,
    page: PageDep,
    clause: ClauseQuery = None,
    as_of: AsOfQuery = None,
    rule: Text = None,
    kind: Text = None,
    subject: Text = None,
) -> shapes.Gaps:
    """What an auditor would ask for that is missing, out of date or contradicted."""
    today = day(services, as_of)
    report = services.gap_services.report(
        clause, as_of=today, rule=rule, kind=kind, subject=subject
    )
    return page.of(shapes.Gaps.of(report), "gaps")


@router.get("/rules")
def rules(services: ServicesDep) -> shapes.GapRules:
    """The rules that find gaps, with their limits and where these come from."""
    return shapes.GapRules.of(services.gap_services.rules())


@router.get("/{id}/history")
def history(id: str, services: ServicesDep) -> shapes.GapHistory:
    """Everything people decided about a gap, oldest first."""
    return shapes.GapHistory.of(id, services.gap_services.history(id))


@router.post("/{id}/accept")
def accept(
    request: Request,
    id: str,
    body: Acceptance,
    services: ServicesDep,
    as_of: AsOfQuery = None,
) -> shapes.GapDecision:
    """Accept a gap until a day, for a reason."""
    kept = services.gap_services.accept(
        id,
        by=signed(request, body.by),
        reason=body.reason,
        until=body.until,
        as_of=day(services, as_of),
    )
    return shapes.GapDecision.of(kept)


@router.post("/{id}/assign")
def assign(
    request: Request,
    id: str,
    body: Assignment,
    services: ServicesDep,
    as_of: AsOfQuery = None,
) -> shapes.GapDecision:
    """Say who answers for closing a gap."""
    kept = services.gap_services.assign(
        id, by=signed(request, body.by), owner=body.owner, as_of=day(services, as_of)
    )
    return shapes.GapDecision.of(kept)


@router.post("/{id}/reopen")
def reopen(request: Request, id: str, body: Reopening, services: ServicesDep) -> shapes.GapDecision:
    """End an acceptance; its history stays."""
    kept = services.gap_services.reopen(id, by=signed(request, body.by), reason=body.reason)
    return shapes.GapDecision.of(kept)
