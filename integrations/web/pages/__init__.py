"""The pages for people, served by the same process: HTML from templates, nothing from outside."""

import os

from fastapi import FastAPI
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from integrations.web.pages import (
    access_log,
    ask,
    audits,
    checklists,
    clauses,
    documents,
    faults,
    findings,
    gaps,
    health,
    home,
    jobs,
    learning,
    packs,
    people,
    programme,
    replies,
    settings,
    trace,
)
from integrations.web.pages.rendering import STATIC

_PAGES = (
    home,
    ask,
    clauses,
    documents,
    gaps,
    trace,
    checklists,
    audits,
    findings,
    learning,
    health,
    access_log,
    jobs,
    packs,
    people,
    programme,
    replies,
    settings,
)


class _Static(StaticFiles):
    """Files whose address holds the hash of their content: a browser may keep them for good."""

    def file_response(
        self,
        full_path: "str | os.PathLike[str]",
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, with leave to keep it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI) -> None:
    """Add the pages to the app, after its problems."""
    app.mount("/static", _Static(directory=STATIC), name="static")
    for one in _PAGES:
        app.include_router(one.router, include_in_schema=False)
    faults.install(app)
