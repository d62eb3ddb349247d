"""An error as a page for whoever asked for a page; for programs it stays problem details."""

import json
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.errors import ClausewiseError
from integrations.web.pages.rendering import page

_Handler = Callable[[Request, Exception], Awaitable[Response]]
_NEXT = {404: "Use the menu, or ask a question."}  # instead of the hint for programs


def install(app: FastAPI) -> None:
    """Wrap the handlers that the app has by now."""
    for kind in (ClausewiseError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _as_page(app.exception_handlers[kind]))  # type: ignore[arg-type]


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, and for a page."""
    is_page = not request.url.path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))
    return is_page and "text/html" in request.headers.get("accept", "")


def _as_page(plain: _Handler) -> _Handler:
    async def told(request: Request, error: Exception) -> Response:
        response = await plain(request, error)
        if not wants_page(request):
            return response
        problem = json.loads(bytes(response.body))
        hint = problem["detail"] if problem["type"] != "urn:clausewise:not-found" else ""
        hint = hint if isinstance(error, ClausewiseError) else _NEXT.get(problem["status"], hint)
        return page(
            request, "fault.html", code=problem["status"], title=problem["title"], hint=hint
        )

    return told
