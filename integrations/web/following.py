"""The routes that follow records: a trace both ways, and what falls due."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.calendar.showing import DAYS
from assistant.model.dues import DueKind
from assistant.reports import calendar_ics
from integrations import shapes
from integrations.web.asking import AsOfQuery, ServicesDep, day
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_Days = Annotated[int, Query(ge=0, le=36500, description="How far ahead.")]
_Kinds = Annotated[list[DueKind] | None, Query(description="Only these kinds.")]


@router.get("/trace/{key:path}")
def trace(key: str, services: ServicesDep, as_of: AsOfQuery = None) -> shapes.Trace:
    """A lot, certificate or order followed both ways. An unknown number is a 200 without chains."""
    return shapes.Trace.of(services.trace(key, as_of=day(services, as_of)))


@router.get("/calendar")
def calendar(
    services: ServicesDep,
    page: PageDep,
    days: _Days = DAYS,
    kind: _Kinds = None,
    as_of: AsOfQuery = None,
) -> shapes.Calendar:
    """What is overdue and what falls due, overdue first."""
    kinds: Collection[DueKind] = kind or ()
    found = services.calendar(as_of=day(services, as_of), days=days, kinds=kinds)
    return page.of(shapes.Calendar.of(found), "entries")


@router.get("/calendar.ics", response_class=Response)
def calendar_file(
    services: ServicesDep, days: _Days = DAYS, kind: _Kinds = None, as_of: AsOfQuery = None
) -> Response:
    """The same as iCalendar, for a calendar program to subscribe to."""
    found = services.calendar(as_of=day(services, as_of), days=days, kinds=kind or ())
    return Response(calendar_ics.render(found), media_type="text/calendar; charset=utf-8")
