"""The routes of the programme of audits: what is kept, a proposal, files to take along."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.model.programmes import LONGEST_CYCLE
from assistant.programme.falling_due import standing
from integrations import shapes
from integrations.reports import programmes
from integrations.web.asking import AsOfQuery, ServicesDep, day

router = APIRouter(prefix="/api/v1")

_MEDIA = {
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Id = Annotated[
    str | None, Query(max_length=64, description="P-2027-01; left out: the one saved last.")
]
Start = Annotated[
    str | None, Query(max_length=10, description="2027-01; left out: the month after the day.")
]
Months = Annotated[int, Query(ge=1, le=LONGEST_CYCLE, description="Months of the cycle.")]
Auditors = Annotated[
    list[str], Query(max_length=50, description="'Ann Lee' or 'Ann Lee (Buyer)'; may be repeated.")
]


@router.get("/programme")
def programme(services: ServicesDep, id: Id = None) -> shapes.Programme:
    """The programme of internal audits, what it leaves open, and who saved and approved it."""
    kept = services.programme.kept(id)
    return shapes.Programme.shown(kept.programme, version=kept.version, history=kept.history)


@router.get("/programme/proposal")
def proposal(
    services: ServicesDep,
    cycle: Months = 12,
    start: Start = None,
    auditor: Auditors = [],  # noqa: B006 (FastAPI copies it)
    as_of: AsOfQuery = None,
) -> shapes.Programme:
    """A programme as it would be proposed; nothing is kept."""
    found = services.programme.propose(
        as_of=day(services, as_of), start=start, months=cycle, auditors=auditor
    )
    return shapes.Programme.shown(found)


@router.get("/programme.ics", response_class=Response)
def calendar_file(services: ServicesDep, id: Id = None) -> Response:
    """The audits for a calendar program."""
    return _file(services, id, "ics")


@router.get("/programme.xlsx", response_class=Response)
def workbook(services: ServicesDep, id: Id = None) -> Response:
    """The programme as a workbook to edit; `clausewise programme import` takes it back."""
    return _file(services, id, "xlsx")


def _file(services: ServicesDep, id: str | None, layout: str) -> Response:
    kept = services.programme.kept(id)
    content = programmes.render(
        kept.programme, layout, standing=standing(kept), version=kept.version
    )
    name = f'attachment; filename="{kept.programme.id}.{layout}"'
    headers = {"Content-Disposition": name}
    return Response(content, media_type=_MEDIA[layout], headers=headers)
