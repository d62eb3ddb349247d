"""The routes about people: who I am, who there is, who read and wrote what."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request
from pydantic import Field

from assistant.people import access_log
from assistant.people.person import Person
from assistant.people.rights import Action, Role
from integrations.shapes.base import Shape
from integrations.web.asking import ServicesDep, viewer_of

router = APIRouter(prefix="/api/v1")

_Text = Annotated[str | None, Query(max_length=200)]


class Me(Shape):
    """Whoever asks, and what they may do."""

    signed_in: bool
    name: str = Field(examples=["Ann Lee"])
    roles: list[Role]
    may: list[Action]
    csrf_token: str = Field(description="Of a session; send it back as `X-CSRF-Token`.")


class Account(Shape):
    """Somebody with an account."""

    id: str = Field(examples=["u_5f0c"])
    name: str = Field(examples=["ann"])
    full_name: str = Field(examples=["Ann Lee"])
    email: str = Field(examples=["ann@example.com"])
    roles: list[Role]
    groups: list[str] = Field(examples=[["hr"]])
    active: bool

    @classmethod
    def of(cls, person: Person) -> Self:
        """The shape of it."""
        return cls(
            id=person.id,
            name=person.name,
            full_name=person.full_name,
            email=person.email,
            roles=sorted(person.roles),
            groups=sorted(person.groups),
            active=person.active,
        )


class People(Shape):
    """Everybody with an account, by name."""

    people: list[Account]


class AccessEntry(Shape):
    """One thing that somebody did."""

    no: int = Field(examples=[1])
    at: str = Field(examples=["2026-09-30T09:12:00.000+00:00"])
    person: str = Field(examples=["u_5f0c"])
    name: str = Field(examples=["Ann Lee"])
    surface: str = Field(examples=["web"])
    act: str = Field(examples=["read"])
    subject: str = Field(examples=["GET /api/v1/documents"])
    document: str = Field(examples=["HR-7 (hr/HR-7.pdf)"])
    seal: str

    @classmethod
    def of(cls, entry: access_log.AccessEntry) -> Self:
        """The shape of it."""
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})


class AccessLog(Shape):
    """The newest entries first; `broken` says where the chain breaks, null where it holds."""

    entries: list[AccessEntry]
    broken: str | None


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
def people(services: ServicesDep) -> People:
    """Everybody with an account."""
    return People(people=[Account.of(one) for one in services.people.accounts.everyone()])


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
