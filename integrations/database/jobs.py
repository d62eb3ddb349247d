"""The job queue in the database: one process or several work from it."""

import secrets
import time
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from integrations.database import job_tables as t
from integrations.database.engine import Database
from integrations.jobs import Job, JobState, LeaseLost, NewJob, ParkedJob, Seconds, Step

_OPEN = (JobState.WAITING.value, JobState.WORKING.value)


class SqlJobs:
    """The `JobQueue` over the tables `jobs`, `job_ids` and `job_steps`; `now` is the clock."""

    def __init__(self, database: Database, now: Seconds = time.time) -> None:
        self._database, self._now = database, now

    def put(self, new: NewJob) -> bool:
        """Keep a job; False when it is known already."""
        with self._database.writing(durable=True) as connection:
            known = select(t.job_ids.c.id).where(t.job_ids.c.id.in_(new.ids)).limit(1)
            if connection.execute(known).first() is not None:
                return False
            now = self._now()
            values = {"id": new.ids[0], "lane": new.lane, "line": new.line, "body": new.body,
                      "state": JobState.WAITING.value, "attempts": 0, "due_at": now,
                      "lease": "", "leased_until": 0.0, "reason": "", "taken_at": now}  # fmt: skip
            key = connection.execute(insert(t.jobs).values(values)).inserted_primary_key
            ids = [{"id": one, "job": key[0] if key else 0} for one in dict.fromkeys(new.ids)]
            connection.execute(insert(t.job_ids), ids)
        return True

    def claim(self, lanes: Collection[str], *, lease_seconds: float) -> Job | None:
        """The oldest job that is due, nobody works on and no earlier one of its line precedes."""
        now = self._now()
        if self._due(lanes, now) is None:  # most looks find nothing, and must not wait to write
            return None
        with self._database.writing() as connection:
            row = connection.execute(_next(lanes, now)).mappings().first()
            if row is None:
                return None
            lease, attempts = secrets.token_hex(8), row["attempts"] + 1
            held = {"state": JobState.WORKING.value, "attempts": attempts, "lease": lease,
                    "leased_until": now + lease_seconds}  # fmt: skip
            connection.execute(update(t.jobs).where(t.jobs.c.key == row["key"]).values(held))
        return Job(row["key"], row["id"], row["body"], attempts, lease, row["taken_at"])

    def extend(self, job: Job, *, lease_seconds: float) -> None:
        """Hold the job for so long from now."""
        with self._database.writing() as connection:
            _change(connection, job, leased_until=self._now() + lease_seconds)

    def done(self, job: Job) -> None:
        """The job is finished; its body is forgotten, its ids are not."""
        with self._database.writing() as connection:
            _change(connection, job, state=JobState.DONE.value, body="", lease="",
                    done_at=self._now())  # fmt: skip

    def again(self, job: Job, *, after: float, reason: str, counts: bool = True) -> None:
        """Work on it again after some seconds; `counts`: as one more attempt."""
        attempts = job.attempts if counts else job.attempts - 1
        with self._database.writing() as connection:
            _change(connection, job, state=JobState.WAITING.value, lease="", reason=reason,
                    attempts=attempts, due_at=self._now() + after)  # fmt: skip

    def park(self, job: Job, *, reason: str) -> None:
        """Give it up."""
        with self._database.writing(durable=True) as connection:
            _change(connection, job, state=JobState.PARKED.value, lease="", reason=reason)

    def begin(self, job: Job, step: str) -> Step | None:
        """Write down that a step begins; what is known of it when it was begun before."""
        key = and_(t.job_steps.c.job == job.key, t.job_steps.c.name == step)
        with self._database.writing() as connection:
            _change(connection, job)
            row = connection.execute(select(t.job_steps).where(key)).mappings().first()
            if row is not None:
                return Step(row["begun_at"], row["outcome"])
            values = {"job": job.key, "name": step, "begun_at": self._now(), "outcome": None}
            connection.execute(insert(t.job_steps).values(values))
        return None

    def finish(self, job: Job, step: str, outcome: str) -> None:
        """Write down what came of a step."""
        values = {"job": job.key, "name": step, "begun_at": self._now(), "outcome": outcome}
        with self._database.writing() as connection:
            _change(connection, job)
            key = and_(t.job_steps.c.job == job.key, t.job_steps.c.name == step)
            known = update(t.job_steps).where(key).values(outcome=outcome)
            if connection.execute(known).rowcount == 0:
                connection.execute(insert(t.job_steps).values(values))

    def recall(self, job: Job, step: str) -> Step | None:
        """What is known of a step; None where it was never begun."""
        c = t.job_steps.c
        query = select(c.begun_at, c.outcome).where(c.job == job.key, c.name == step)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Step(row["begun_at"], row["outcome"])

    def parked(self) -> list[ParkedJob]:
        """What was given up, oldest first."""
        query = select(t.jobs).where(t.jobs.c.state == JobState.PARKED.value).order_by(t.jobs.c.key)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            ParkedJob(row["key"], row["id"], row["attempts"], row["reason"], row["taken_at"])
            for row in rows
        ]

    def release(self, key: int) -> bool:
        """Have a parked job worked again, from its first attempt; False when it is not parked."""
        mine = and_(t.jobs.c.key == key, t.jobs.c.state == JobState.PARKED.value)
        anew = {"state": JobState.WAITING.value, "attempts": 0, "due_at": self._now()}
        with self._database.writing() as connection:
            return connection.execute(update(t.jobs).where(mine).values(anew)).rowcount > 0

    def waiting(self) -> int:
        """How many jobs wait or are worked on."""
        query = select(func.count()).select_from(t.jobs).where(t.jobs.c.state.in_(_OPEN))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def forget(self, *, before: float) -> int:
        """Drop what was finished before a time; how many."""
        old = and_(t.jobs.c.state == JobState.DONE.value, t.jobs.c.done_at < before)
        with self._database.writing() as connection:
            return connection.execute(delete(t.jobs).where(old)).rowcount

    def _due(self, lanes: Collection[str], now: float) -> int | None:
        with self._database.reading() as connection:
            row = connection.execute(_next(lanes, now)).mappings().first()
        return None if row is None else int(row["key"])


def _next(lanes: Collection[str], now: float) -> Any:
    earlier = t.jobs.alias("earlier")
    before = select(earlier.c.key).where(
        earlier.c.line == t.jobs.c.line,
        earlier.c.key < t.jobs.c.key,
        earlier.c.state.in_(_OPEN),
    )
    free = or_(
        and_(t.jobs.c.state == JobState.WAITING.value, t.jobs.c.due_at <= now),
        and_(t.jobs.c.state == JobState.WORKING.value, t.jobs.c.leased_until < now),
    )
    mine = [t.jobs.c.lane.in_(lanes), free, or_(t.jobs.c.line == "", ~before.exists())]
    return select(t.jobs).where(*mine).order_by(t.jobs.c.key).limit(1)


def _change(connection: Connection, job: Job, **values: object) -> None:
    """Change a job that is still held. Raises `LeaseLost`."""
    mine = and_(t.jobs.c.key == job.key, t.jobs.c.lease == job.lease)
    changed = connection.execute(update(t.jobs).where(mine).values(values or {"lease": job.lease}))
    if changed.rowcount == 0:
        raise LeaseLost(f"Job {job.key} is somebody else's now.")
