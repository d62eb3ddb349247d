"""What every route needs of a request: the services, the day, the usual filters."""

from datetime import date
from hmac import compare_digest
from typing import Annotated, cast

from fastapi import Depends, Query, Request

from assistant.people.person import STRANGER, Viewer
from integrations.bootstrap import Services
from integrations.web.packed import unmasked
from integrations.web.problems import ForbiddenForm


def services_of(request: Request) -> Services:
    """The services of the app, over what whoever asks may see."""
    return cast(Services, request.app.state.services).seen_by(viewer_of(request))


def viewer_of(request: Request) -> Viewer:
    """Who asks; a stranger where nobody is signed in."""
    found: Viewer | None = getattr(request.state, "viewer", None)
    return found or STRANGER


def signed(request: Request, typed: str) -> str:
    """The name to write under what somebody decides: their account's, else the one they typed."""
    viewer = viewer_of(request)
    return viewer.name if viewer.person else typed


async def form_is_ours(request: Request) -> None:
    """A form sent with a session holds the session's token. Raises `ForbiddenForm`."""
    state = request.state
    safe = request.method in ("GET", "HEAD", "OPTIONS") or request.url.path == "/login"
    if safe or not getattr(state, "by_cookie", False):
        return
    given = request.headers.get("x-csrf-token", "")
    if not given and "form" in request.headers.get("content-type", ""):
        given = str((await request.form()).get("csrf_token", ""))
    if not compare_digest(unmasked(given).encode(), state.csrf_token.encode()):
        raise ForbiddenForm("This request does not come from a page of this session.")


ServicesDep = Annotated[Services, Depends(services_of)]
ClauseQuery = Annotated[str | None, Query(description="A clause; those below come along.")]
AsOfQuery = Annotated[date | None, Query(description="The day that counts as today.")]


def day(services: Services, asked: date | None) -> date:
    """The day that counts as today for this request."""
    return asked or services.clock.today()
