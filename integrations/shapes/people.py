"""The shapes of people: accounts, keys, the access log."""

from datetime import UTC, datetime
from typing import Self

from pydantic import Field

from assistant.people import access_log, tokens
from assistant.people.person import Person
from assistant.people.rights import Action, Role
from integrations.shapes.base import Shape


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
    document: str = Field(examples=["QP-12 (minutes/QP-12.pdf)"])
    seal: str

    @classmethod
    def of(cls, entry: access_log.AccessEntry) -> Self:
        """The shape of it."""
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})


class AccessLog(Shape):
    """The newest entries first; `broken` says where the chain breaks, null where it holds."""

    entries: list[AccessEntry]
    broken: str | None


class Key(Shape):
    """A key of a program, without its secret."""

    id: str = Field(examples=["k_5f0c"])
    label: str = Field(examples=["nightly export"])
    scopes: list[Action]
    expires: str = Field(description="RFC 3339.", examples=["2026-12-31T09:12:00+00:00"])
    revoked: bool

    @classmethod
    def of(cls, key: tokens.Key) -> Self:
        """The shape of it."""
        ends = datetime.fromtimestamp(key.expires_at, UTC).isoformat(timespec="seconds")
        return cls(
            id=key.id,
            label=key.name,
            scopes=sorted(key.scopes),
            expires=ends,
            revoked=key.revoked,
        )


class Keys(Shape):
    """The keys of somebody, the newest first."""

    keys: list[Key]


class NewKey(Key):
    """A key with its secret, which is shown once."""

    secret: str

    @classmethod
    def shown_once(cls, key: tokens.Key, secret: str) -> Self:
        """The shape of a key that was just made."""
        return cls(**Key.of(key).model_dump(), secret=secret)
