"""People, wired: accounts, signing in, who somebody of another program is, the access log."""

import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import NothingThere
from assistant.people.access_log import Act, RecordAccess, Surface, first_break
from assistant.people.accounts import Accounts, Passwords
from assistant.people.person import OWNER, STRANGER, Person, Viewer
from assistant.people.rights import Action
from assistant.people.signing_in import NotSignedIn, SignIn
from assistant.people.tokens import Key
from assistant.sealing import Break
from integrations.bootstrap.adapters import Adapters
from integrations.database.access_log import SqlAccessLog
from integrations.database.people import SqlPeople
from integrations.database.sign_ins import SqlSignIns

if TYPE_CHECKING:
    from integrations.people.provider import Outside, Provider


@dataclass(frozen=True)
class PeopleServices:
    """Everything about accounts, over the whole: no view changes who there is."""

    adapters: Adapters
    clock: Callable[[], float] = time.time
    given_passwords: Passwords | None = None

    @cached_property
    def accounts(self) -> Accounts:
        """Adding and changing accounts."""
        return Accounts(self._book, self._passwords, self.adapters.access.declared)

    @cached_property
    def sign_in(self) -> SignIn:
        """Signing in and out, and by key."""
        return SignIn(self._book, self.sign_ins, self._passwords, self.log, clock=self.clock)

    @cached_property
    def log(self) -> RecordAccess:
        """What writes into the access log."""
        return RecordAccess(self.entries)

    @cached_property
    def entries(self) -> SqlAccessLog:
        """The access log itself, to be read."""
        return SqlAccessLog(self.adapters.database)

    @cached_property
    def sign_ins(self) -> SqlSignIns:
        """Sessions, keys and bindings."""
        return SqlSignIns(self.adapters.database)

    def broken(self) -> Break | None:
        """Where the access log's chain of seals breaks; None when it holds."""
        return first_break(self.entries.in_order(), self.entries.head())

    def note_command(self, told: str) -> None:
        """Write down what was changed from the command line, by whom the machine knows."""
        from getpass import getuser

        try:
            name = getuser()
        except (KeyError, OSError):  # a machine that does not know its own user
            name = ""
        self.log.note(replace(OWNER, name=name), Surface.COMMAND_LINE, Act.WROTE, told)

    # -- keys

    def add_key(
        self, name: str, label: str, scopes: Iterable[Action], *, days: int
    ) -> tuple[Key, str]:
        """A new key of a person, and its secret, which is shown this once."""
        person, now = self.accounts.named(name), self.clock()
        expires = now + days * 86_400
        return self.sign_ins.add_key(
            person.id, label, frozenset(scopes), now=now, expires_at=expires
        )

    # -- people of other programs

    def viewer_of(self, surface: str, account: str) -> Viewer:
        """Who an account of another program is, such as `slack`, `T1:U1`.

        Somebody who is not bound is a stranger of the company: they see what is public inside.
        """
        person = self.sign_ins.bound(surface, account)
        return STRANGER if person is None else Viewer.of(person)

    def binding_link(self, surface: str, account: str) -> str:
        """A token, good once and for a quarter of an hour, by which a person says: that is me.

        It is sent to the account alone. A signed-in person opens `/bind/TOKEN`.
        """
        return self.sign_ins.link(surface, account, now=self.clock())

    def bind(self, token: str, person: Person, *, surface: Surface) -> str:
        """Tie the account of a link to a person; says which. Raises `NothingThere`."""
        bound = self.sign_ins.bind(token, person.id, now=self.clock())
        if bound is None:
            raise NothingThere(
                "This link was used or is too old.", hint="Ask for a new one where you got it."
            )
        told = f"{bound[0]} account {bound[1]} is {person.name}"
        self.log.note(Viewer.of(person), surface, Act.WROTE, told)
        return told

    def viewer_named(self, name: str) -> Viewer:
        """What a person of this name sees, for checking. Raises `NothingThere`."""
        return Viewer.of(self.accounts.named(name))

    # -- people of a provider

    @cached_property
    def provider(self) -> "Provider | None":
        """The provider of OpenID Connect; None where none is set up."""
        settings = self.adapters.settings
        if settings.auth != "oidc":
            return None
        from integrations.people.provider import Provider

        return Provider(
            settings.oidc_issuer,
            settings.oidc_client_id,
            settings.oidc_client_secret.get_secret_value(),
            f"{settings.public_url.rstrip('/')}/login/provider/back",
        )

    def known_outside(self, outside: "Outside") -> Person:
        """The account of whom a provider has signed in, a new one where the settings allow it.

        Raises `NotSignedIn` for somebody who may not come in.
        """
        person = self.sign_in.known_outside(
            outside.subject, email=outside.email, email_is_checked=outside.email_is_checked
        )
        if person is None and self.adapters.settings.oidc_new_people == "reader":
            person = self._newcomer(outside)
        if person is None or not person.active:
            hint = "Ask an administrator for one."
            raise NotSignedIn("You have no account here.", hint=hint)
        return person

    def _newcomer(self, outside: "Outside") -> Person:
        wanted = re.sub(r"[^a-z0-9._@+-]+", "-", outside.name.casefold()).strip("-.")[:60]
        name = wanted if wanted[:1].isalnum() else f"person-{wanted}".rstrip("-")
        taken = {one.name for one in self.accounts.everyone()}
        if name in taken:
            name = f"{name}-{secrets.token_hex(4)}"
        return self.accounts.add(
            name, full_name=outside.full_name, email=outside.email, subject=outside.subject
        )

    @cached_property
    def _book(self) -> SqlPeople:
        return SqlPeople(self.adapters.database)

    @cached_property
    def _passwords(self) -> Passwords:
        if self.given_passwords is not None:
            return self.given_passwords
        from integrations.people.passwords import Argon2Passwords

        return Argon2Passwords()
