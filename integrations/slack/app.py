"""The Bolt app: checks that Slack sent it, keeps it, acknowledges. Nothing is answered here.

What came in is in the queue before Slack is told that it arrived; where it cannot be kept, Slack
is told so and sends it again.
"""

import logging
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from assistant.errors import ClausewiseError
from integrations.slack.calls import quiet
from integrations.slack.incoming import Body
from integrations.slack.workspaces import Workspaces

_log = logging.getLogger(__name__)

# Threads that receive over Socket Mode. They only keep what came.
_CONNECTION_THREADS = 10
PING = 5.0  # seconds; Slack's library takes a connection for lost after four without a pong

Keep = Callable[[Body, str], None]
"""Keeps a body, given the bot user of its workspace. Raises `StoreUnavailable`."""


def build_app(
    keep: Keep, workspaces: Workspaces, *, api_url: str = "", signing_secret: str = ""
) -> App:
    """The Bolt app of all these workspaces, for both transports."""

    # Bolt looks at the names of the parameters, and takes no method.
    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        return workspaces.authorize(enterprise_id, team_id)

    base = f"{api_url.rstrip('/')}/" if api_url else WebClient.BASE_URL
    app = App(
        client=WebClient(base_url=base, retry_handlers=[], logger=quiet()),
        authorize=authorize,
        signing_secret=signing_secret or None,
        logger=quiet(),
    )
    app.use(_keeping(keep))
    return app


def socket_handler(app: App, app_token: str, *, ping_seconds: float = PING) -> SocketModeHandler:
    """The Socket Mode connection, not yet made."""
    return SocketModeHandler(
        app,
        app_token,
        logger=quiet(),
        ping_interval=ping_seconds,
        concurrency=_CONNECTION_THREADS,
    )


def _keeping(keep: Keep) -> Callable[[BoltRequest], BoltResponse]:
    def take(req: BoltRequest) -> BoltResponse:
        try:
            keep(dict(req.body), str(req.context.bot_user_id or ""))
        except ClausewiseError as error:
            _log.error("could not be kept: %s", error.code)
            return BoltResponse(status=503, body="")
        return BoltResponse(status=200, body="")

    return take
