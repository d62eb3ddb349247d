"""The routes to a provider of OpenID Connect and back."""

import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import NothingThere, WrongUse
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep
from integrations.web.gate import is_this_machine
from integrations.web.pages.home import own_address
from integrations.web.signing_in import signed_in

if TYPE_CHECKING:
    from integrations.people.provider import Provider, Started

router = APIRouter(include_in_schema=False)
BACK = "/login/provider/back"
_COOKIE = "clausewise_provider"
_SECONDS = 600  # for somebody to sign in at the provider
_MOST = 10_000  # sign-ins under way


class SignInLost(WrongUse):
    """Somebody comes back from the provider with nothing under way here."""

    code = "sign-in-lost"
    hint = "Begin again at /login."


class _UnderWay:
    """Sign-ins that have left for the provider, each good once and for the browser it began in."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, Started]] = OrderedDict()
        self._choosing = Lock()

    def keep(self, started: "Started") -> None:
        """Remember one; the oldest are forgotten."""
        with self._choosing:
            self._held[started.state] = (time.monotonic() + _SECONDS, started)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)

    def take(self, state: str) -> "Started | None":
        """The one of this state, which is thereby over."""
        with self._choosing:
            until, found = self._held.pop(state, (0.0, None))
        return found if until > time.monotonic() else None


_UNDER_WAY = _UnderWay()


@router.get("/login/provider")
def leave(request: Request, services: ServicesDep, then: str = "/") -> Response:
    """On to the provider."""
    url, started = _provider(services).start(own_address(then[:2000]))
    _UNDER_WAY.keep(started)
    response = RedirectResponse(url, 303)
    response.set_cookie(
        _COOKIE,
        started.state,
        max_age=_SECONDS,
        path="/login/provider",
        httponly=True,
        samesite="lax",
        secure=not is_this_machine(request),
    )
    return response


@router.get(BACK)
def back(
    request: Request, services: ServicesDep, state: str = "", code: str = "", error: str = ""
) -> Response:
    """Back from the provider: a session, where it says who it is and they may come in."""
    provider = _provider(services)
    started = _UNDER_WAY.take(state) if state == request.cookies.get(_COOKIE) else None
    if started is None or error or not code:
        raise SignInLost("The provider signed nobody in.")
    people = services.people
    person = people.known_outside(provider.finish(started, code))
    response = signed_in(request, services, people.sign_in.open(person), started.then)
    response.delete_cookie(_COOKIE, path="/login/provider")
    return response


def _provider(services: Services) -> "Provider":
    found = services.people.provider
    if found is None:
        raise NothingThere("No provider is set up.", hint="Sign in with a password at /login.")
    return found
