"""Sessions, keys and links: long random texts of which only a hash is kept."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from assistant.people.person import Person
from assistant.people.rights import Action

IDLE = 12 * 3600.0  # seconds without a request, after which a session ends
LONGEST = 7 * 24 * 3600.0  # seconds after which it ends in any case
LINK = 15 * 60.0  # seconds a link is good for
KEY_PREFIX = "cw_"


def new_token(prefix: str = "") -> str:
    """A text of 256 random bits that nobody guesses."""
    return prefix + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token. Plain SHA-256 will do: the token is no word that could be tried."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds, whose it is, and what a form must send back."""

    person: Person
    csrf: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a program. Its secret is shown once; times in seconds since 1970."""

    id: str
    person: str
    name: str
    scopes: frozenset[Action]
    made_at: float
    expires_at: float
    revoked: bool = False


class SignIns(Protocol):
    """Sessions, keys and who is who elsewhere (tests/integration/test_people.py).

    `now` is in seconds since 1970. Nothing is given for a person who is disabled.
    """

    def open(self, person: str, *, now: float) -> str:
        """A new session's token."""

    def session(self, token: str, *, now: float) -> SignedIn | None:
        """The session of a token, which is thereby in use; None when it has ended."""

    def close(self, token: str) -> None:
        """End a session; nothing happens for an unknown one."""

    def add_key(
        self, person: str, name: str, scopes: Collection[Action], *, now: float, expires_at: float
    ) -> tuple[Key, str]:
        """A new key and its secret."""

    def keys(self, person: str) -> list[Key]:
        """The keys of a person, the newest first."""

    def revoke(self, key: str) -> bool:
        """End a key; whether there was one."""

    def of_key(self, secret: str, *, now: float) -> tuple[Person, Key] | None:
        """Whose key it is; None for one that is unknown, revoked or out of date."""

    def link(self, surface: str, account: str, *, now: float) -> str:
        """A token by which a person says once that this account of a surface is theirs."""

    def bind(self, token: str, person: str, *, now: float) -> tuple[str, str] | None:
        """Tie the account of a link to a person; surface and account, None for no such link."""

    def bound(self, surface: str, account: str) -> Person | None:
        """Who an account of a surface is."""

    def unbind(self, surface: str, account: str) -> bool:
        """Untie an account; whether it was tied."""
