"""A bot that dies at a chosen moment: around a write of its queue, or a message to Slack."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from integrations.bootstrap import build_services
from integrations.database.jobs import SqlJobs
from integrations.jobs import Job, NewJob, Step
from integrations.slack.service import SlackService
from integrations.slack.serving import listening
from tests.fakes.embedder import WordEmbedder
from tests.fakes.language_model import ScriptedModel
from tests.slack_standin.bot import DAY, PING, mounted, settings_for

DIED, LIVED, STUCK = 9, 0, 1
SENTENCE = " ".join(["Receiving inspection records are retained for 10 years [E1]."] * 4)


class Moments:
    """Counts what the process does; ends it at the chosen moment, 0 for never."""

    die_at = 0
    passed = 0

    @classmethod
    def pass_one(cls) -> None:
        cls.passed += 1
        if cls.passed == cls.die_at:
            os._exit(DIED)

    @classmethod
    @contextmanager
    def around(cls) -> Iterator[None]:
        """A moment before what is done, and one after it."""
        cls.pass_one()
        yield
        cls.pass_one()


class DyingJobs(SqlJobs):
    """A queue with a moment before and after each of its writes."""

    def put(self, new: NewJob) -> bool:
        with Moments.around():
            return super().put(new)

    def begin(self, job: Job, step: str) -> Step | None:
        with Moments.around():
            return super().begin(job, step)

    def finish(self, job: Job, step: str, outcome: str) -> None:
        with Moments.around():
            super().finish(job, step, outcome)

    def done(self, job: Job) -> None:
        with Moments.around():
            super().done(job)


def dying_calls() -> None:
    """Have this process pass a moment before and after each message to Slack."""
    call, send = WebClient.api_call, WebhookClient.send_dict

    def api_call(self: WebClient, api_method: str, **given: Any) -> Any:
        if not api_method.startswith("chat."):
            return call(self, api_method, **given)
        with Moments.around():
            return call(self, api_method, **given)

    def send_dict(self: WebhookClient, *given: Any, **named: Any) -> Any:
        with Moments.around():
            return send(self, *given, **named)

    WebClient.api_call, WebhookClient.send_dict = api_call, send_dict


def run(
    data: Path, slack: "Address", transport: str, die_at: int, model: bool, tell: Connection
) -> None:
    """Take in what comes over the transport and work it.

    Tells its address, for HTTP, when it listens; ends with `DIED` at its moment.
    """
    Moments.die_at = die_at
    dying_calls()
    scripted = ScriptedModel([SENTENCE] * 3) if model else None
    settings = settings_for(slack, data)  # type: ignore[arg-type]
    with (
        build_services(
            settings, today=DAY, embedder=WordEmbedder(), language_model=scripted
        ) as services,
        SlackService(services, as_of=DAY, jobs=DyingJobs) as service,
    ):
        if transport == "http":
            with mounted(services, service) as address:
                tell.send(address)
                left = _worked(service)
        else:
            with listening(service, PING):
                tell.send("")
                left = _worked(service)
    os._exit(STUCK if left else LIVED)


def _worked(service: SlackService) -> int:
    """Wait until something came and is worked; how much is not."""
    queue = service.desk.queue
    _until(lambda: Moments.passed > 1)
    _until(lambda: not queue.waiting())
    return queue.waiting()


def _until(holds: Callable[[], bool]) -> None:
    limit = monotonic() + 120
    while not holds() and monotonic() < limit:
        sleep(0.01)


class Address:
    """Where the stand-in is, for another process."""

    def __init__(self, api_url: str) -> None:
        self.api_url = api_url
