"""A lot, certificate or order followed both ways, drawn, with the places where the chain breaks."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from integrations.web.asking import ServicesDep
from integrations.web.pages.drawn_trace import all_steps, draw
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page

router = APIRouter()


@router.get("/trace")
def trace(
    request: Request, services: ServicesDep, key: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The chains of a number; without one a place to type it."""
    wanted = key.strip()
    found = services.trace(wanted, as_of=day_of(request)) if wanted else None
    drawn = [] if found is None else [(one, draw(one)) for one in found.chains]
    return page(request, "trace.html", key=wanted, found=found, drawn=drawn, all_steps=all_steps)
