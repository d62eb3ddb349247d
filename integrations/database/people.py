"""The accounts in the database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from assistant.people.accounts import NameTaken
from assistant.people.person import Person
from assistant.people.rights import Role
from integrations.database import people_tables as t
from integrations.database.engine import Database


class SqlPeople:
    """The `PeopleBook` over the table `people`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def everyone(self) -> list[Person]:
        """Every account, by name."""
        with self._database.reading() as connection:
            found = connection.execute(select(t.people).order_by(t.people.c.name)).mappings()
            return [person_of(row) for row in found]

    def of_id(self, id: str) -> Person | None:
        """The person of an id."""
        return self._one(t.people.c.id == id)

    def named(self, name: str) -> Person | None:
        """The person who signs in under a name, whatever its case."""
        return self._one(t.people.c.name == name.strip().casefold())

    def of_subject(self, subject: str) -> Person | None:
        """The person whom an outside provider knows as `subject`."""
        return self._one(t.people.c.subject == subject)

    def add(self, person: Person, *, password: str | None, subject: str | None = None) -> None:
        """Keep a new account. Raises `NameTaken`."""
        values = _values(person) | {
            "id": person.id,
            "name": person.name,
            "password": password,
            "subject": subject,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with self._database.writing(durable=True) as connection:
            same = select(t.people.c.id).where(t.people.c.name == person.name)
            if connection.execute(same).first() is not None:
                raise NameTaken(f"There is a {person.name!r} already.")
            connection.execute(insert(t.people).values(values))

    def change(self, person: Person) -> None:
        """Keep what is said of a known account now; who is disabled is signed out everywhere."""
        with self._database.writing(durable=True) as connection:
            change = update(t.people).where(t.people.c.id == person.id)
            connection.execute(change.values(_values(person)))
            if not person.active:
                _sign_out(connection, person.id)

    def password_of(self, id: str) -> str | None:
        """The hash of a password; None where there is none."""
        with self._database.reading() as connection:
            query = select(t.people.c.password).where(t.people.c.id == id)
            return connection.execute(query).scalar()

    def set_password(self, id: str, password: str) -> None:
        """Keep the hash of a new password; who has it is signed out everywhere."""
        with self._database.writing(durable=True) as connection:
            change = update(t.people).where(t.people.c.id == id)
            connection.execute(change.values(password=password))
            _sign_out(connection, id)

    def tie(self, id: str, subject: str) -> None:
        """Say whom an outside provider knows as `subject`."""
        with self._database.writing(durable=True) as connection:
            change = update(t.people).where(t.people.c.id == id)
            connection.execute(change.values(subject=subject))

    def _one(self, fits: ColumnElement[bool]) -> Person | None:
        with self._database.reading() as connection:
            row = connection.execute(select(t.people).where(fits)).mappings().first()
        return None if row is None else person_of(row)


def person_of(row: Mapping[Any, Any]) -> Person:
    """A row of `people` as a value."""
    return Person(
        row["id"],
        row["name"],
        row["full_name"],
        row["email"],
        frozenset(map(Role, row["roles"])),
        frozenset(row["groups"]),
        row["active"],
    )


def _values(person: Person) -> dict[str, object]:
    return {
        "full_name": person.full_name,
        "email": person.email,
        "roles": sorted(one.value for one in person.roles),
        "groups": sorted(person.groups),
        "active": person.active,
    }


def _sign_out(connection: Connection, person: str) -> None:
    connection.execute(delete(t.sessions).where(t.sessions.c.person == person))
