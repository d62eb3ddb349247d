"""What one job does in Slack, each thing once: written down before and after it is done.

A message carries a client id that stays the same whenever the job is worked again, and the same
id as metadata. After a crash between posting and writing down, the thread is looked through for
it before anything is posted again. A private message cannot be looked for: only the client id
keeps it from being shown twice (docs/adr/0097-events-once.md).
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from integrations.jobs import Job, JobQueue, Step
from integrations.slack.arrived import Arrived, direct_channel, mark
from integrations.slack.calls import Limited, Refused, Unreachable, call, pause_in, quiet
from integrations.slack.messages import Message

_KNOWN_ALREADY = frozenset({"duplicate_client_msg_id", "duplicate_message", "message_exists"})
_BAD_BLOCKS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_STREAM = "stream"


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
            sent = self._client.chat_postMessage(
                channel=channel, thread_ts=thread, client_msg_id=id, metadata=mark(id),
                **message.fields(),
            )  # fmt: skip
            return str(sent["ts"])

        def found(known: Step) -> str | None:
            return self._arrived(channel, thread).marked(id, since=known.begun_at)

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
        """Answer a command where it was typed, for the asker alone.

        What is shown there cannot be read back. Where a crash left open whether it was shown, it
        is sent in place of what was, under the same mark.
        """
        marked = {"metadata": mark(client_id(self._job.id, step)), "response_type": "ephemeral"}

        def send(*, again: bool = False) -> str:
            self._before(message)
            told = marked | message.fields() | {"replace_original": again}
            return _sent(WebhookClient(url, retry_handlers=[], logger=quiet()).send_dict(told))

        return self._deliver(step, send, lambda _: call(lambda: send(again=True)))

    def begin_stream(
        self, begin: Callable[[], str], *, channel: str, thread: str, after: str
    ) -> tuple[str, bool]:
        """Begin a message that grows; its timestamp, and whether it was begun just now.

        `after`: the timestamp of the message that it answers.
        """
        begun: list[str] = []

        def send() -> str:
            begun.append(begin())
            return begun[0]

        def found(_: Step) -> str | None:
            return self._arrived(channel, thread).growing(after=after)

        return self._deliver(_STREAM, send, found), bool(begun)

    def stream(self, *, channel: str, thread: str, after: str) -> str:
        """The message that grows, begun by this or an earlier attempt; "" where none was."""
        if self._queue.recall(self._job, _STREAM) is None:
            return ""
        return self.begin_stream(lambda: "", channel=channel, thread=thread, after=after)[0]

    def complete(self, step: str, message: Message, *, channel: str, ts: str) -> bool:
        """End a message that grew, and put this in its place; False where it is not there.

        Doing it twice changes nothing.
        """
        known = self._queue.begin(self._job, step)
        if known is not None and known.outcome is not None:
            return True
        self._before(message)
        with suppress(Refused):  # it was ended before, or Slack ended it
            call(lambda: self._client.chat_stopStream(channel=channel, ts=ts))
        try:
            self._replace(step, message.fields(), channel=channel, ts=ts)
        except Refused as refusal:
            if refusal.error in _GONE:
                return False
            if refusal.error not in _BAD_BLOCKS:
                raise
            bare = message.bare().fields() | {"blocks": []}
            self._replace(step, bare, channel=channel, ts=ts)
        self._queue.finish(self._job, step, ts)
        return True

    def _replace(self, step: str, fields: dict[str, Any], *, channel: str, ts: str) -> None:
        marked = fields | {"metadata": mark(client_id(self._job.id, step))}
        call(lambda: self._client.chat_update(channel=channel, ts=ts, **marked))

    def upload(
        self,
        step: str,
        name: str,
        content: bytes,
        *,
        channel: str,
        thread: str | None = None,
    ) -> str:
        """Put a file into the channel; its id.

        It comes without a remark: Slack parses one as it parses `mrkdwn`.
        """

        def send() -> str:
            sent = self._client.files_upload_v2(
                filename=name, title=name, content=content, channel=channel, thread_ts=thread
            )
            return str(sent["files"][0]["id"])

        def found(known: Step) -> str | None:
            return self._arrived(channel, thread).file(name, since=known.begun_at)

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

    def direct_channel(self, user: str) -> str:
        """The direct conversation with a person."""
        return direct_channel(self._client, user)

    def _arrived(self, channel: str, thread: str | None) -> Arrived:
        return Arrived(self._client, channel, thread)


def client_id(job: str, step: str) -> str:
    """The id of one message, the same whenever the job is worked again."""
    return str(uuid5(NAMESPACE_URL, f"clausewise:{job}:{step}"))


def _sent(answer: WebhookResponse) -> str:
    """What a `response_url` said. Raises what `call` raises."""
    if answer.status_code == 429:
        raise Limited(pause_in(answer.headers))
    if answer.status_code >= 500:
        raise Unreachable(f"Slack has trouble ({answer.status_code}).")
    if answer.status_code != 200:
        raise Refused(str(answer.body)[:60] or f"status {answer.status_code}")
    return "sent"
