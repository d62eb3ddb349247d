"""The routes of signing in and out: by a form here, or at a provider of OpenID Connect."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import ClausewiseError, NothingThere
from assistant.people.access_log import Surface
from assistant.people.signing_in import NotSignedIn, TooManyTries, WrongPassword
from assistant.people.tokens import LONGEST
from integrations.bootstrap import Services
from integrations.web import problems
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.gate import address_of, cookie_name, is_this_machine, session_token
from integrations.web.pages.home import own_address
from integrations.web.pages.rendering import page
from integrations.web.unsent import Unsent

router = APIRouter(include_in_schema=False)
_Text = Annotated[str, Form(max_length=2000)]


@router.get("/login")
def login_page(request: Request, services: ServicesDep, then: str = "/") -> Response:
    """The page to sign in on; without accounts there is nothing to sign in to."""
    if services.settings.auth == "none":
        return RedirectResponse("/", 303)
    return _login(request, services, then=own_address(then[:2000]))


@router.post("/login")
def login(
    request: Request,
    services: ServicesDep,
    name: _Text = "",
    password: _Text = "",
    then: _Text = "/",
    unsent: Annotated[str, Form(max_length=2_000_000)] = "",
) -> Response:
    """Sign in with name and password; a session that was there gives way to a new one."""
    kept = Unsent.read(unsent) if unsent else None
    if services.settings.auth == "none":
        return RedirectResponse("/", 303)
    target = own_address(then)
    try:
        token = services.people.sign_in.by_password(name, password, address=address_of(request))
    except (WrongPassword, TooManyTries) as error:
        return _login(request, services, then=target, name=name[:80], error=error, unsent=kept)
    if kept is None:
        return signed_in(request, services, token, target)
    held = services.people.sign_in.by_session(token)
    csrf = held.csrf if held else ""
    shown = page(request, "resume.html", unsent=kept, csrf_token=csrf)
    return with_session(request, services, token, shown)


@router.post("/logout")
def logout(request: Request, services: ServicesDep) -> Response:
    """End the session."""
    token = session_token(request)
    if token:
        services.people.sign_in.close(token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookie_name(request), path="/")
    response.headers["clear-site-data"] = '"cache"'
    return response


@router.get("/bind/{token}")
def bind_page(request: Request, token: str) -> Response:
    """Ask whether an account of another program is really this person's."""
    return page(request, "bind.html", token=token, done="")


@router.post("/bind/{token}")
def bind(request: Request, token: str, services: ServicesDep) -> Response:
    """Tie the account of a link to whoever is signed in."""
    person = viewer_of(request).person
    found = next((one for one in services.people.accounts.everyone() if one.id == person), None)
    if found is None:
        raise NothingThere("Only somebody with an account can be bound.", hint="Sign in first.")
    told = services.people.bind(token, found, surface=Surface.WEB)
    return page(request, "bind.html", token="", done=told)


def login_again(request: Request, services: Services, unsent: Unsent) -> Response:
    """The page to sign in on for somebody whose session ended while they filled in a form."""
    error = NotSignedIn(
        "Your session has ended.", hint="Sign in: what you typed is kept and can be sent then."
    )
    return _login(request, services, then="/", error=error, unsent=unsent)


def signed_in(request: Request, services: Services, token: str, target: str) -> Response:
    """On to a page of ours, with the cookie of a new session in place of any before."""
    return with_session(request, services, token, RedirectResponse(target, 303))


def with_session(request: Request, services: Services, token: str, response: Response) -> Response:
    """A response with the cookie of a new session in place of any before."""
    before = session_token(request)
    if before:
        services.people.sign_ins.close(before)
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(LONGEST),
        path="/",
        httponly=True,
        samesite="lax",
        secure=not is_this_machine(request),
    )
    return response


def _login(
    request: Request,
    services: Services,
    *,
    then: str,
    name: str = "",
    error: ClausewiseError | None = None,
    unsent: Unsent | None = None,
) -> Response:
    plain = problems.response(error) if error else None
    response = page(
        request,
        "login.html",
        code=plain.status_code if plain else 200,
        then=then,
        name=name,
        error=error,
        unsent=unsent,
        provider=f"/login/provider?then={quote(then, safe='')}"
        if services.settings.auth == "oidc"
        else "",
    )
    if isinstance(error, TooManyTries):
        response.headers["retry-after"] = str(error.seconds)
    return response
