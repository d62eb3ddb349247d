"""The bot is killed between any two of its steps: nothing is lost, nothing is said twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from integrations.bootstrap import Services, build_services
from integrations.database.engine import Database
from integrations.database.jobs import SqlJobs
from integrations.slack.service import SlackService
from integrations.slack.serving import listening
from tests.fakes.embedder import WordEmbedder
from tests.fakes.language_model import ScriptedModel
from tests.integration.conftest import stocked
from tests.slack_standin import dying
from tests.slack_standin.bot import (
    DAY,
    PING,
    Bot,
    direct,
    mention,
    mounted,
    next_ts,
    settings_for,
    shown,
)
from tests.slack_standin.server import HttpSlack, SlackStandIn

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.slack_standin.dying"])
_MOST = 60  # moments: more than anything here has

_LATER = 60.0  # seconds, after which no lease of the dead holds

Send = Callable[[Bot], object]


def _jobs_later(database: Database) -> SqlJobs:
    """The queue as it is after the lease of whoever died."""
    return SqlJobs(database, now=lambda: time.time() + _LATER)


@dataclass(frozen=True)
class Company:
    """A data directory, and a Slack in which a bot dies."""

    slack: SlackStandIn
    data: Path
    services: Services

    def dies(self, send: Send, transport: str, moment: int, *, model: bool = False) -> bool:
        """Send it to a bot that dies at that moment; whether it got so far."""
        here, there = _CONTEXT.Pipe()
        address = dying.Address(self.slack.api_url)
        given = (self.data, address, transport, moment, model, there)
        process = _CONTEXT.Process(target=dying.run, args=given)
        process.start()
        http = HttpSlack(self.slack, here.recv()) if transport == "http" else None
        with suppress(OSError, HTTPException):  # it may die before it acknowledges
            send(Bot(self.slack, self.services, None, http, patient=False))  # type: ignore[arg-type]
        process.join(timeout=120)
        assert process.exitcode in (dying.DIED, dying.LIVED)
        self.slack.forget_connections()
        return process.exitcode == dying.DIED

    def recovers(self, send: Send, transport: str) -> None:
        """Another bot begins; Slack sends again what was not acknowledged in time."""
        with self._another(transport) as bot:
            send(bot)
            assert bot.settle() == []

    @contextmanager
    def _another(self, transport: str) -> Iterator[Bot]:
        with SlackService(self.services, as_of=DAY, jobs=_jobs_later) as service:
            if transport == "http":
                with mounted(self.services, service) as address:
                    yield Bot(self.slack, self.services, service, HttpSlack(self.slack, address))
            else:
                with listening(service, PING):
                    yield Bot(self.slack, self.services, service, None)

    def at_every_moment(
        self,
        sends: Callable[[], tuple[Send, Any]],
        transport: str,
        *,
        model: bool = False,
        by: int = 1,
    ) -> Iterator[tuple[int, Any]]:
        """Kill a bot at each moment of its work and have another go on; what was sent each time.

        What comes in differs by the transport, what is done about it does not: over the socket,
        which takes a second to close, it is fewer moments, every `by`-th.
        """
        for moment in range(1, _MOST, by):
            send, what = sends()
            died = self.dies(send, transport, moment, model=model)
            self.recovers(send, transport)
            yield moment, what
            if not died:
                assert moment > 10
                return
        raise AssertionError("it never lived through")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    data = stocked(tmp_path_factory.mktemp("crash") / "data")
    model = ScriptedModel([dying.SENTENCE] * 100)
    with SlackStandIn() as slack:
        settings = settings_for(slack, data)
        with build_services(
            settings, today=DAY, embedder=WordEmbedder(), language_model=model
        ) as services:
            yield Company(slack, data, services)


@pytest.fixture(autouse=True)
def mended(company: Company) -> Iterator[None]:
    company.slack.forget()
    yield
    company.slack.mend()


def asks(event: dict[str, Any]) -> Send:
    return lambda bot: bot.event(event, event_id=f"Ev{event['ts']}")


def test_a_mention_is_answered_once_whenever_the_bot_dies(company: Company, transport: str) -> None:
    company.slack.knows_client_ids = transport == "http"  # it must not matter

    def sends() -> tuple[Send, str]:
        asked = mention("how long are receiving inspection records retained?")
        return asks(asked), asked["ts"]

    by = 1 if transport == "http" else 4
    for moment, ts in company.at_every_moment(sends, transport, by=by):
        answers = [one for one in company.slack.messages if one["thread_ts"] == ts]
        assert len(answers) == 1, f"moment {moment}"
        assert "10 years" in shown(answers[0])


def test_a_streamed_answer_is_complete_and_alone_whenever_the_bot_dies(company: Company) -> None:
    def sends() -> tuple[Send, str]:
        asked = direct("how long are receiving inspection records retained?")
        return asks(asked), asked["ts"]

    for moment, ts in company.at_every_moment(sends, "http", model=True):
        answers = [one for one in company.slack.messages if one["thread_ts"] == ts]
        assert len(answers) == 1, f"moment {moment}"
        assert "QP-84 rev B" in shown(answers[0]), f"moment {moment}"
        open_still = [one for one in company.slack.streams.values() if one["streaming"]]
        assert open_still == [], f"moment {moment}"


def test_a_commands_answer_carries_its_mark_whenever_the_bot_dies(
    company: Company, transport: str
) -> None:
    replaces = company.slack.replaces_responses = transport == "http"  # published nowhere

    def sends() -> tuple[Send, str]:
        id = next_ts()
        return lambda bot: bot.command("due 30", id=id), id

    by = 2 if transport == "http" else 5
    for moment, id in company.at_every_moment(sends, transport, by=by):
        told = [one for one in company.slack.responses if one["url"] == id]
        marks = {one["metadata"]["event_payload"]["id"] for one in told}
        assert len(marks) == 1, f"moment {moment}"
        assert len(told) == 1 or not replaces, f"moment {moment}"
        assert [one["replace_original"] for one in told] in ([False], [True], [False, True])


def test_a_file_is_put_into_a_thread_once_whenever_the_bot_dies(
    company: Company, transport: str
) -> None:
    for moment in (6, 8, 10, 12) if transport == "http" else (11,):
        asked = mention("pack 8.6")
        assert company.dies(asks(asked), transport, moment)
        company.recovers(asks(asked), transport)

        put = [one for one in company.slack.files.values() if "title" in one]
        threads = [one.get("thread_ts") for one in put]
        assert threads.count(asked["ts"]) == 1, f"moment {moment}"
