"""What one job does in Slack, each thing once: written down before and after it is done.

A message carries a client id that stays the same whenever the job is worked again, and the same
id as metadata. After a crash between posting and writing down, the thread is looked through for
it before anything is posted again. A private message cannot be looked for: only the client id
keeps it from being shown twice (docs/adr/0097-events-once.md).
"""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from integrations.jobs import Job, JobQueue, Step
from integrations.slack.calls import Limited, Refused, Unreachable, call, quiet
from integrations.slack.messages import Message

EVENT_TYPE = "clausewise_delivery"
_KNOWN_ALREADY = frozenset({"duplicate_client_msg_id", "duplicate_message", "message_exists"})
_BAD_BLOCKS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
_PAGE = 100  # messages looked through for one that may have arrived


class Delivery:
    """The effects of one job. Every method raises what `calls.call` raises, and `LeaseLost`.

    `before` is told of each message before it goes out.
    """

    def __init__(
        self,
        client: WebClient,
        queue: JobQueue,
        job: Job,
        *,
        before: Callable[[Message], None] = lambda _: None,
    ) -> None:
        self._client, self._queue, self._job = client, queue, job
        self._before = before

    @property
    def client(self) -> WebClient:
        """The client of the workspace, for what may be done twice without harm."""
        return self._client

    def once(self, step: str, make: Callable[[], str]) -> str:
        """What `make` gives, from now on without calling it again."""
        known = self._queue.begin(self._job, step)
        if known is not None and known.outcome is not None:
            return known.outcome
        made = make()
        self._queue.finish(self._job, step, made)
        return made

    def post(self, step: str, message: Message, *, channel: str, thread: str | None = None) -> str:
        """Post for everybody in the channel; its timestamp. Plain text where blocks are refused."""
        try:
            return self._post(step, message, channel=channel, thread=thread)
        except Refused as refusal:
            if refusal.error not in _BAD_BLOCKS:
                raise
        bare = message.bare()
        return self._post(f"{step}, plain", bare, channel=channel, thread=thread)

    def _post(self, step: str, message: Message, *, channel: str, thread: str | None) -> str:
        id = client_id(self._job.id, step)

        def send() -> str:
            self._before(message)
            payload = {"event_type": EVENT_TYPE, "event_payload": {"id": id}}
            sent = self._client.chat_postMessage(
                channel=channel, thread_ts=thread, client_msg_id=id, metadata=payload,
                **message.fields(),
            )  # fmt: skip
            return str(sent["ts"])

        def found(_: Step) -> str | None:
            return self._standing(id, channel=channel, thread=thread)

        return self._deliver(step, send, found)

    def whisper(
        self, step: str, message: Message, *, channel: str, user: str, thread: str | None = None
    ) -> str:
        """Post for one person alone: in the channel where they are, else directly to them."""
        if channel.startswith("D"):
            return self.post(step, message, channel=channel, thread=thread)
        try:
            return self._whisper(step, message, channel=channel, user=user, thread=thread)
        except Refused as refusal:
            if refusal.error in _BAD_BLOCKS:
                bare = message.bare()
                return self._whisper(
                    f"{step}, plain", bare, channel=channel, user=user, thread=thread
                )
            return self.post(f"{step}, direct", message, channel=user)

    def _whisper(
        self, step: str, message: Message, *, channel: str, user: str, thread: str | None
    ) -> str:
        id = client_id(self._job.id, step)

        def send() -> str:
            self._before(message)
            sent = self._client.chat_postEphemeral(
                channel=channel, user=user, thread_ts=thread, client_msg_id=id, **message.fields()
            )
            return str(sent["message_ts"])

        return self._deliver(step, send, lambda _: None)

    def respond(self, step: str, message: Message, *, url: str) -> str:
        """Answer a command where it was typed, for the asker alone."""

        def send() -> str:
            self._before(message)
            sent = WebhookClient(url, retry_handlers=[], logger=quiet()).send(
                response_type="ephemeral", replace_original=False, **message.fields()
            )
            if sent.status_code == 429:
                raise Limited(30)
            if sent.status_code >= 500:
                raise Unreachable(f"Slack has trouble ({sent.status_code}).")
            if sent.status_code != 200:
                raise Refused(str(sent.body)[:60] or f"status {sent.status_code}")
            return "sent"

        return self._deliver(step, send, lambda _: None)

    def recall(self, step: str) -> str | None:
        """What came of a step, None where it was never finished; nothing is begun."""
        return self._queue.recall(self._job, step)

    def begin_stream(
        self, step: str, begin: Callable[[], str], *, channel: str, thread: str
    ) -> str:
        """Begin a message that grows; one that was begun before is taken up."""

        def found(known: Step) -> str | None:
            mine = [
                str(one["ts"])
                for one in self._messages(channel, thread)
                if one.get("bot_id") and not one.get("metadata")
                if float(one["ts"]) >= known.begun_at - 1
            ]
            return mine[-1] if mine else None

        return self._deliver(step, begin, found)

    def complete(self, step: str, message: Message, *, channel: str, ts: str) -> str:
        """End a message that grew, and put this in its place; doing it twice changes nothing."""
        known = self._queue.begin(self._job, step)
        if known is not None and known.outcome is not None:
            return known.outcome
        self._before(message)
        with suppress(Refused):  # it was ended before, or Slack ended it
            call(lambda: self._client.chat_stopStream(channel=channel, ts=ts))
        try:
            call(lambda: self._client.chat_update(channel=channel, ts=ts, **message.fields()))
        except Refused as refusal:
            if refusal.error not in _BAD_BLOCKS:
                raise
            call(lambda: self._client.chat_update(channel=channel, ts=ts, text=message.text))
        self._queue.finish(self._job, step, ts)
        return ts

    def upload(
        self,
        step: str,
        name: str,
        content: bytes,
        *,
        channel: str,
        comment: str,
        thread: str | None = None,
    ) -> str:
        """Put a file into the channel; its id."""

        def send() -> str:
            sent = self._client.files_upload_v2(
                filename=name, title=name, content=content, channel=channel, thread_ts=thread,
                initial_comment=comment,
            )  # fmt: skip
            return str(sent["files"][0]["id"])

        def found(step: Step) -> str | None:
            for one in self._messages(channel, thread):
                for file in one.get("files", []):
                    if file.get("title") == name and float(one["ts"]) >= step.begun_at - 60:
                        return str(file["id"])
            return None

        return self._deliver(step, send, found)

    def _deliver(
        self, step: str, send: Callable[[], str], found: Callable[[Step], str | None]
    ) -> str:
        known = self._queue.begin(self._job, step)
        if known is not None and known.outcome is not None:
            return known.outcome
        there = None if known is None else found(known)
        if there is None:
            try:
                there = call(send)
            except Refused as refusal:
                if refusal.error not in _KNOWN_ALREADY:
                    raise
                there = "known already"
        self._queue.finish(self._job, step, there)
        return there

    def _standing(self, id: str, *, channel: str, thread: str | None) -> str | None:
        for one in self._messages(channel, thread):
            told = one.get("metadata") or {}
            told = json.loads(told) if isinstance(told, str) else told
            if told.get("event_payload", {}).get("id") == id or one.get("client_msg_id") == id:
                return str(one["ts"])
        return None

    def _messages(self, channel: str, thread: str | None) -> list[dict[str, Any]]:
        """The newest messages there; none where this may not be read."""
        channel = self.direct_channel(channel) if channel.startswith(("U", "W")) else channel
        wanted = {"channel": channel, "limit": _PAGE, "include_all_metadata": True}
        try:
            if thread is None:
                read = call(lambda: self._client.conversations_history(**wanted))
            else:
                read = call(lambda: self._client.conversations_replies(ts=thread, **wanted))
        except Refused:  # the scope is missing, or the thread is gone
            return []
        return list(read["messages"])

    def direct_channel(self, user: str) -> str:
        """The direct conversation with a person."""
        return str(call(lambda: self._client.conversations_open(users=user))["channel"]["id"])


def client_id(job: str, step: str) -> str:
    """The id of one message, the same whenever the job is worked again."""
    return str(uuid5(NAMESPACE_URL, f"clausewise:{job}:{step}"))
