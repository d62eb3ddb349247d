"""Installing the app in several workspaces: Slack's OAuth, with what we keep of it."""

import json
import logging
import secrets

from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore

from integrations.database.slack_store import SlackStore
from integrations.settings import Settings
from integrations.slack.calls import client_for, quiet
from integrations.slack.manifest import SCOPES

_STATE_SECONDS = 600.0
_PURPOSE = "slack-oauth"


class KeptInstallations(InstallationStore):  # type: ignore[misc]
    """Installations in the database; of each workspace the newest."""

    def __init__(self, store: SlackStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        """The library's."""
        return quiet()

    def save(self, installation: Installation) -> None:
        """Keep what the bot needs: its token and who it is."""
        kept = {
            name: getattr(installation, name)
            for name in ("bot_token", "bot_id", "bot_user_id", "bot_scopes", "team_name")
        }
        team = "" if installation.is_enterprise_install else installation.team_id or ""
        self._store.install(installation.enterprise_id or "", team, json.dumps(kept))

    def save_bot(self, bot: Bot) -> None:
        """Nothing more is kept."""


class KeptStates(OAuthStateStore):  # type: ignore[misc]
    """The state of an installation that was begun: it works once, for ten minutes."""

    def __init__(self, store: SlackStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        """The library's."""
        return quiet()

    def issue(self, *_: object, **__: object) -> str:
        """A new one."""
        state = secrets.token_urlsafe(32)
        self._store.issue(state, _PURPOSE, "begun", seconds=_STATE_SECONDS)
        return state

    def consume(self, state: str) -> bool:
        """Whether it was issued here and not used."""
        return self._store.redeem(state, _PURPOSE) is not None


def build_flow(settings: Settings, store: SlackStore) -> OAuthFlow | None:
    """What answers `/slack/install` and `/slack/oauth_redirect`; None without a client id."""
    secret = settings.slack_client_secret.get_secret_value()
    if not (settings.slack_client_id and secret):
        return None
    redirect = f"{settings.public_url.rstrip('/')}/slack/oauth_redirect"
    client: WebClient = client_for("", settings.slack_api_url)
    return OAuthFlow(
        client=client,
        logger=quiet(),
        settings=OAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=secret,
            scopes=list(SCOPES),
            redirect_uri=redirect if settings.public_url else None,
            install_path="/slack/install",
            redirect_uri_path="/slack/oauth_redirect",
            installation_store=KeptInstallations(store),
            state_store=KeptStates(store),
            state_expiration_seconds=int(_STATE_SECONDS),
            logger=quiet(),
        ),
    )
