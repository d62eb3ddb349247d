"""Runs the bot over Socket Mode: no public address, one outgoing connection."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event

from assistant.errors import InvalidSetting
from integrations.background import vectors_in_background
from integrations.bootstrap import Services, build_services
from integrations.logs import log_to_standard_error
from integrations.settings import Settings
from integrations.slack.app import PING, socket_handler
from integrations.slack.service import SlackService


def serve(settings: Settings, *, as_of: date | None, announce: Callable[[str], None]) -> None:
    """Answer until the process is told to end. Raises `InvalidSetting` for missing tokens."""
    log_to_standard_error(settings)
    _check_tokens(settings)
    with build_services(settings, long_lived=True) as services:
        services.warm_up()
        with vectors_in_background(services), connected(services, as_of=as_of):
            announce("Connected to Slack. Ctrl-C ends it.")
            Event().wait()


@contextmanager
def connected(
    services: Services, *, as_of: date | None, ping_seconds: float = PING
) -> Iterator[SlackService]:
    """The bot over Socket Mode, working. `as_of` None: the day of each question."""
    with SlackService(services, as_of=as_of) as service, listening(service, ping_seconds):
        yield service


@contextmanager
def listening(service: SlackService, ping_seconds: float = PING) -> Iterator[None]:
    """The connection of Socket Mode, open."""
    token = service.desk.services.settings.slack_app_token.get_secret_value()
    handler = socket_handler(service.app, token, ping_seconds=ping_seconds)
    handler.connect()
    try:
        yield
    finally:
        handler.close()


def _check_tokens(settings: Settings) -> None:
    tokens = {"SLACK_APP_TOKEN": settings.slack_app_token}
    if not settings.slack_client_id:
        tokens = {"SLACK_BOT_TOKEN": settings.slack_bot_token, **tokens}
    missing = [
        f"CLAUSEWISE_{name} is not set."
        for name, value in tokens.items()
        if not value.get_secret_value()
    ]
    if missing:
        raise InvalidSetting(
            "\n".join(missing),
            hint="Create a Slack app with Socket Mode and set both tokens; "
            "docs/configuration.md says how.",
        )
