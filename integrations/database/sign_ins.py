"""Sessions, keys and bindings in the database; of every secret only its hash."""

import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, update

from assistant.people.person import Person
from assistant.people.rights import Action
from assistant.people.tokens import (
    IDLE,
    KEY_PREFIX,
    LINK,
    LONGEST,
    Key,
    SignedIn,
    hash_of,
    new_token,
)
from integrations.database import people_tables as t
from integrations.database.engine import Database
from integrations.database.people import person_of

_FRESH = 60.0  # seconds within which a session in use is not written again


class SqlSignIns:
    """The `SignIns` over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- sessions

    def open(self, person: str, *, now: float) -> str:
        """A new session's token; those that have ended are swept out."""
        token = new_token()
        values = {
            "hash": hash_of(token),
            "person": person,
            "csrf": secrets.token_urlsafe(24),
            "made_at": now,
            "seen_at": now,
        }
        ended = or_(t.sessions.c.made_at < now - LONGEST, t.sessions.c.seen_at < now - IDLE)
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(t.sessions).where(ended))
            connection.execute(insert(t.sessions).values(values))
        return token

    def session(self, token: str, *, now: float) -> SignedIn | None:
        """The session of a token, which is thereby in use; None when it has ended."""
        same = t.sessions.c.hash == hash_of(token)
        query = (
            select(t.people, t.sessions.c.csrf, t.sessions.c.seen_at)
            .join(t.sessions, t.sessions.c.person == t.people.c.id)
            .where(
                same,
                t.people.c.active,
                t.sessions.c.made_at >= now - LONGEST,
                t.sessions.c.seen_at >= now - IDLE,
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        if row["seen_at"] < now - _FRESH:
            with self._database.writing() as connection:
                connection.execute(update(t.sessions).where(same).values(seen_at=now))
        return SignedIn(person_of(row), row["csrf"])

    def close(self, token: str) -> None:
        """End a session; nothing happens for an unknown one."""
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(t.sessions).where(t.sessions.c.hash == hash_of(token)))

    # -- keys

    def add_key(
        self, person: str, name: str, scopes: Collection[Action], *, now: float, expires_at: float
    ) -> tuple[Key, str]:
        """A new key and its secret."""
        key = Key(f"k_{secrets.token_hex(6)}", person, name, frozenset(scopes), now, expires_at)
        secret = new_token(KEY_PREFIX)
        values = {
            "id": key.id,
            "person": person,
            "name": name,
            "hash": hash_of(secret),
            "scopes": sorted(one.value for one in key.scopes),
            "made_at": now,
            "expires_at": expires_at,
            "revoked": False,
        }
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(t.api_keys).values(values))
        return key, secret

    def keys(self, person: str) -> list[Key]:
        """The keys of a person, the newest first."""
        query = select(t.api_keys).where(t.api_keys.c.person == person)
        newest = query.order_by(t.api_keys.c.made_at.desc(), t.api_keys.c.id)
        with self._database.reading() as connection:
            return [_key_of(row) for row in connection.execute(newest).mappings()]

    def revoke(self, key: str) -> bool:
        """End a key; whether there was one."""
        change = update(t.api_keys).where(t.api_keys.c.id == key).values(revoked=True)
        with self._database.writing(durable=True) as connection:
            return connection.execute(change).rowcount > 0

    def of_key(self, secret: str, *, now: float) -> tuple[Person, Key] | None:
        """Whose key it is; None for one that is unknown, revoked or out of date."""
        of_key = [column.label(f"k_{column.name}") for column in t.api_keys.c]
        query = (
            select(t.people, *of_key)
            .join(t.api_keys, t.api_keys.c.person == t.people.c.id)
            .where(
                t.api_keys.c.hash == hash_of(secret),
                t.people.c.active,
                t.api_keys.c.revoked.is_(False),
                t.api_keys.c.expires_at > now,
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else (person_of(row), _key_of(row, "k_"))

    # -- who is who elsewhere

    def link(self, surface: str, account: str, *, now: float) -> str:
        """A token by which a person says once that this account of a surface is theirs."""
        token = new_token()
        values = {
            "hash": hash_of(token),
            "surface": surface,
            "account": account,
            "expires_at": now + LINK,
        }
        links = t.binding_links.c
        old = or_(links.expires_at < now, and_(links.surface == surface, links.account == account))
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(t.binding_links).where(old))
            connection.execute(insert(t.binding_links).values(values))
        return token

    def bind(self, token: str, person: str, *, now: float) -> tuple[str, str] | None:
        """Tie the account of a link to a person; surface and account, None for no such link."""
        links = t.binding_links
        with self._database.writing(durable=True) as connection:
            query = select(links).where(links.c.hash == hash_of(token), links.c.expires_at >= now)
            row = connection.execute(query).first()
            if row is None:
                return None
            connection.execute(delete(links).where(links.c.hash == row.hash))
            same = and_(t.bindings.c.surface == row.surface, t.bindings.c.account == row.account)
            connection.execute(delete(t.bindings).where(same))
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(
                insert(t.bindings).values(
                    surface=row.surface, account=row.account, person=person, made_at=at
                )
            )
        return row.surface, row.account

    def bound(self, surface: str, account: str) -> Person | None:
        """Who an account of a surface is."""
        query = (
            select(t.people)
            .join(t.bindings, t.bindings.c.person == t.people.c.id)
            .where(
                t.bindings.c.surface == surface, t.bindings.c.account == account, t.people.c.active
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else person_of(row)

    def unbind(self, surface: str, account: str) -> bool:
        """Untie an account; whether it was tied."""
        same = and_(t.bindings.c.surface == surface, t.bindings.c.account == account)
        with self._database.writing(durable=True) as connection:
            return connection.execute(delete(t.bindings).where(same)).rowcount > 0


def _key_of(row: Mapping[Any, Any], before: str = "") -> Key:
    return Key(
        row[f"{before}id"],
        row[f"{before}person"],
        row[f"{before}name"],
        frozenset(map(Action, row[f"{before}scopes"])),
        row[f"{before}made_at"],
        row[f"{before}expires_at"],
        row[f"{before}revoked"],
    )
