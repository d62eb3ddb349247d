"""An answer that appears while it is made, in the thread of a direct message.

What streams is a foretaste: the message that is put in its place has the checked words. So nothing
that goes wrong on the way is worth a failed answer. A stream of an attempt that a crash ended is
completed; it is not streamed into again, and none is begun beside it.
"""

from typing import Any

from integrations.slack.calls import CallFailed, call
from integrations.slack.messages import Message
from integrations.slack.task import Task

_FLUSH = 80  # characters gathered before more is streamed; the first come at once

Chunks = list[dict[str, Any]]


class Stream:
    """The answer to one direct message."""

    def __init__(self, task: Task) -> None:
        self._task, self._client = task, task.delivery.client
        self._ts, self._waiting, self._ended = "", "", False

    def add(self, text: str) -> None:
        """More of the answer. Raises `LeaseLost`."""
        self._waiting += text
        if self._ended or not self._waiting or (self._ts and len(self._waiting) < _FLUSH):
            return
        chunks = [{"type": "markdown_text", "text": _as_markdown(self._waiting)}]
        self._waiting = ""
        try:
            if self._ts:
                self._append(chunks)
            else:
                self._begin(chunks)
        except CallFailed:
            self._ended = True

    def finish(self, told: Message, *, thread: str | None) -> None:
        """The whole message, in place of what was streamed; in the thread where nothing was."""
        if not self._task.in_place_of_the_stream("answer", told):
            delivery, channel = self._task.delivery, self._task.incoming.channel
            delivery.post("answer", told, channel=channel, thread=thread)

    def _begin(self, chunks: Chunks) -> None:
        found = self._task.incoming

        def begin() -> str:
            begun = self._client.chat_startStream(
                channel=found.channel, thread_ts=found.own_thread, chunks=chunks,
                recipient_team_id=found.team, recipient_user_id=found.user,
            )  # fmt: skip
            return str(begun["ts"])

        self._ts, is_new = self._task.begin_stream(begin)
        self._ended = not is_new

    def _append(self, chunks: Chunks) -> None:
        channel, ts = self._task.incoming.channel, self._ts
        call(lambda: self._client.chat_appendStream(channel=channel, ts=ts, chunks=chunks))


def _as_markdown(text: str) -> str:
    """Words that Markdown shows as they stand, unable to link or ping."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]()#|~<>!@" else one for one in text)
