"""What may have arrived in Slack before a crash, looked for by the mark it carries."""

import json
from typing import Any

from slack_sdk import WebClient

from integrations.slack.calls import Refused, call

_EVENT_TYPE = "clausewise_delivery"
_PAGE = 100  # messages looked through
_SKEW = 300  # seconds that the clocks here and at Slack may differ


def mark(id: str) -> dict[str, Any]:
    """What a message carries to be known by, as Slack's metadata."""
    return {"event_type": _EVENT_TYPE, "event_payload": {"id": id}}


class Arrived:
    """Looks through one place: a thread, or a channel where `thread` is None.

    Finds nothing where it may not read. Raises `Limited` and `Unreachable`.
    """

    def __init__(self, client: WebClient, channel: str, thread: str | None) -> None:
        self._client, self._channel, self._thread = client, channel, thread

    def marked(self, id: str, *, since: float) -> str | None:
        """The timestamp of the message with this mark, begun at a time here."""
        for one in self._messages(since - _SKEW):
            if _mark_of(one) == id or one.get("client_msg_id") == id:
                return str(one["ts"])
        return None

    def file(self, title: str, *, since: float) -> str | None:
        """The id of a file of ours that was put there."""
        for one in self._messages(since - _SKEW):
            for file in one.get("files", []):
                if file.get("title") == title and float(one["ts"]) >= since - _SKEW:
                    return str(file["id"])
        return None

    def growing(self, *, after: str) -> str | None:
        """A streamed message below another, which has its mark only when it is complete."""
        for one in self._messages(float(after)):
            ours = one.get("bot_id") and not one.get("files") and not _mark_of(one)
            if ours and float(one["ts"]) > float(after):
                return str(one["ts"])
        return None

    def _messages(self, since: float) -> list[dict[str, Any]]:
        channel = self._channel
        if channel.startswith(("U", "W")):
            channel = direct_channel(self._client, channel)
        wanted = {"channel": channel, "limit": _PAGE, "include_all_metadata": True}
        try:
            if self._thread is None:  # the newest come first
                read = call(lambda: self._client.conversations_history(**wanted))
            else:  # the oldest come first
                wanted |= {"ts": self._thread, "oldest": f"{since:.6f}"}
                read = call(lambda: self._client.conversations_replies(**wanted))
        except Refused:  # the scope is missing, or the thread is gone
            return []
        return list(read["messages"])


def direct_channel(client: WebClient, user: str) -> str:
    """The direct conversation with a person."""
    return str(call(lambda: client.conversations_open(users=user))["channel"]["id"])


def _mark_of(one: dict[str, Any]) -> str:
    told = one.get("metadata") or {}
    told = json.loads(told) if isinstance(told, str) else told
    return str(told.get("event_payload", {}).get("id") or "")
