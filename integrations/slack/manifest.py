"""The manifest of the Slack app: what Slack is told when the app is made."""

from typing import Any

SCOPES = {
    "app_mentions:read": "see that it was mentioned",
    "assistant:write": "show suggested prompts and what it is doing",
    "channels:history": "read on in a thread it was mentioned in, in public channels",
    "channels:read": "see whether a channel is shared with another company, and who is in it",
    "chat:write": "answer",
    "commands": "offer /audit and the shortcuts",
    "files:read": "read a file that is given to it as evidence",
    "files:write": "put checklists, packs and long lists into a thread",
    "groups:history": "read on in a thread it was mentioned in, in private channels",
    "groups:read": "the same as channels:read, for private channels",
    "im:history": "read what people write to it directly",
    "im:read": "know its direct conversations",
    "im:write": "write to a person directly when it cannot answer where they asked",
}
"""Each scope of the bot, and what it cannot do without it."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
)

_NAME = "Clausewise"
_DESCRIPTION = "Cited answers from our quality system"


def manifest(*, url: str = "") -> dict[str, Any]:
    """The manifest for Socket Mode, or with `url`, the public address, for HTTP."""
    address = url.rstrip("/")
    settings: dict[str, Any] = {
        "event_subscriptions": {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": not address,
        "token_rotation_enabled": False,
    }
    command = {
        "command": "/audit",
        "description": "Ask the quality system, see gaps and what falls due",
        "usage_hint": "ask … | clause 8.5 | gaps | due 30 | checklist 8.4 | pack 8.4 | help",
        "should_escape": True,
    }
    oauth: dict[str, Any] = {"scopes": {"bot": list(SCOPES)}}
    if address:
        settings["event_subscriptions"]["request_url"] = f"{address}/slack/events"
        settings["interactivity"]["request_url"] = f"{address}/slack/interactions"
        command["url"] = f"{address}/slack/commands"
        oauth["redirect_urls"] = [f"{address}/slack/oauth_redirect"]
    return {
        "display_information": {"name": _NAME, "description": _DESCRIPTION},
        "features": _features(command),
        "oauth_config": oauth,
        "settings": settings,
    }


def _features(command: dict[str, Any]) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": {"agent_description": f"{_DESCRIPTION}, with the place of every sentence."},
        "bot_user": {"display_name": _NAME, "always_online": True},
        "shortcuts": [
            _shortcut("Ask about this", "ask_about_this", "Ask the documents about this message"),
            _shortcut("Save as evidence", "save_as_evidence", "Propose its file as evidence"),
        ],
        "slash_commands": [command],
    }


def _shortcut(name: str, callback: str, description: str) -> dict[str, str]:
    return {"name": name, "type": "message", "callback_id": callback, "description": description}
