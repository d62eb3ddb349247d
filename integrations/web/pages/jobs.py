"""Long work: what was uploaded, how far each piece is, what came of it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from integrations.web.background import JobsDep
from integrations.web.pages.rendering import page

router = APIRouter()


@router.get("/jobs")
def jobs(request: Request, jobs: JobsDep) -> Response:
    """The last jobs, the newest first."""
    return page(request, "jobs.html", jobs=jobs.all())
