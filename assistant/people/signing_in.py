"""Signing in: by password, by what an outside provider says, by key; and out again."""

from collections.abc import Callable
from math import ceil
from typing import Final

from assistant.errors import ClausewiseError, WrongUse
from assistant.people.access_log import Act, RecordAccess, Surface
from assistant.people.accounts import Passwords, PeopleBook
from assistant.people.person import Person, Viewer
from assistant.people.throttle import Throttle
from assistant.people.tokens import SignedIn, SignIns


class NotSignedIn(WrongUse):
    """Nobody is signed in, or no longer."""

    code = "not-signed-in"
    hint = "Sign in at /login, or send `Authorization: Bearer KEY`."


class WrongPassword(WrongUse):
    """The name or the password is wrong; which of the two is not said."""

    code = "wrong-password"
    hint = "Check both; an administrator can set a new password."


class TooManyTries(ClausewiseError):
    """Somebody tried too often; `seconds` says how long to wait."""

    code = "too-many-requests"
    hint = "Wait a moment."

    def __init__(self, message: str, *, seconds: float) -> None:
        self.seconds = max(1, ceil(seconds))
        super().__init__(message, hint=f"Try again in {self.seconds} s.")


class SignIn:
    """The use cases of signing in. A person who is disabled is as one who does not exist."""

    def __init__(
        self,
        book: PeopleBook,
        sign_ins: SignIns,
        passwords: Passwords,
        log: RecordAccess,
        *,
        clock: Callable[[], float],
        throttle: Throttle | None = None,
    ) -> None:
        self._book, self._sign_ins, self._passwords = book, sign_ins, passwords
        self._log: Final = log
        self._clock, self._throttle = clock, throttle or Throttle()

    def by_password(self, name: str, password: str, *, address: str) -> str:
        """A new session's token. Raises `TooManyTries` or `WrongPassword`."""
        called = name.strip().casefold()[:80]
        wait = self._throttle.wait(called, address)
        if wait:
            raise TooManyTries("That was tried too often.", seconds=wait)
        person = self._book.named(called)
        hashed = None if person is None else self._book.password_of(person.id)
        right = self._passwords.matches(password[:1024], hashed)
        if person is None or not right or not person.active:
            self._throttle.failed(called, address)
            raise WrongPassword("The name or the password is wrong.")
        self._throttle.succeeded(called, address)
        return self.open(person)

    def open(self, person: Person) -> str:
        """A new session's token for somebody who has shown who they are."""
        token = self._sign_ins.open(person.id, now=self._clock())
        self._log.note(Viewer.of(person), Surface.WEB, Act.SIGNED_IN, "")
        return token

    def by_session(self, token: str) -> SignedIn | None:
        """Whose session it is; None when it has ended."""
        return self._sign_ins.session(token, now=self._clock())

    def by_key(self, secret: str) -> Viewer | None:
        """Who acts through a key; None for one that does not hold."""
        found = self._sign_ins.of_key(secret, now=self._clock())
        return None if found is None else Viewer.of(found[0], found[1].scopes)

    def close(self, token: str) -> None:
        """End a session."""
        held = self.by_session(token)
        self._sign_ins.close(token)
        if held is not None:
            self._log.note(Viewer.of(held.person), Surface.WEB, Act.SIGNED_OUT, "")

    def known_outside(self, subject: str, *, email: str, email_is_checked: bool) -> Person | None:
        """The account of whom a provider has signed in: tied before, or of the same address.

        An address ties only when the provider has checked it and one account alone has it.
        None where there is no account yet.
        """
        known = self._book.of_subject(subject)
        if known is not None or not email_is_checked or not email:
            return known
        same = [one for one in self._book.everyone() if one.email.casefold() == email.casefold()]
        if len(same) != 1:
            return None
        self._book.tie(same[0].id, subject)
        return same[0]
