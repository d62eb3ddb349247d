"""Who may see what: the person who asks, and everybody in the channel."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar

from slack_sdk import WebClient

from assistant.people.person import STRANGER, Viewer
from integrations.bootstrap import Services
from integrations.database.slack_store import SURFACE, SlackStore
from integrations.slack.calls import Refused, call
from integrations.slack.incoming import Incoming

_Told = TypeVar("_Told")
_REMEMBERED = 60.0  # seconds that a channel is taken for what it was
_MOST_MEMBERS = 1_000  # of a larger channel only what is public inside the company is shown
_PAGE = 200


class Directory(Protocol):
    """Which member of a workspace is which person."""

    def viewer(self, team: str, member: str) -> Viewer:
        """The person a member is bound to; a stranger where that is nobody (any more)."""

    def member(self, team: str, named: str) -> str | None:
        """The member bound to the person of this name; None where nobody is."""


class Bound:
    """The directory of the accounts here, as members bound themselves to them."""

    def __init__(self, services: Services, store: SlackStore) -> None:
        self._services, self._store = services, store

    def viewer(self, team: str, member: str) -> Viewer:
        """The person a member is bound to, else a stranger of the company."""
        return self._services.people.viewer_of(SURFACE, f"{team}:{member}")

    def member(self, team: str, named: str) -> str | None:
        """The member bound to the person of this name."""
        return self._store.member(team, named)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person may see, and what all who read in the channel may.

    `external`: the channel is shared with another company.
    """

    viewer: Viewer
    own: Services
    shared: Services
    external: bool

    @property
    def is_alike(self) -> bool:
        """Whether the channel may see all that the person may."""
        return self.own is self.shared


class Rights:
    """Looks it up; what Slack says of a channel is remembered for a minute."""

    def __init__(self, services: Services, directory: Directory) -> None:
        self._services, self._directory = services, directory
        self._external = _Remembered[bool]()
        self._members = _Remembered[tuple[str, ...]]()

    def of(self, client: WebClient, found: Incoming, *, bot: str = "") -> Seen:
        """For whoever sent something. Raises what `call` raises, and `StoreUnavailable`."""
        viewer = self._viewer(found.team, found.user)
        own = self._services.seen_by(viewer)
        external = found.external or self._is_external(client, found.team, found.channel)
        if external or not found.channel or found.is_direct:
            return Seen(viewer, own, own, external)
        return Seen(viewer, own, self.shared(client, found, viewer=viewer, bot=bot), external)

    def shared(
        self, client: WebClient, found: Incoming, *, viewer: Viewer, bot: str = ""
    ) -> Services:
        """What everybody in the channel may see."""
        if not self._services.adapters.access.restricts:
            return self._services.seen_by(viewer)
        members = self._members_of(client, found.team, found.channel)
        others = [self._viewer(found.team, one) for one in members if one != bot]
        if not members or len(members) > _MOST_MEMBERS:
            others.append(STRANGER)
        return self._services.seen_by(viewer.together_with(*others))

    def member(self, team: str, named: str) -> str | None:
        """The member of a workspace that is the person of this name."""
        return self._directory.member(team, named)

    def _viewer(self, team: str, member: str) -> Viewer:
        return self._directory.viewer(team, member)

    def _is_external(self, client: WebClient, team: str, channel: str) -> bool:
        if not channel or channel.startswith("D"):
            return False

        def look() -> bool:
            try:
                told = call(lambda: client.conversations_info(channel=channel))["channel"]
            except Refused:  # we are not in it: whatever we say there, only the asker sees
                return False
            return bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))

        return self._external.of(f"{team} {channel}", look)

    def _members_of(self, client: WebClient, team: str, channel: str) -> tuple[str, ...]:
        """Those of a channel, none where they may not be read; one more than the most at most."""

        def look() -> tuple[str, ...]:
            found: list[str] = []
            cursor: str | None = None
            while len(found) <= _MOST_MEMBERS and cursor != "":
                page = _page_of_members(client, channel, cursor)
                found += page["members"]
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            return tuple(found)

        return self._members.of(f"{team} {channel}", look)


def _page_of_members(client: WebClient, channel: str, cursor: str | None) -> Any:
    try:
        return call(
            lambda: client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
        )
    except Refused:
        return {"members": []}


class _Remembered(Generic[_Told]):
    """What was told of something, for a minute."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, _Told]] = {}
        self._lock = Lock()

    def of(self, name: str, look: Callable[[], _Told]) -> _Told:
        """What is known of it, else what `look` gives."""
        with self._lock:
            known = self._known.get(name)
        if known is not None and time.monotonic() - known[0] < _REMEMBERED:
            return known[1]
        told = look()
        with self._lock:
            self._known[name] = (time.monotonic(), told)
        return told
