"""What a workspace holds, and what the Web API does to it: channels, people, messages, files.

Errors are the words Slack uses. Nothing here knows about HTTP.
"""

import itertools
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from tests.slack_standin.blocks import fault_of_blocks, fault_of_view

BOT_USER = "U0BOT"
BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
TEAM = "T1"

Fields = dict[str, Any]


class Refused(Exception):
    """A call that Slack answers with `ok: false`; `str()` is its error."""


@dataclass
class Channel:
    """A channel or direct conversation."""

    id: str
    members: list[str] = field(default_factory=list)
    archived: bool = False
    external: bool = False
    is_im: bool = False


@dataclass
class World:
    """One Slack. Channels and people that nobody made exist when they are first named."""

    channels: dict[str, Channel] = field(default_factory=dict)
    gone_people: set[str] = field(default_factory=set)
    gone_threads: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=lambda: {BOT_TOKEN: TEAM, APP_TOKEN: TEAM})
    revoked: set[str] = field(default_factory=set)
    posted: list[Fields] = field(default_factory=list)  # chat.postMessage, as it was sent
    messages: list[Fields] = field(default_factory=list)  # what stands in the channels
    private: list[Fields] = field(default_factory=list)  # chat.postEphemeral
    responses: list[Fields] = field(default_factory=list)  # to a response_url
    views: list[Fields] = field(default_factory=list)  # views.open, views.update
    homes: dict[str, Fields] = field(default_factory=dict)  # user -> the newest Home
    files: dict[str, Fields] = field(default_factory=dict)
    statuses: list[Fields] = field(default_factory=list)
    prompts: list[Fields] = field(default_factory=list)
    reactions: list[Fields] = field(default_factory=list)
    streams: dict[str, Fields] = field(default_factory=dict)  # ts -> the stream
    calls: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    triggers_used: set[str] = field(default_factory=set)
    refuse_blocks: bool = False
    knows_client_ids: bool = True
    replaces_responses: bool = True  # what is sent in place of what a command was answered
    changed: Condition = field(default_factory=Condition)
    base: str = ""  # where files are fetched from and sent to
    _clock: Any = field(default_factory=lambda: itertools.count(1))

    def channel(self, id: str) -> Channel:
        """The channel of an id, made when nobody did."""
        if id not in self.channels:
            self.channels[id] = Channel(id, members=["U1", BOT_USER], is_im=id.startswith("D"))
        return self.channels[id]

    def forget(self) -> None:
        """Everything that was sent; channels and people stay."""
        with self.changed:
            for kept in (self.posted, self.messages, self.private, self.responses, self.views,
                         self.statuses, self.prompts, self.reactions):  # fmt: skip
                kept.clear()
            self.homes.clear()
            self.files.clear()
            self.calls.clear()
            self.streams.clear()

    def ts(self) -> str:
        """A timestamp that no other message has."""
        return f"{int(time.time())}.{next(self._clock):06d}"

    def call(self, method: str, fields: Fields, token: str) -> Fields:
        """Carry out one call. Raises `Refused`."""
        if token in self.revoked:
            raise Refused("token_revoked")
        if token not in self.tokens and method != "oauth.v2.access":
            raise Refused("invalid_auth")
        do = getattr(self, "do_" + method.replace(".", "_").lower(), None)
        if do is None:
            raise Refused("unknown_method")
        with self.changed:
            self.calls[method] += 1
            found: Fields = do(fields)
            self.changed.notify_all()
        return found

    # -- messages

    def do_chat_postmessage(self, sent: Fields) -> Fields:
        channel = self._open_channel(sent)
        self._check(sent)
        known = self._known(sent)
        if known is None:
            known = self._message(channel.id, sent)
            self.posted.append(sent)
            self.messages.append(known)
        return {"channel": channel.id, "ts": known["ts"], "message": known}

    def do_chat_postephemeral(self, sent: Fields) -> Fields:
        channel = self._open_channel(sent)
        self._check(sent)
        if sent.get("user") in self.gone_people or sent.get("user") not in channel.members:
            raise Refused("user_not_in_channel")
        twin = [one for one in self.private if _same_id(one, sent)]
        if not (self.knows_client_ids and twin):
            self.private.append(sent)
        return {"message_ts": self.ts()}

    def do_chat_update(self, sent: Fields) -> Fields:
        self._check(sent)
        if self.streams.get(str(sent["ts"]), {}).get("streaming"):
            raise Refused("streaming_state_conflict")
        for one in self.messages:
            if (one["channel"], one["ts"]) == (sent["channel"], sent["ts"]):
                kept = ("text", "blocks", "metadata")
                one.update({key: sent[key] for key in kept if key in sent})
                return {"channel": one["channel"], "ts": one["ts"]}
        raise Refused("message_not_found")

    def do_chat_startstream(self, sent: Fields) -> Fields:
        channel = self._open_channel(sent)
        if not channel.is_im and not sent.get("recipient_user_id"):
            raise Refused("missing_recipient_user_id")
        message = self._message(channel.id, sent) | {"text": _streamed(sent), "streaming": True}
        self.messages.append(message)
        self.streams[message["ts"]] = message
        return {"channel": channel.id, "ts": message["ts"]}

    def do_chat_appendstream(self, sent: Fields) -> Fields:
        stream = self._stream(sent)
        stream["text"] += _streamed(sent)
        if len(stream["text"]) > 12_000:
            raise Refused("msg_too_long")
        return {"channel": stream["channel"], "ts": stream["ts"]}

    def do_chat_stopstream(self, sent: Fields) -> Fields:
        stream = self._stream(sent)
        self._check(sent)
        stream["text"] += _streamed(sent)
        stream["streaming"] = False
        stream["blocks"] = sent.get("blocks", [])
        if "metadata" in sent:
            stream["metadata"] = sent["metadata"]
        return {"channel": stream["channel"], "ts": stream["ts"]}

    def do_conversations_replies(self, asked: Fields) -> Fields:
        found = [
            one
            for one in self.messages
            if one["channel"] == asked["channel"]
            and asked["ts"] in (one["ts"], one.get("thread_ts"))
            and float(one["ts"]) > float(asked.get("oldest") or 0)
        ]
        most = int(asked.get("limit") or 100)  # the oldest first
        return {"messages": found[:most], "has_more": len(found) > most}

    def do_conversations_history(self, asked: Fields) -> Fields:
        found = [one for one in self.messages if one["channel"] == asked["channel"]]
        return {"messages": found[::-1], "has_more": False}

    def take(self, id: str, sent: Fields) -> int:
        """What comes to a `response_url`; the status."""
        if sent.get("blocks") and (self.refuse_blocks or fault_of_blocks(sent["blocks"])):
            return 400
        known = [one for one in self.responses if one["url"] == id]
        with self.changed:
            if known and sent.get("replace_original") and self.replaces_responses:
                self.responses.remove(known[-1])
            self.responses.append({**sent, "url": id})
            self.changed.notify_all()
        return 200

    # -- people and channels

    def do_auth_test(self, _: Fields) -> Fields:
        identity = {"user_id": BOT_USER, "bot_id": "B1", "team_id": TEAM, "team": "T"}
        return {"url": "https://t.slack.com/", "user": "bot", **identity}

    def do_conversations_info(self, asked: Fields) -> Fields:
        channel = self.channel(asked["channel"])
        return {
            "channel": {
                "id": channel.id,
                "is_archived": channel.archived,
                "is_ext_shared": channel.external,
                "is_im": channel.is_im,
                "is_member": BOT_USER in channel.members,
            }
        }

    def do_conversations_members(self, asked: Fields) -> Fields:
        members = self.channel(asked["channel"]).members
        start = int(asked.get("cursor") or 0)
        page = members[start : start + int(asked.get("limit", 100))]
        following = start + len(page)
        cursor = str(following) if following < len(members) else ""
        return {"members": page, "response_metadata": {"next_cursor": cursor}}

    def do_conversations_open(self, asked: Fields) -> Fields:
        user = str(asked["users"])
        if user in self.gone_people:
            raise Refused("user_not_found")
        return {"channel": {"id": self.channel(f"D{user}").id}}

    def do_users_info(self, asked: Fields) -> Fields:
        user = asked["user"]
        if user in self.gone_people:
            raise Refused("user_not_found")
        profile = {"email": f"{user.lower()}@example.com", "real_name": f"Person {user}"}
        is_bot = user == BOT_USER
        return {"user": {"id": user, "deleted": False, "is_bot": is_bot, "profile": profile}}

    def do_reactions_add(self, sent: Fields) -> Fields:
        self.reactions.append(sent)
        return {}

    # -- the agent view, modals, Home

    def do_assistant_threads_setstatus(self, sent: Fields) -> Fields:
        self.statuses.append(sent)
        return {}

    def do_assistant_threads_setsuggestedprompts(self, sent: Fields) -> Fields:
        if not 1 <= len(sent.get("prompts", [])) <= 4:
            raise Refused("invalid_arguments")
        self.prompts.append(sent)
        return {}

    def do_assistant_threads_settitle(self, _: Fields) -> Fields:
        return {}

    def do_views_open(self, sent: Fields) -> Fields:
        trigger = sent.get("trigger_id", "")
        if not trigger:
            raise Refused("invalid_trigger_id")
        if trigger in self.triggers_used:
            raise Refused("exchanged_trigger_id")
        if trigger.startswith("old"):
            raise Refused("expired_trigger_id")
        self._check_view(sent.get("view"))
        self.triggers_used.add(trigger)
        self.views.append(sent["view"])
        return {"view": {"id": f"V{len(self.views)}", **sent["view"]}}

    def do_views_update(self, sent: Fields) -> Fields:
        self._check_view(sent.get("view"))
        self.views.append(sent["view"])
        return {"view": {"id": sent.get("view_id"), **sent["view"]}}

    def do_views_publish(self, sent: Fields) -> Fields:
        self._check_view(sent.get("view"))
        self.homes[sent["user_id"]] = sent["view"]
        return {"view": {"id": "VH", **sent["view"]}}

    # -- files

    def do_files_getuploadurlexternal(self, asked: Fields) -> Fields:
        id = f"F{next(self._clock)}"
        self.files[id] = {"id": id, "name": asked["filename"], "length": int(asked["length"])}
        return {"upload_url": f"{self.base}/upload/{id}", "file_id": id}

    def do_files_completeuploadexternal(self, sent: Fields) -> Fields:
        for one in sent["files"]:
            file = self.files.get(one["id"])
            if file is None or "content" not in file:
                raise Refused("file_not_found")
            if "channel_id" in sent:
                self._open_channel({"channel": sent["channel_id"], **sent})
            place = {"channel": sent.get("channel_id"), "thread_ts": sent.get("thread_ts")}
            file.update(title=one.get("title"), comment=sent.get("initial_comment"), **place)
            if sent.get("channel_id"):
                told = {"text": sent.get("initial_comment", ""), "thread_ts": sent.get("thread_ts")}
                message = self._message(sent["channel_id"], told)
                self.messages.append(
                    message | {"files": [{"id": one["id"], "title": file["title"]}]}
                )
        return {"files": [{"id": one["id"], "title": one.get("title")} for one in sent["files"]]}

    def do_files_info(self, asked: Fields) -> Fields:
        file = self.files.get(asked["file"])
        if file is None:
            raise Refused("file_not_found")
        return {"file": {key: value for key, value in file.items() if key != "content"}}

    def add_file(self, name: str, content: bytes) -> Fields:
        """A file that a person dropped; as events describe it."""
        id = f"F{next(self._clock)}"
        url = f"{self.base}/download/{id}"
        self.files[id] = {"id": id, "name": name, "size": len(content), "url_private_download": url}
        described = dict(self.files[id])
        self.files[id]["content"] = content
        return described

    # -- installing

    def do_oauth_v2_access(self, sent: Fields) -> Fields:
        if not str(sent.get("code", "")).startswith("code-"):
            raise Refused("invalid_code")
        team = str(sent["code"]).removeprefix("code-")
        token = f"xoxb-{team}"
        self.tokens[token] = team
        return {
            "app_id": "A1",
            "authed_user": {"id": "U1"},
            "scope": "chat:write",
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": BOT_USER,
            "team": {"id": team, "name": team},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    # -- what Slack checks

    def _open_channel(self, sent: Fields) -> Channel:
        id = str(sent.get("channel", ""))
        if id.startswith(("U", "W")):  # a person: the direct conversation with them
            if id in self.gone_people:
                raise Refused("user_not_found")
            id = f"D{id}"
        if not id or id.startswith("CNONE"):
            raise Refused("channel_not_found")
        channel = self.channel(id)
        if channel.archived:
            raise Refused("is_archived")
        if BOT_USER not in channel.members and not channel.is_im:
            raise Refused("not_in_channel")
        if sent.get("thread_ts") in self.gone_threads:
            raise Refused("thread_not_found")
        return channel

    def _check(self, sent: Fields) -> None:
        if len(str(sent.get("text", ""))) > 40_000:
            raise Refused("msg_too_long")
        blocks = sent.get("blocks")
        fault = fault_of_blocks(blocks) if blocks else None
        if fault == "msg_blocks_too_long":
            raise Refused(fault)
        if fault or (blocks and self.refuse_blocks):
            raise Refused("invalid_blocks")
        if not blocks and not sent.get("text") and "ts" not in sent:
            raise Refused("no_text")
        if len(json.dumps(sent.get("metadata", {}))) > 8_000:
            raise Refused("metadata_too_large")

    def _check_view(self, view: Any) -> None:
        if (found := fault_of_view(view)) is not None:
            raise Refused(f"invalid_arguments: {found}")

    def _known(self, sent: Fields) -> Fields | None:
        if not self.knows_client_ids:
            return None
        return next((one for one in self.messages if _same_id(one, sent)), None)

    def _message(self, channel: str, sent: Fields) -> Fields:
        kept = ("text", "blocks", "thread_ts", "metadata", "client_msg_id")
        found = {key: sent[key] for key in kept if key in sent}
        return {"type": "message", "user": BOT_USER, "bot_id": "B1", "channel": channel,
                "ts": self.ts(), **found}  # fmt: skip

    def _stream(self, sent: Fields) -> Fields:
        stream = self.streams.get(str(sent.get("ts")))
        if stream is None:
            raise Refused("message_not_found")
        if not stream["streaming"]:
            raise Refused("message_not_in_streaming_state")
        return stream


def _same_id(one: Fields, other: Fields) -> bool:
    id = other.get("client_msg_id")
    return bool(id) and one.get("client_msg_id") == id


def _streamed(sent: Fields) -> str:
    chunks = sent.get("chunks") or []
    texts = [one.get("text", "") for one in chunks if one.get("type") == "markdown_text"]
    return str(sent.get("markdown_text") or "") + "".join(texts)
