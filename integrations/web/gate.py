"""Who asks, and whether they may: before anything of a request's body is read."""

from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import ClausewiseError, NothingThere
from assistant.people.access_log import Act, Surface
from assistant.people.person import OWNER, Viewer
from assistant.people.rates import Rate
from assistant.people.signing_in import NotSignedIn, TooManyTries
from integrations.web.recorded import Recorded
from integrations.web.rights import is_open, needed
from integrations.web.unsent import Unsent

if TYPE_CHECKING:
    from integrations.bootstrap import Services

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "bearer "
Told = Callable[[Request, Any], Response | Awaitable[Response]]


class Gate:
    """ASGI middleware. Leaves `viewer`, `person` and `csrf_token` in the state of the request.

    `told` makes the response of an error. Without accounts everybody is the owner.
    """

    def __init__(self, app: ASGIApp, *, services: "Services", told: Told) -> None:
        self._app, self._services, self._told = app, services, told
        self._with_accounts = services.settings.auth != "none"
        self._rate = Rate(services.settings.rate_limit)
        self._recorded = Recorded(app, services)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through as somebody's, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            await run_in_threadpool(self._admit, request)
        except ClausewiseError as error:
            response = await self._refused(request, error)
            await response(scope, receive, send)
            return
        await self._recorded(scope, receive, send)

    def _admit(self, request: Request) -> None:
        """Say whose request it is. Raises `NotSignedIn`, `NotPermitted`, `TooManyTries` …"""
        state, method, path = request.state, request.method, request.url.path
        state.viewer, state.by_cookie, state.csrf_token = None, False, ""
        if not self._with_accounts:
            state.viewer = OWNER
            return
        viewer = self._viewer(request)
        self._count(viewer, request)
        if viewer is None:
            if not is_open(method, path):
                raise NotSignedIn("Nobody is signed in.")
            return
        state.viewer = state.person = viewer
        if is_open(method, path):
            return
        actions = needed(method, path)
        if not actions:
            raise NothingThere("There is nothing at this address.", hint="See /openapi.json.")
        for action in sorted(actions):
            if not viewer.may(action):
                self._services.people.log.note(viewer, Surface.WEB, Act.REFUSED, f"{method} {path}")
                viewer.require(action)

    def _viewer(self, request: Request) -> Viewer | None:
        """Who a key or a session says it is; None for nobody."""
        sign_in = self._services.people.sign_in
        given = request.headers.get("authorization", "")
        if given.lower().startswith(_BEARER):
            viewer = sign_in.by_key(given[len(_BEARER) :].strip())
            if viewer is None:
                raise NotSignedIn("This key is unknown, revoked or out of date.")
            return viewer
        token = session_token(request)
        held = sign_in.by_session(token) if token else None
        if held is None:
            return None
        request.state.by_cookie, request.state.csrf_token = True, held.csrf
        return Viewer.of(held.person)

    def _count(self, viewer: Viewer | None, request: Request) -> None:
        if request.url.path.startswith("/static/"):
            return
        who = viewer.person if viewer else f"address {address_of(request)}"
        wait = self._rate.wait(who)
        if wait:
            raise TooManyTries("Too many requests.", seconds=wait)

    async def _refused(self, request: Request, error: ClausewiseError) -> Response:
        asks_page = request.method in SAFE and "text/html" in request.headers.get("accept", "")
        if isinstance(error, NotSignedIn) and asks_page:
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            target = request.url.replace(path="/login", query="").include_query_params(then=here)
            return RedirectResponse(f"{target.path}?{target.query}", 303)
        if isinstance(error, NotSignedIn) and not request.headers.get("authorization"):
            unsent = await Unsent.of(request)
            if unsent is not None:
                return self._signing_in(request, unsent)
        told = self._told(request, error)
        return told if isinstance(told, Response) else await told

    def _signing_in(self, request: Request, unsent: Unsent) -> Response:
        """The page to sign in on, which keeps what was typed."""
        from integrations.web.signing_in import login_again

        return login_again(request, self._services, unsent)


def session_token(request: Request) -> str:
    """The token in the session's cookie; "" without one."""
    try:
        return SimpleCookie(request.headers.get("cookie", ""))[cookie_name(request)].value
    except (CookieError, KeyError):
        return ""


def cookie_name(request: Request) -> str:
    """The session's cookie: bound to this host and to TLS wherever it is not this machine."""
    return "clausewise_session" if is_this_machine(request) else "__Host-clausewise_session"


def is_this_machine(request: Request) -> bool:
    """Whether the browser runs where the program does, without TLS between them."""
    from integrations.web.guard import is_loopback

    return is_loopback(Headers(scope=request.scope).get("host", ""))


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "?"
