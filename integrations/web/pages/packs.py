"""Evidence packs: of a clause, a process or an audit, looked at and saved as a ZIP file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from assistant.errors import ClausewiseError
from assistant.people.rights import Action
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.checklists import PackWanted, packed
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=200)]


@router.get("/packs")
def packs(request: Request, services: ServicesDep) -> Response:
    """What a pack can be of."""
    return _offered(request, services, {"clause": "", "process": "", "audit": ""})


@router.get("/packs/file")
def pack(
    request: Request,
    services: ServicesDep,
    clause: Annotated[str, Query(max_length=32)] = "",
    process: _Text = "",
    audit: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The pack as a ZIP file; what cannot be packed is said beside the form."""
    asked = {"clause": clause, "process": process, "audit": audit}
    if audit:
        viewer_of(request).require(Action.AUDIT)
    try:
        return packed(PackWanted(**asked, as_of=day_of(request)), services)
    except ClausewiseError as error:
        return _offered(request, services, asked, fault=told(error))


def _offered(
    request: Request, services: Services, asked: dict[str, str], *, fault: str = ""
) -> Response:
    values = {
        "asked": asked,
        "fault": fault,
        "processes": sorted({one.name for one in services.adapters.organisation.processes}),
        "clauses": services.adapters.edition.clauses,
        "runs": services.audits.running.all() if viewer_of(request).may(Action.AUDIT) else [],
    }
    return page(request, "packs.html", values, code=422 if fault else 200)
