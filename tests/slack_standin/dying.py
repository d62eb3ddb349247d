"""A bot that dies at a chosen moment: before or after one of the writes of its queue."""

import os
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from integrations.database.jobs import SqlJobs
from integrations.jobs import Job, NewJob, Step
from integrations.slack.service import SlackService
from tests.slack_standin.bot import DAY, services_for
from tests.slack_standin.server import BOT_USER

DIED = 9


class DyingJobs(SqlJobs):
    """Ends the process at its `die_at`-th moment; every write has one before and one after it."""

    die_at = -1
    moments = 0

    def _moment(self) -> None:
        type(self).moments += 1
        if self.moments == self.die_at:
            os._exit(DIED)

    def put(self, new: NewJob) -> bool:
        self._moment()
        found = super().put(new)
        self._moment()
        return found

    def begin(self, job: Job, step: str) -> Step | None:
        self._moment()
        found = super().begin(job, step)
        self._moment()
        return found

    def finish(self, job: Job, step: str, outcome: str) -> None:
        self._moment()
        super().finish(job, step, outcome)
        self._moment()

    def done(self, job: Job) -> None:
        self._moment()
        super().done(job)
        self._moment()


def run(data: Path, slack: "Address", body: dict[str, Any], die_at: int) -> None:
    """Take one thing in and work it; ends with 9 at its moment, with 0 when it lived through."""
    DyingJobs.die_at = die_at
    with services_for(slack, data) as services:  # type: ignore[arg-type]
        service = SlackService(services, as_of=DAY, jobs=DyingJobs)
        with service:
            service.keep(body, BOT_USER)
            until = monotonic() + 120
            while service.desk.queue.waiting() and monotonic() < until:
                sleep(0.02)
            left = service.desk.queue.waiting()
    os._exit(1 if left else 0)


class Address:
    """Where the stand-in is, for another process."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
