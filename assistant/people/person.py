"""People as they are known here, and the viewer: whoever asks for something now."""

from dataclasses import dataclass, replace
from typing import Self

from assistant.errors import WrongUse
from assistant.people.clearance import EVERYTHING, INSIDE, Clearance
from assistant.people.rights import Action, Role, may


class NotPermitted(WrongUse):
    """The person is known and has no right to do this."""

    code = "not-permitted"
    hint = "Ask an administrator for the role; `clausewise people list` shows who has which."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `groups` are the audiences of access.yaml they belong to."""

    id: str  # "u_…"
    name: str  # as they sign in
    full_name: str
    email: str
    roles: frozenset[Role]
    groups: frozenset[str]
    active: bool = True


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: an account, several people at once, or somebody nobody knows more of.

    `person` is the account's id, empty where there is none. `name` is what ledgers write down.
    """

    person: str
    name: str
    roles: frozenset[Role]
    clearance: Clearance
    scopes: frozenset[Action] | None = None  # of a key, which may do no more than these

    @classmethod
    def of(cls, person: Person, scopes: frozenset[Action] | None = None) -> Self:
        """The viewer a person is; through a key, with its scopes."""
        named = person.full_name or person.name
        return cls(person.id, named, person.roles, Clearance.of(person.groups), scopes)

    def may(self, action: Action) -> bool:
        """Whether their roles allow it, and the scopes of the key they use."""
        return may(self.roles, action) and (self.scopes is None or action in self.scopes)

    def require(self, action: Action) -> None:
        """Raises `NotPermitted` where their roles do not allow it."""
        if not self.may(action):
            raise NotPermitted(f"You have no right to {_TOLD[action]}.")

    def together_with(self, *others: Self) -> Self:
        """The same person, seeing only what all of these people may see: a room they share."""
        clearance = self.clearance
        for other in others:
            clearance = clearance.with_(other.clearance)
        return replace(self, clearance=clearance)


_TOLD = {
    Action.READ: "read here",
    Action.FEEDBACK: "say what was wrong with a reply",
    Action.DRAFT: "draft checklists and packs",
    Action.AUDIT: "work on audits",
    Action.DECIDE: "decide about evidence",
    Action.INGEST: "bring documents in",
    Action.PEOPLE: "change accounts",
    Action.ACCESS_LOG: "read the access log",
}

OWNER = Viewer("", "", frozenset(Role), EVERYTHING)
"""Whoever works on the machine itself: the command line, and the web without accounts."""

STRANGER = Viewer("", "", frozenset({Role.READER}), INSIDE)
"""Somebody of the company without an account, as in Slack before they are bound to one."""
