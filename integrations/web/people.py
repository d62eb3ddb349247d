"""The routes about people: who I am, who there is, who read and wrote what."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from assistant.people.rights import Action, Role
from integrations.shapes.base import Shape
from integrations.shapes.people import AccessEntry, AccessLog, Account, People
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_Text = Annotated[str | None, Query(max_length=200)]


class Me(Shape):
    """Whoever asks, and what they may do."""

    signed_in: bool
    name: str = Field(examples=["Ann Lee"])
    roles: list[Role]
    may: list[Action]
    csrf_token: str = Field(description="Of a session; send it back as `X-CSRF-Token`.")


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
    found = services.people.entries.entries(person=person, document=document, limit=limit)
    broken = services.people.broken()
    return AccessLog(
        entries=[AccessEntry.of(one) for one in found], broken=broken.told if broken else None
    )
