"""Who wrote what, and who read what is confidential."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from integrations.web.asking import ServicesDep
from integrations.web.pages.rendering import page
from integrations.web.people import entries_seen

router = APIRouter()
_Text = Annotated[str, Query(max_length=200)]
_SHOWN = 200


@router.get("/access-log")
def access_log(
    request: Request, services: ServicesDep, person: _Text = "", document: _Text = ""
) -> Response:
    """The newest entries, and whether the chain of seals holds."""
    found = entries_seen(
        services, person=person.strip() or None, document=document.strip() or None, limit=_SHOWN
    )
    values = {
        "entries": found,
        "broken": services.people.broken(),
        "asked": {"person": person, "document": document},
    }
    return page(request, "access_log.html", values)
