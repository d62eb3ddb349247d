"""Runs the bot over Socket Mode: no public address, one outgoing connection."""

from collections.abc import Callable
from datetime import date
from threading import Event

from slack_bolt.adapter.socket_mode import SocketModeHandler

from assistant.errors import InvalidSetting
from integrations.background import vectors_in_background
from integrations.bootstrap import Services, build_services
from integrations.database.seen_events import SeenEvents
from integrations.logs import log_to_standard_error
from integrations.settings import Settings
from integrations.slack.app import build_app

# A bigger pool than Bolt's own: five slow answers must not hold up the sixth person.
_CONNECTION_THREADS = 20


def serve(settings: Settings, *, as_of: date | None, announce: Callable[[str], None]) -> None:
    """Answer until the process is told to end. Raises `InvalidSetting` for missing tokens."""
    log_to_standard_error(settings)
    _check_tokens(settings)
    with build_services(settings, long_lived=True) as services:
        services.warm_up()
        with vectors_in_background(services):
            handler = build_handler(settings, services, as_of=as_of)
            handler.connect()
            announce("Connected to Slack. Ctrl-C ends it.")
            try:
                Event().wait()
            finally:
                handler.close()


def build_handler(
    settings: Settings, services: Services, *, as_of: date | None
) -> SocketModeHandler:
    """The Socket Mode connection, not yet made. `as_of` None: the day of each question."""
    app = build_app(
        lambda question, conversation: services.ask(
            question, conversation=conversation, as_of=as_of or services.clock.today()
        ),
        SeenEvents(services.adapters.database),
        token=settings.slack_bot_token.get_secret_value(),
        api_url=settings.slack_api_url,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
    )
    return SocketModeHandler(
        app, settings.slack_app_token.get_secret_value(), concurrency=_CONNECTION_THREADS
    )


def _check_tokens(settings: Settings) -> None:
    tokens = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
    }
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
