"""Workspaces that the bot is in: one by its token, or all that installed it."""

import json
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from assistant.errors import InvalidSetting
from integrations.database.slack_store import SlackStore
from integrations.slack.calls import CallFailed, call, client_for


class Workspaces(Protocol):
    """Where the bot may speak, and as whom."""

    def client(self, enterprise: str, team: str) -> WebClient | None:
        """The client of a workspace; None where the bot is not installed (any more)."""

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """Who the bot is in a workspace, as Bolt wants to know it. No call of Slack."""

    def leave(self, enterprise: str, team: str) -> None:
        """The bot was removed from a workspace."""


class OneWorkspace:
    """The workspace of one token. Raises `InvalidSetting` when Slack refuses it."""

    def __init__(self, token: str, api_url: str = "") -> None:
        self._client = client_for(token, api_url)
        try:
            who = call(self._client.auth_test)
        except CallFailed as error:
            raise InvalidSetting(
                f"Slack does not accept CLAUSEWISE_SLACK_BOT_TOKEN. {error}",
                hint="Copy the bot token (xoxb-…) of the app again, and check the network.",
            ) from error
        self._who = {name: str(who.get(name) or "") for name in ("user_id", "bot_id", "team_id")}
        self._token = token

    def client(self, enterprise: str, team: str) -> WebClient | None:
        """The client of the one workspace."""
        return self._client

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """The bot as it was when it began."""
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=self._who["user_id"],
            bot_id=self._who["bot_id"],
            bot_token=self._token,
        )

    def leave(self, enterprise: str, team: str) -> None:
        """Nothing to forget: the token is a setting."""


class InstalledWorkspaces:
    """The workspaces of the installations that are kept."""

    def __init__(self, store: SlackStore, api_url: str = "") -> None:
        self._store, self._api_url = store, api_url

    def client(self, enterprise: str, team: str) -> WebClient | None:
        """The client of an installation."""
        kept = self._kept(enterprise, team)
        return None if kept is None else client_for(str(kept["bot_token"]), self._api_url)

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """The bot of an installation."""
        kept = self._kept(enterprise_id or "", team_id or "")
        if kept is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=kept.get("bot_user_id"),
            bot_id=kept.get("bot_id"),
            bot_token=kept["bot_token"],
        )

    def leave(self, enterprise: str, team: str) -> None:
        """Forget the installation and its token."""
        self._store.uninstall(enterprise, team)

    def _kept(self, enterprise: str, team: str) -> dict[str, Any] | None:
        content = self._store.installed(enterprise, team)
        return None if content is None else dict(json.loads(content))
