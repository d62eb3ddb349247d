"""The Slack app, put together: what keeps, what works, and the two ways that things come in."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Event, Thread
from typing import Any

from slack_bolt import App, BoltRequest

from assistant.errors import ClausewiseError, InvalidSetting
from integrations.bootstrap import Services
from integrations.database.engine import Database
from integrations.database.jobs import SqlJobs
from integrations.database.slack_store import SlackStore
from integrations.jobs import Job, JobQueue
from integrations.settings import Settings
from integrations.slack import answers, working
from integrations.slack.app import build_app
from integrations.slack.digests import put_due
from integrations.slack.incoming import ANSWERS, QUICK, Body, job_of
from integrations.slack.oauth import build_flow
from integrations.slack.rights import Bound, Rights
from integrations.slack.task import Desk
from integrations.slack.workers import Lane, Workers
from integrations.slack.workspaces import InstalledWorkspaces, OneWorkspace, Workspaces

_log = logging.getLogger(__name__)
_LANES = (Lane(ANSWERS, 4), Lane(QUICK, 2))
_DIGESTS_EVERY = 20.0  # seconds
_FORGET_AFTER = 3 * 86_400.0  # seconds; Slack repeats an event within hours
LEASE = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What is sent back to Slack, or to a browser that installs the app."""

    status: int
    headers: dict[str, list[str]]
    body: str


class SlackService:
    """Everything of the Slack app over open services. Raises `InvalidSetting` for bad tokens."""

    def __init__(
        self,
        services: Services,
        *,
        as_of: date | None = None,
        lease_seconds: float = LEASE,
        jobs: Callable[[Database], JobQueue] = SqlJobs,
    ) -> None:
        settings = services.settings
        self._store = SlackStore(services.adapters.database)
        self._queue = jobs(services.adapters.database)
        workspaces = _workspaces(settings, self._store)
        rights = Rights(services, Bound(services, self._store))
        self.desk = Desk(services, self._queue, workspaces, self._store, rights, as_of)
        self._workers = Workers(
            self._queue, self._work, self._apologise, lanes=_LANES, lease_seconds=lease_seconds
        )
        self.app: App = build_app(
            self.keep,
            workspaces,
            api_url=settings.slack_api_url,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
        )
        self._flow = build_flow(settings, self._store)
        self._ended = Event()
        self._clockwork = Thread(target=self._tick, name="slack-digests", daemon=True)

    def __enter__(self) -> "SlackService":
        self._workers.start()
        self._clockwork.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._workers.close()
        self._clockwork.join(timeout=20)

    def keep(self, body: Body, bot: str) -> None:
        """Keep what came in, where it is for us. Raises `StoreUnavailable`."""
        new = job_of(body, bot=bot, joined=self._store.joined)
        if new is not None and self._queue.put(new):
            self._workers.wake()

    def http(
        self, method: str, path: str, *, body: str, query: str, headers: dict[str, Any]
    ) -> HttpAnswer:
        """Answer a request to `/slack/…`: from Slack, or from a browser that installs the app."""
        try:
            request = BoltRequest(body=body, query=query, headers=headers)
        except (ValueError, TypeError, AttributeError):  # what Bolt raises for what is no request
            return HttpAnswer(400, {}, "")
        if method == "POST":
            made = self.app.dispatch(request)
            if (
                made.status == 500
            ):  # it was signed and could not be read; sending it again is no use
                return HttpAnswer(400, {}, "")
        elif self._flow is not None and path.endswith("/install"):
            made = self._flow.handle_installation(request)
        elif self._flow is not None and path.endswith("/oauth_redirect"):
            made = self._flow.handle_callback(request)
        else:
            return HttpAnswer(404, {}, "Not found")
        return HttpAnswer(made.status, dict(made.headers), made.body or "")

    def _work(self, job: Job) -> None:
        task = self.desk.task(job)
        if task is not None:
            working.carry_out(task)

    def _apologise(self, job: Job, reference: str) -> None:
        task = self.desk.task(job)
        if task is not None and task.incoming.user:
            task.failed("apology", answers.unexpected(reference))

    def _tick(self) -> None:
        while not self._ended.wait(_DIGESTS_EVERY):
            try:
                if put_due(self.desk, datetime.now(UTC)):
                    self._workers.wake()
                self._queue.forget(before=datetime.now(UTC).timestamp() - _FORGET_AFTER)
            except ClausewiseError as error:
                _log.warning("digests: %s", error.code)
            except Exception as error:  # the clock must go on
                _log.error("%s: %s", secrets.token_hex(4), type(error).__name__)


def _workspaces(settings: Settings, store: SlackStore) -> Workspaces:
    token = settings.slack_bot_token.get_secret_value()
    if token:
        return OneWorkspace(token, settings.slack_api_url)
    if settings.slack_client_id and settings.slack_client_secret.get_secret_value():
        return InstalledWorkspaces(store, settings.slack_api_url)
    raise InvalidSetting(
        "CLAUSEWISE_SLACK_BOT_TOKEN is not set.",
        hint="Create a Slack app and set its bot token, or its client id and secret for several "
        "workspaces; docs/slack.md says how.",
    )
