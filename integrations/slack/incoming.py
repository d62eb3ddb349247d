"""What Slack sent, read: who, where, what. Pure; nothing here calls Slack."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from integrations.jobs import NewJob

Body = dict[str, Any]

DIGEST = "clausewise_digest"  # the type of a body of ours
ANSWERS = "answers"
QUICK = "quick"  # buttons and modals: Slack gives three seconds to open one

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:https?|mailto):[^|>]*\|([^>]*)>|<((?:https?|mailto):[^>]*)>")
_NAMED = re.compile(r"<[#!][^|>]*\|([^>]*)>|<([#!])[^>]*>")
_LONGEST_BODY = 400_000  # characters; Slack's own limits lie far below


class Kind(StrEnum):
    """What sort of thing came in."""

    MENTION = "mention"
    DIRECT = "direct"  # a message in a direct conversation
    FOLLOW_UP = "follow_up"  # in a thread, without a mention
    HOME = "home"
    MESSAGES_TAB = "messages_tab"
    UNINSTALLED = "uninstalled"
    COMMAND = "command"
    ACTION = "action"
    SHORTCUT = "shortcut"
    SUBMISSION = "submission"
    DIGEST = "digest"  # of our own making, on the schedule of a channel


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing from Slack. Texts are "" and `thread` is None where there is none.

    `name`: of a command, an action, a shortcut or a modal. `external`: from a channel shared with
    another company. `body`: all of it.
    """

    kind: Kind
    team: str
    enterprise: str
    user: str
    channel: str
    ts: str
    thread: str | None
    text: str
    name: str
    trigger: str
    response_url: str
    external: bool
    body: Body

    @property
    def is_direct(self) -> bool:
        """Whether only the person reads there."""
        return self.channel.startswith("D")

    @property
    def own_thread(self) -> str:
        """The thread it is in, or that begins with it."""
        return self.thread or self.ts

    @property
    def reply_thread(self) -> str | None:
        """The thread to answer in; in a direct conversation only where the message was in one."""
        return self.thread if self.is_direct else self.thread or self.ts or None


Joined = Callable[[str, str, str], bool]
"""Whether the bot takes part in the thread of (team, channel, thread)."""


def job_of(body: Body, *, bot: str, joined: Joined) -> NewJob | None:
    """The job that this makes; None for what is not for us, such as our own messages."""
    found = None if body.get("type") == DIGEST else incoming_of(body, bot=bot)
    if found is None or (
        found.kind is Kind.FOLLOW_UP and not joined(found.team, found.channel, str(found.thread))
    ):
        return None
    kept = json.dumps(body)
    if len(kept) > _LONGEST_BODY:
        return None
    lane = QUICK if found.kind in _QUICK else ANSWERS
    line = conversation_of(found.channel, found.thread or "") if found.ts else ""
    return NewJob(_ids(found), kept, lane, line)


def incoming_of(body: Body, *, bot: str = "") -> Incoming | None:
    """What a body says; None where it is nothing for us or misses what it must have."""
    try:
        if body.get("type") == "event_callback":
            return _event(body, bot)
        if "command" in body:
            return _command(body)
        if body.get("type") == DIGEST:
            return _digest(body)
        return _interaction(body)
    except (AttributeError, KeyError, TypeError, IndexError):
        return None


def question_in(text: str) -> str:
    """What was asked: mentions out, links as their words, Slack's escapes undone."""
    bare = _LINK.sub(lambda link: link[1] or link[2], _MENTION.sub(" ", text))
    bare = _NAMED.sub(lambda named: named[1] or "", bare)
    bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(bare.split())


def conversation_of(channel: str, thread: str | None) -> str:
    """The conversation of a thread, or of a direct channel: the same for every message in it."""
    return "c_" + sha256(f"slack {channel} {thread or ''}".encode()).hexdigest()[:16]


def files_in(found: Incoming) -> list[Body]:
    """The files that came with a message, as Slack describes them."""
    event = found.body.get("event") or found.body.get("message") or {}
    files = event.get("files") if isinstance(event, dict) else None
    return [one for one in files or () if isinstance(one, dict) and one.get("id")]


_QUICK = {Kind.ACTION, Kind.SHORTCUT, Kind.SUBMISSION, Kind.HOME, Kind.MESSAGES_TAB}
_SUBTYPES = (None, "file_share", "thread_broadcast")


