"""The bot as it runs, over a data directory and the stand-in, with either transport."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn

from integrations.bootstrap import Services, build_services
from integrations.jobs import ParkedJob
from integrations.settings import Settings
from integrations.slack.service import SlackService
from integrations.slack.serving import connected
from integrations.web.app import build_app
from integrations.web.serving import listening
from tests.slack_standin.server import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    SECRET,
    HttpSlack,
    SlackStandIn,
)

DAY = date(2026, 9, 30)
PING = 0.5  # seconds
_NUMBERS = itertools.count(1)


def next_ts() -> str:
    """The timestamp of a message that nobody has used."""
    return f"1700000{next(_NUMBERS):03d}.000100"


def settings_for(slack: SlackStandIn, data: Path, **more: Any) -> Settings:
    """The settings of a bot in the stand-in's workspace."""
    given = {
        "data": data,
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_signing_secret": SECRET,
        "slack_api_url": slack.api_url,
        "public_url": "https://audit.example.com",
        **more,
    }
    return Settings.load(**given)


@dataclass(frozen=True)
class Bot:
    """A running bot, and what Slack sends to it by one of the transports.

    Sending returns when the bot has acknowledged.
    """

    slack: SlackStandIn
    services: Services
    service: SlackService
    http: HttpSlack | None
    patient: bool = True  # waits for the acknowledgement of what it sent, and sends it again

    def acknowledged(self, sent: Any) -> None:
        """Fail unless the app said that it has what was sent."""
        assert self.http is None or sent.status == 200

    def settle(self) -> list[ParkedJob]:
        """What is parked, once nothing waits."""
        queue = self.service.desk.queue
        self.slack.wait(lambda: not queue.waiting(), "the end of all work")
        return queue.parked()

    def event(
        self, event: dict[str, Any], *, event_id: str = "", retry: int = 0, **outer: Any
    ) -> Any:
        """Send one event, under an id of its own where none is given; `retry`: how often before."""
        id = event_id or f"Ev{next(_NUMBERS)}"
        if self.http is not None:
            return self.http.event(event, event_id=id, retry=retry, **outer)
        return self._deliver(
            lambda more: self.slack.send_event(event, event_id=id, retry=retry + more, **outer)
        )

    def command(self, text: str, *, id: str = "", **fields: Any) -> Any:
        """Send one `/audit …`, under an id of its own where none is given."""
        id = id or f"c{next(_NUMBERS)}"
        if self.http is not None:
            return self.http.command(text, id=id, **fields)
        return self._deliver(lambda _: self.slack.send_command(text, id=id, **fields))

    def interaction(self, payload: dict[str, Any]) -> Any:
        """Send a button, shortcut or modal."""
        id = f"i{next(_NUMBERS)}"
        if self.http is not None:
            return self.http.interaction(payload, id=id)
        return self._deliver(lambda _: self.slack.send_interaction(payload, id=id))

    def _deliver(self, send: Callable[[int], str]) -> str:
        return self.slack.deliver(send) if self.patient else send(0)


@contextmanager
def socket_bot(slack: SlackStandIn, services: Services) -> Iterator[Bot]:
    """The bot over Socket Mode."""
    with connected(services, as_of=DAY, ping_seconds=PING) as service:
        yield Bot(slack, services, service, None)


@contextmanager
def http_bot(slack: SlackStandIn, services: Services) -> Iterator[Bot]:
    """The bot mounted in the web server, and what sends to it."""
    with (
        SlackService(services, as_of=DAY) as service,
        mounted(services, service) as address,
    ):
        yield Bot(slack, services, service, HttpSlack(slack, address))


@contextmanager
def bot_of_both(slack: SlackStandIn, services: Services) -> Iterator[dict[str, Bot]]:
    """One bot behind both doors, by the name of the transport."""
    with (
        connected(services, as_of=DAY, ping_seconds=PING) as service,
        mounted(services, service) as address,
    ):
        http = Bot(slack, services, service, HttpSlack(slack, address))
        yield {"socket": Bot(slack, services, service, None), "http": http}


@contextmanager
def mounted(services: Services, service: SlackService) -> Iterator[str]:
    """The app in a web server of its own; gives its address."""
    with listening("127.0.0.1", 0) as taken:
        taken.listen(100)  # what comes before the server has begun waits
        app = build_app(services, slack=service.http)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=60)


@contextmanager
def services_for(slack: SlackStandIn, data: Path, **more: Any) -> Iterator[Services]:
    """Open services with those settings."""
    with build_services(settings_for(slack, data, **more), today=DAY) as services:
        yield services


def mention(text: str, ts: str = "", **more: Any) -> dict[str, Any]:
    """An event: somebody mentions the bot in a channel."""
    said = f"<@{BOT_USER}> {text}"
    return {"type": "app_mention", "user": "U1", "text": said, "ts": ts or next_ts(),
            "channel": "C1", **more}  # fmt: skip


def direct(text: str, ts: str = "", **more: Any) -> dict[str, Any]:
    """An event: somebody writes to the bot directly."""
    return {"type": "message", "channel_type": "im", "user": "U1", "text": text,
            "ts": ts or next_ts(),
            "channel": "D1", **more}  # fmt: skip


def said_in_channel(text: str, ts: str = "", **more: Any) -> dict[str, Any]:
    """An event: somebody writes in a channel, without a mention."""
    return {"type": "message", "channel_type": "channel", "user": "U1", "text": text,
            "ts": ts or next_ts(),
            "channel": "C1", **more}  # fmt: skip


def pressed(action: str, value: str, **more: Any) -> dict[str, Any]:
    """A payload: somebody presses a button below a message in a channel."""
    return {
        "type": "block_actions",
        "channel": {"id": "C1"},
        "message": {"ts": "1700000000.000200", "thread_ts": "1700000000.000100"},
        "container": {"type": "message", "channel_id": "C1"},
        "actions": [{"action_id": action, "value": value, "type": "button"}],
        **more,
    }


def shown(message: dict[str, Any]) -> str:
    """Every word of a message, the runs of a line in one; a link is `<address|words>`."""
    return "\n".join([str(message.get("text", "")), *_texts(message.get("blocks", []))])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if str(value.get("type")).startswith("rich_text_"):
            yield "".join(map(_run, value["elements"]))
            return
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            else:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _run(run: dict[str, Any]) -> str:
    match run["type"]:
        case "link":
            return f"<{run['url']}|{run['text']}>"
        case "user":
            return f"<@{run['user_id']}>"
    return str(run["text"])
