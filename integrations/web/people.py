"""The routes about people: who I am, who there is, who read and wrote what."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from assistant.people import access_log
from assistant.people.rights import Action, Role
from integrations.bootstrap import Services
from integrations.shapes.base import Shape
from integrations.shapes.people import AccessEntry, AccessLog, Account, People
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_NOT_NAMED = "a document that is not for you"

_Text = Annotated[str | None, Query(max_length=200)]


class Me(Shape):
    """Whoever asks, and what they may do."""

    signed_in: bool
    name: str = Field(examples=["Ann Lee"])
    roles: list[Role]
    may: list[Action]
    csrf_token: str = Field(description="Of a session; send it back as `X-CSRF-Token`.")


def entries_seen(
    services: Services, *, person: str | None, document: str | None, limit: int
) -> list[access_log.AccessEntry]:
    """Entries of the log, the newest first; documents hidden from whoever looks are not named."""
    found = services.people.entries.entries(person=person, document=document, limit=limit)
    parts = services.adapters
    if parts.clearance.is_everything or not parts.access.restricts:
        return found
    seen = {f"{one.number} ({one.path})" for one in parts.sight.now().revisions}
    named = [one for one in found if not one.document or one.document in seen]
    if document is not None:
        return named
    known = {one.no for one in named}
    return [
        one if one.no in known else replace(one, document=_NOT_NAMED, subject="") for one in found
    ]


@router.get("/me")
def me(request: Request) -> Me:
    """Who asks, and what they may do."""
    viewer = viewer_of(request)
    return Me(
        signed_in=bool(viewer.person),
        name=viewer.name,
        roles=sorted(viewer.roles),
        may=[one for one in Action if viewer.may(one)],
        csrf_token=getattr(request.state, "csrf_token", ""),
    )


@router.get("/people")
def people(services: ServicesDep, page: PageDep) -> People:
    """Everybody with an account."""
    return People(people=[Account.of(one) for one in page.cut(services.people.accounts.everyone())])


@router.get("/access-log")
def entries(
    services: ServicesDep,
    person: _Text = None,
    document: _Text = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 200,
) -> AccessLog:
    """Who wrote what, and who read what is confidential."""
    found = entries_seen(services, person=person, document=document, limit=limit)
    broken = services.people.broken()
    return AccessLog(
        entries=[AccessEntry.of(one) for one in found], broken=broken.told if broken else None
    )
