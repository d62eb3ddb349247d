"""What the Slack app keeps in the database: threads it joined, people, installations, digests."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Table, and_, delete, insert, select

from integrations.database import job_tables as t
from integrations.database.engine import Database
from integrations.jobs import Seconds


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

    def person(self, team: str, member: str) -> str | None:
        """The person a member of a workspace is bound to; None for nobody yet."""
        c = t.slack_people.c
        found = select(c.person).where(c.team == team, c.member == member)
        with self._database.reading() as connection:
            return connection.execute(found).scalar_one_or_none()

    def members(self, person: str, team: str) -> list[str]:
        """The members of a workspace that are bound to a person."""
        c = t.slack_people.c
        found = select(c.member).where(c.team == team, c.person == person).order_by(c.member)
        with self._database.reading() as connection:
            return list(connection.execute(found).scalars())

    def bind(self, team: str, member: str, person: str) -> None:
        """This member is this person; an earlier binding gives way."""
        values = {"team": team, "member": member, "person": person, "bound_at": _now()}
        self._replace(t.slack_people, ("team", "member"), values)

    def unbind(self, team: str, member: str) -> None:
        """This member is nobody we know."""
        c = t.slack_people.c
        with self._database.writing(durable=True) as connection:
            gone = and_(c.team == team, c.member == member)
            connection.execute(delete(t.slack_people).where(gone))

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