def _ids(found: Incoming) -> tuple[str, ...]:
    if found.body.get("type") == "event_callback":
        event = f"event:{found.body['event_id']}"
        # One message can arrive as a mention and as a message, under two event ids.
        message = f"message:{found.team}:{found.channel}:{found.ts}"
        return (event, message) if found.ts else (event,)
    view = found.body.get("view") or {}
    if found.kind is Kind.SUBMISSION:
        return (f"view:{view.get('id')}:{view.get('hash')}:{found.trigger}",)
    return (f"{found.kind.value}:{found.trigger}",)


def _event(body: Body, bot: str) -> Incoming | None:
    event = body["event"]
    kind = _kind_of_event(event, bot)
    if kind is None or not body.get("event_id"):
        return None
    # The workspace that installed the app; in a shared channel the message may be another's.
    home = (body.get("authorizations") or [{}])[0]
    has_message = kind in (Kind.MENTION, Kind.DIRECT, Kind.FOLLOW_UP)
    return Incoming(
        kind=kind,
        team=str(home.get("team_id") or body.get("team_id") or ""),
        enterprise=str(home.get("enterprise_id") or body.get("enterprise_id") or ""),
        user=str(event.get("user") or ""),
        channel=str(event.get("channel") or ""),
        ts=str(event["ts"]) if has_message else "",
        thread=event.get("thread_ts"),
        text=str(event.get("text") or ""),
        name="",
        trigger="",
        response_url="",
        external=bool(body.get("is_ext_shared_channel")),
        body=body,
    )


def _kind_of_event(event: Body, bot: str) -> Kind | None:
    match event.get("type"):
        case "app_home_opened":
            return Kind.HOME if event.get("tab") == "home" else Kind.MESSAGES_TAB
        case "app_uninstalled" | "tokens_revoked":
            return Kind.UNINSTALLED
        case "app_mention" if _is_persons(event):
            return Kind.MENTION
        case "message" if _is_persons(event):
            if event.get("channel_type") == "im":
                return Kind.DIRECT
            mentioned = bool(bot) and f"<@{bot}" in str(event.get("text"))
            return Kind.FOLLOW_UP if event.get("thread_ts") and not mentioned else None
    return None


def _is_persons(event: Body) -> bool:
    """Whether a person wrote it just now: not a bot, an edit, a deletion or a notice."""
    if event.get("bot_id") or event.get("bot_profile") or not event.get("user"):
        return False
    return event.get("subtype") in _SUBTYPES


def _command(body: Body) -> Incoming:
    return Incoming(
        kind=Kind.COMMAND,
        team=str(body["team_id"]),
        enterprise=str(body.get("enterprise_id") or ""),
        user=str(body["user_id"]),
        channel=str(body["channel_id"]),
        ts="",
        thread=None,
        text=str(body.get("text") or ""),
        name=str(body["command"]),
        trigger=str(body["trigger_id"]),
        response_url=str(body.get("response_url") or ""),
        external=False,
        body=body,
    )


def _interaction(body: Body) -> Incoming | None:
    kind = _INTERACTIONS.get(str(body.get("type")))
    if kind is None:
        return None
    user, team = body["user"], body.get("team") or {}
    message, container = body.get("message") or {}, body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Incoming(
        kind=kind,
        team=str(team.get("id") or user.get("team_id") or ""),
        enterprise=str((body.get("enterprise") or {}).get("id") or ""),
        user=str(user["id"]),
        channel=str(channel),
        ts="",
        thread=message.get("thread_ts") or container.get("thread_ts") or message.get("ts"),
        text=str(message.get("text") or ""),
        name=_name(kind, body),
        trigger=str(body.get("trigger_id") or body.get("action_ts") or ""),
        response_url=str(body.get("response_url") or ""),
        external=False,
        body=body,
    )


def digest_body(team: str, channel: str, day: str, *, since: str, days: int) -> Body:
    """The body of a digest that is due."""
    return {"type": DIGEST, "team": team, "channel": channel, "day": day, "since": since,
            "days": days}  # fmt: skip


def _digest(body: Body) -> Incoming:
    return Incoming(
        kind=Kind.DIGEST,
        team=str(body["team"]),
        enterprise="",
        user="",
        channel=str(body["channel"]),
        ts="",
        thread=None,
        text="",
        name="",
        trigger=str(body["day"]),
        response_url="",
        external=False,
        body=body,
    )


def _name(kind: Kind, body: Body) -> str:
    if kind is Kind.ACTION:
        return str(body["actions"][0]["action_id"])
    if kind is Kind.SUBMISSION:
        return str(body["view"]["callback_id"])
    return str(body["callback_id"])


_INTERACTIONS = {
    "block_actions": Kind.ACTION,
    "message_action": Kind.SHORTCUT,
    "shortcut": Kind.SHORTCUT,
    "view_submission": Kind.SUBMISSION,
}
