"""People: accounts with their roles, groups and keys, for whoever runs them.

Nobody gives here what they may not see themselves: groups, a password or a key of somebody who is
in a group that the admin is not in are changed at the command line of the server.
"""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import ClausewiseError, NothingThere
from assistant.people.access_log import Act, Surface
from assistant.people.accounts import Changed, roles_of, scopes_of
from assistant.people.clearance import Clearance
from assistant.people.person import NotPermitted, Person
from assistant.people.rights import MAY, Action, Role
from integrations.bootstrap import Services
from integrations.shapes.people import Key
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.pages.rendering import page, url
from integrations.web.pages.words import told

router = APIRouter()
_Typed = Annotated[str, Form(max_length=500)]
_Words = Annotated[list[str] | None, Form(max_length=50)]
_LONGEST_KEY = 366  # days


@router.get("/people")
def people(request: Request, services: ServicesDep) -> Response:
    """Everybody with an account, and a form for a new one."""
    return _listed(request, services)


@router.post("/people")
def add(
    request: Request,
    services: ServicesDep,
    name: _Typed = "",
    full_name: _Typed = "",
    email: _Typed = "",
    password: _Typed = "",
    roles: _Words = None,
    groups: _Words = None,
) -> Response:
    """Add somebody; without a password they sign in at the provider."""
    try:
        _sees(request, groups or [])
        person = services.people.accounts.add(
            name,
            full_name=full_name,
            email=email,
            roles=roles_of(roles or ["reader"]),
            groups=groups or (),
            password=password or None,
        )
    except ClausewiseError as error:
        typed = {"name": name, "full_name": full_name, "email": email, "fault": told(error)}
        return _listed(request, services, typed, chosen=[*(roles or []), *(groups or [])])
    _noted(request, services, f"people add {person.name} {' '.join(sorted(person.roles))}")
    return RedirectResponse(url("/people", person.name), 303)


@router.get("/people/{name}")
def person(request: Request, name: str, services: ServicesDep) -> Response:
    """One account: roles, groups, keys."""
    return _one(request, services, services.people.accounts.named(name))


@router.post("/people/{name}")
def change(
    request: Request,
    name: str,
    services: ServicesDep,
    full_name: _Typed = "",
    email: _Typed = "",
    roles: _Words = None,
    groups: _Words = None,
    active: _Typed = "",
) -> Response:
    """Change an account; whoever is not active comes in no more, and their keys end."""
    was = services.people.accounts.named(name)
    wanted = frozenset(groups or [])
    try:
        _sees(request, wanted ^ was.groups if email == was.email else wanted | was.groups)
        now = Changed(full_name, email, roles_of(roles or []), wanted, active == "yes")
        changed = services.people.accounts.change(name, now)
    except ClausewiseError as error:
        return _one(request, services, was, {"fault": told(error)})
    roles_now, groups_now = " ".join(sorted(changed.roles)), " ".join(sorted(changed.groups))
    state = "active" if changed.active else "disabled"
    _noted(request, services, f"people change {was.name}: {roles_now}; {groups_now}; {state}")
    return RedirectResponse(url("/people", was.name), 303)


@router.post("/people/{name}/password")
def password(request: Request, name: str, services: ServicesDep, password: _Typed = "") -> Response:
    """A new password; they are signed out everywhere."""
    was = services.people.accounts.named(name)
    try:
        _sees(request, was.groups)
        services.people.accounts.set_password(name, password)
    except ClausewiseError as error:
        return _one(request, services, was, {"password_fault": told(error)})
    _noted(request, services, f"people password {was.name}")
    return _one(request, services, was, {"password_told": "The new password is good from now on."})


@router.post("/people/{name}/keys")
def make_key(
    request: Request,
    name: str,
    services: ServicesDep,
    label: _Typed = "",
    scopes: _Words = None,
    days: Annotated[int, Form(ge=1, le=_LONGEST_KEY)] = 90,
) -> Response:
    """A key of a program that acts for somebody; its secret is shown this once."""
    was = services.people.accounts.named(name)
    try:
        _sees(request, was.groups)
        asked = scopes_of(scopes or ["read"])
        key, secret = services.people.add_key(was.name, label.strip(), asked, days=days)
    except ClausewiseError as error:
        return _one(request, services, was, {"key_fault": told(error), "label": label})
    _noted(request, services, f"people key {was.name}: {key.id}")
    response = _one(request, services, was, {"secret": secret, "secret_of": key.id})
    response.headers["cache-control"] = "no-store"
    return response


@router.post("/people/{name}/keys/{key}/revoke")
def revoke(request: Request, name: str, key: str, services: ServicesDep) -> Response:
    """End a key at once."""
    was = services.people.accounts.named(name)
    if key not in {one.id for one in services.people.sign_ins.keys(was.id)}:
        raise NothingThere(f"There is no such key of {was.name}.", hint="Look at the keys again.")
    services.people.sign_ins.revoke(key)
    _noted(request, services, f"people revoke {key}")
    return RedirectResponse(f"{url('/people', was.name)}#keys", 303)


def _sees(request: Request, groups: Iterable[str]) -> None:
    """Raises `NotPermitted` where these groups see more than whoever asks."""
    if not Clearance.of(groups).within(viewer_of(request).clearance):
        raise NotPermitted(
            "These groups see documents that you do not, so you cannot give what they may.",
            hint="Somebody who is in them does so, or whoever keeps the server.",
        )


def _noted(request: Request, services: Services, what: str) -> None:
    services.people.log.note(viewer_of(request), Surface.WEB, Act.WROTE, what)


def _listed(
    request: Request,
    services: Services,
    typed: dict[str, str] | None = None,
    chosen: list[str] | None = None,
) -> Response:
    values = {
        "everyone": services.people.accounts.everyone(),
        "typed": typed or {},
        "chosen": chosen or ["reader"],
        **_offered(services),
    }
    return page(request, "people.html", values, code=422 if typed else 200)


def _one(
    request: Request, services: Services, held: Person, said: dict[str, str] | None = None
) -> Response:
    said = said or {}
    is_fault = any(name.endswith("fault") for name in said)
    values = {
        "one": services.people.accounts.named(held.name),
        "keys": [Key.of(one) for one in services.people.sign_ins.keys(held.id)],
        "typed": said,
        "scopes": [one.value for one in Action],
        "longest": _LONGEST_KEY,
        **_offered(services),
    }
    return page(request, "person.html", values, code=422 if is_fault else 200)


def _offered(services: Services) -> dict[str, object]:
    return {
        "roles": {one.value: ", ".join(sorted(map(_spaced, MAY[one]))) for one in Role},
        "groups": list(services.adapters.access.declared),
        "accounts": services.settings.auth != "none",
    }


def _spaced(action: Action) -> str:
    return action.value.replace("_", " ")
