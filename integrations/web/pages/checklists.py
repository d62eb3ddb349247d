"""Checklists: chosen by clauses or by a process, looked at, and saved as a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from assistant.errors import ClausewiseError
from integrations.web.asking import ServicesDep
from integrations.web.checklists import drafted
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=500)]


@router.get("/checklists")
def checklists(
    request: Request,
    services: ServicesDep,
    clauses: _Text = "",
    process: _Text = "",
    seed: Annotated[int, Query(ge=0, le=2**31)] = 1,
) -> Response:
    """A draft, once clauses or a process are named."""
    draft, fault = None, ""
    if clauses.strip() or process.strip():
        try:
            draft = drafted(services, clauses, process, seed=seed, as_of=day_of(request))
        except ClausewiseError as error:
            fault = told(error)
    return page(
        request,
        "checklists.html",
        code=422 if fault else 200,
        asked={"clauses": clauses, "process": process, "seed": seed},
        fault=fault,
        draft=draft,
        processes=sorted({one.name for one in services.adapters.organisation.processes}),
        layouts=("xlsx", "docx", "pdf", "md", "csv", "json"),
    )
