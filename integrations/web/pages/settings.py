"""What this program is set to, as far as it may be shown."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from integrations.web import about
from integrations.web.asking import ServicesDep
from integrations.web.pages.rendering import page

router = APIRouter()


@router.get("/settings")
def settings(request: Request, services: ServicesDep) -> Response:
    """Values that give nothing away, and of all others whether they are set."""
    return page(request, "settings.html", shown=about.settings(services))
