"""Accounts: who there is, what they are called, and what may be done to them."""

import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from assistant.errors import NothingThere, WrongUse
from assistant.people.person import Person
from assistant.people.rights import Action, Role

_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,79}")
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024


class PeopleBook(Protocol):
    """The accounts (tests/integration/test_people.py)."""

    def everyone(self) -> list[Person]:
        """Every account, by name."""

    def of_id(self, id: str) -> Person | None:
        """The person of an id."""

    def named(self, name: str) -> Person | None:
        """The person who signs in under a name, whatever its case."""

    def of_subject(self, subject: str) -> Person | None:
        """The person whom an outside provider knows as `subject`."""

    def add(self, person: Person, *, password: str | None, subject: str | None = None) -> None:
        """Keep a new account; `password` is a hash. Raises `NameTaken`."""

    def change(self, person: Person) -> None:
        """Keep what is said of a known account now; who is disabled is signed out everywhere."""

    def password_of(self, id: str) -> str | None:
        """The hash of a password; None where there is none."""

    def set_password(self, id: str, password: str) -> None:
        """Keep the hash of a new password; who has it is signed out everywhere."""

    def tie(self, id: str, subject: str) -> None:
        """Say whom an outside provider knows as `subject`."""


class Passwords(Protocol):
    """Makes and checks hashes of passwords."""

    def hashed(self, password: str) -> str:
        """A hash that says how it was made."""

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; takes as long when there is no hash."""


class NameTaken(WrongUse):
    """Somebody has an account of this name."""

    code = "name-taken"
    hint = "Choose another name; `clausewise people list` shows those there are."


@dataclass(frozen=True, slots=True)
class Changed:
    """What to change of an account; None leaves it as it is."""

    full_name: str | None = None
    email: str | None = None
    roles: Collection[Role] | None = None
    groups: Collection[str] | None = None
    active: bool | None = None


class Accounts:
    """The use cases of whoever runs the accounts. `declared` are the groups of access.yaml."""

    def __init__(self, book: PeopleBook, passwords: Passwords, declared: Collection[str]) -> None:
        self._book, self._passwords, self._declared = book, passwords, declared

    def everyone(self) -> list[Person]:
        """Every account, by name."""
        return self._book.everyone()

    def named(self, name: str) -> Person:
        """The account of a name. Raises `NothingThere`."""
        found = self._book.named(name)
        if found is None:
            raise NothingThere(
                f"Nobody is called {name[:80]!r}.", hint="`clausewise people list` shows everybody."
            )
        return found

    def add(
        self,
        name: str,
        *,
        full_name: str = "",
        email: str = "",
        roles: Iterable[Role] = (Role.READER,),
        groups: Iterable[str] = (),
        password: str | None = None,
        subject: str | None = None,
    ) -> Person:
        """A new account. Raises `WrongUse` for what cannot be, `NameTaken`."""
        called = name.strip().casefold()
        if not _NAME.fullmatch(called):
            raise WrongUse(
                f"{name[:80]!r} cannot be a name to sign in with.",
                hint="Use letters, digits and . _ @ + -, at most 80.",
            )
        person = Person(
            f"u_{secrets.token_hex(8)}",
            called,
            _line(full_name),
            _line(email),
            frozenset(roles) or frozenset({Role.READER}),
            self._known(groups),
        )
        hashed = None if password is None else self._hashed(password, called)
        self._book.add(person, password=hashed, subject=subject)
        return person

    def change(self, name: str, wanted: Changed) -> Person:
        """Change an account. Raises `NothingThere`, and `WrongUse` for the last active admin."""
        was = self.named(name)
        now = replace(
            was,
            full_name=was.full_name if wanted.full_name is None else _line(wanted.full_name),
            email=was.email if wanted.email is None else _line(wanted.email),
            roles=was.roles if wanted.roles is None else frozenset(wanted.roles),
            groups=was.groups if wanted.groups is None else self._known(wanted.groups),
            active=was.active if wanted.active is None else wanted.active,
        )
        if not now.roles:
            raise WrongUse(
                "A person needs a role.", hint="To keep somebody out: `clausewise people disable`."
            )
        if _runs(was) and not _runs(now) and not any(map(_runs, self._others(was))):
            raise WrongUse(
                f"{was.name} is the last who may change accounts.",
                hint="Give somebody else the role admin first.",
            )
        self._book.change(now)
        return now

    def set_password(self, name: str, password: str) -> Person:
        """A new password. Raises `NothingThere`, `WrongUse` for one that is too easy."""
        person = self.named(name)
        self._book.set_password(person.id, self._hashed(password, person.name))
        return person

    def _others(self, person: Person) -> list[Person]:
        return [one for one in self._book.everyone() if one.id != person.id]

    def _hashed(self, password: str, name: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise WrongUse(
                "The password is too short."
                if len(password) < SHORTEST_PASSWORD
                else "The password is too long.",
                hint=f"Take at least {SHORTEST_PASSWORD} characters: a few words do well.",
            )
        if name in password.casefold() or len(set(password)) < 5:
            raise WrongUse(
                "The password is too easy to guess.",
                hint="Leave your name out, and do not repeat a few characters.",
            )
        return self._passwords.hashed(password)

    def _known(self, groups: Iterable[str]) -> frozenset[str]:
        wanted = frozenset(groups)
        for one in sorted(wanted - set(self._declared)):
            known = ", ".join(self._declared) or "none"
            raise WrongUse(
                f"access.yaml declares no audience {one!r}.", hint=f"It declares: {known}."
            )
        return wanted


def _runs(person: Person) -> bool:
    return person.active and Role.ADMIN in person.roles


def _line(text: str) -> str:
    folded = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if len(folded) > 200:
        raise WrongUse("A name or address is longer than 200 characters.", hint="Shorten it.")
    return folded


def roles_of(words: Iterable[str]) -> frozenset[Role]:
    """Roles from words. Raises `WrongUse` for one that is none."""
    return frozenset(_one_of(Role, one, "role") for one in words)


def scopes_of(words: Iterable[str]) -> frozenset[Action]:
    """Scopes of a key from words. Raises `WrongUse` for one that is none."""
    return frozenset(_one_of(Action, one, "scope") for one in words)


_Kind = TypeVar("_Kind", Role, Action)


def _one_of(kind: type[_Kind], word: str, noun: str) -> _Kind:
    try:
        return kind(word.strip().casefold())
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise WrongUse(f"{word!r} is no {noun}.", hint=f"Use one of: {known}.") from error
