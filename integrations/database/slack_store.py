"""What the Slack app keeps in the database: threads it joined, installations, digests."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Table, and_, delete, func, insert, or_, select

from integrations.database import job_tables as t
from integrations.database import people_tables as p
from integrations.database.engine import Database
from integrations.jobs import Seconds

SURFACE = "slack"
"""What bindings of members are kept under; the account is `TEAM:MEMBER`."""


@dataclass(frozen=True, slots=True)
class DigestTimes:
    """When a channel gets its digest.

    `weekdays`: digits, 1 for Monday; `at`: HH:MM in `zone` (IANA); `days`: how far ahead it looks.
    `last_sent`: the day of the last one, "" before the first.
    """

    team: str
    channel: str
    weekdays: str
    at: str
    zone: str
    days: int
    set_by: str
    last_sent: str = ""


class SlackStore:
    """All of it. Threads may share it; every method raises `StoreUnavailable`."""

    def __init__(self, database: Database, now: Seconds = time.time) -> None:
        self._database, self._now = database, now

    # -- threads

    def join(self, team: str, channel: str, thread: str) -> None:
        """From now on the bot answers in this thread without being mentioned."""
        if self.joined(team, channel, thread):
            return
        values = {"team": team, "channel": channel, "thread": thread, "joined_at": _now()}
        self._replace(t.slack_threads, ("team", "channel", "thread"), values)

    def joined(self, team: str, channel: str, thread: str) -> bool:
        """Whether the bot takes part in the thread."""
        c = t.slack_threads.c
        found = select(c.thread).where(c.team == team, c.channel == channel, c.thread == thread)
        with self._database.reading() as connection:
            return connection.execute(found).first() is not None

    # -- people

    def member(self, team: str, named: str) -> str | None:
        """The member of a workspace who is bound to the person of this name; None for nobody."""
        mine = f"{team}:"
        who = func.lower(p.people.c.full_name), func.lower(p.people.c.name)
        query = (
            select(p.bindings.c.account)
            .join(p.people, p.people.c.id == p.bindings.c.person)
            .where(p.bindings.c.surface == SURFACE, p.bindings.c.account.startswith(mine))
            .where(p.people.c.active, or_(*(one == named.strip().lower() for one in who)))
            .order_by(p.bindings.c.account)
        )
        with self._database.reading() as connection:
            account = connection.execute(query).scalars().first()
        return None if account is None else str(account).removeprefix(mine)

    # -- secrets that work once

    def issue(self, secret: str, purpose: str, content: str, *, seconds: float) -> None:
        """Keep the hash of a secret with what it stands for."""
        values = {"sha256": _hash(secret), "purpose": purpose, "content": content,
                  "until": self._now() + seconds}  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(delete(t.single_use).where(t.single_use.c.until < self._now()))
            connection.execute(insert(t.single_use).values(values))

    def redeem(self, secret: str, purpose: str) -> str | None:
        """What a secret stands for, once; None when it is unknown, used or too old."""
        c = t.single_use.c
        mine = and_(c.sha256 == _hash(secret), c.purpose == purpose)
        with self._database.writing(durable=True) as connection:
            row = connection.execute(select(c.content, c.until).where(mine)).first()
            connection.execute(delete(t.single_use).where(mine))
        return None if row is None or row.until < self._now() else str(row.content)

    # -- installations

    def installed(self, enterprise: str, team: str) -> str | None:
        """What was kept of the installation in a workspace, or in its organisation."""
        c = t.slack_installations.c
        with self._database.reading() as connection:
            for key in ((enterprise, team), (enterprise, "")):
                found = select(c.content).where(c.enterprise == key[0], c.team == key[1])
                content = connection.execute(found).scalar_one_or_none()
                if content is not None:
                    return str(content)
        return None

    def install(self, enterprise: str, team: str, content: str) -> None:
        """Keep an installation; an earlier one of the same workspace gives way."""
        values = {"enterprise": enterprise, "team": team, "content": content,
                  "installed_at": _now()}  # fmt: skip
        self._replace(t.slack_installations, ("enterprise", "team"), values)

    def uninstall(self, enterprise: str, team: str) -> None:
        """Forget an installation."""
        c = t.slack_installations.c
        with self._database.writing(durable=True) as connection:
            gone = and_(c.enterprise == enterprise, c.team == team)
            connection.execute(delete(t.slack_installations).where(gone))

    # -- digests

    def digests(self) -> list[DigestTimes]:
        """Those of every channel."""
        query = select(t.slack_channels).order_by(t.slack_channels.c.team)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [DigestTimes(**{str(k): v for k, v in row.items()}) for row in rows]

    def set_digest(self, times: DigestTimes) -> None:
        """From now on; an earlier setting of the channel gives way."""
        self._replace(t.slack_channels, ("team", "channel"), asdict(times))

    def end_digest(self, team: str, channel: str) -> bool:
        """No digest any more; False when there was none."""
        c = t.slack_channels.c
        with self._database.writing(durable=True) as connection:
            gone = and_(c.team == team, c.channel == channel)
            return connection.execute(delete(t.slack_channels).where(gone)).rowcount > 0

    def _replace(self, table: Table, keys: Sequence[str], values: Mapping[str, object]) -> None:
        mine = and_(*(table.c[key] == values[key] for key in keys))
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(table).where(mine))
            connection.execute(insert(table).values(values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
