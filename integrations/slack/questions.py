"""What people write to the bot: mentions, direct messages, follow-ups in a thread."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.model.replies import Answered, Reply
from integrations.bootstrap import Services
from integrations.slack import answers, evidence
from integrations.slack.calls import call
from integrations.slack.commands import Command, RunCommand, in_a_mention
from integrations.slack.incoming import Incoming, Kind, conversation_of, files_in, question_in
from integrations.slack.messages import Message, context, message
from integrations.slack.task import Task

_HELD_BACK = (
    "Only you see this: it rests on documents that not every member of this channel may see."
)
_FLUSH = 80  # characters gathered before more is streamed; the first come at once


def answer(task: Task) -> None:
    """Answer one message, whatever it is. Raises what its use case raises."""
    found = task.incoming
    if refuse_outside(task):
        return
    if not found.is_direct:  # first: whoever reads the answer may go on at once
        task.desk.store.join(found.team, found.channel, str(found.reply_thread))
    question = question_in(found.text)
    files = files_in(found)
    if files:
        evidence.propose(task, files)
    if not question:
        if not files:
            task.everybody("greeting", answers.greeting())
        return
    command = in_a_mention(question)
    if command is not None:
        _run(task, command)
    else:
        ask(task, question)


def refuse_outside(task: Task) -> bool:
    """Say that a channel shared with another company gets no answer; whether it is one."""
    if not task.seen.external:
        return False
    task.privately(
        "outside",
        message(
            "This channel is shared with another company, so I do not answer here. "
            "Write to me directly instead."
        ),
    )
    return True


def _run(task: Task, command: Command) -> None:
    found = task.incoming
    services = task.seen.own if found.is_direct else task.seen.shared
    run = RunCommand(services, as_of=task.desk.today(), link_to=task.desk.link_to)
    shown = run(command)
    task.show_everybody("shown", shown, channel=found.channel, thread=found.reply_thread)


def ask(task: Task, question: str) -> None:
    """Answer a question where it was asked; privately where not everybody there may see it."""
    found, seen = task.incoming, task.seen
    if found.is_direct:
        _ask_directly(task, question)
        return
    task.status("is searching the documents…")
    reply = _reply(task, "reply", seen.shared, question)
    if isinstance(reply.outcome, Answered) or seen.is_alike:
        task.everybody("answer", _message(task, reply))
        return
    own = _reply(task, "own reply", seen.own, question, apart=found.user)
    if not isinstance(own.outcome, Answered):
        task.everybody("answer", _message(task, reply))
        return
    task.privately("answer", _message(task, own).with_(context(_HELD_BACK)))


def ask_for_one(task: Task, question: str) -> Reply:
    """The reply to a command, from what the asker may see."""
    return _reply(task, "reply", task.seen.own, question, apart=task.incoming.user)


def _ask_directly(task: Task, question: str) -> None:
    task.status("is searching the documents…")
    services = task.seen.own
    if services.adapters.language_model is None:
        task.everybody("answer", _message(task, _reply(task, "reply", services, question)))
        return
    stream = _Stream(task)
    reply = _reply(task, "reply", services, question, on_text=stream.add)
    stream.finish(_message(task, reply))


def _reply(
    task: Task,
    step: str,
    services: Services,
    question: str,
    *,
    apart: str = "",
    on_text: Callable[[str], None] | None = None,
) -> Reply:
    """One reply, made once however often the job is worked."""
    conversation = _conversation(task.incoming, services, apart)

    def make() -> str:
        return services.ask(
            question, as_of=task.desk.today(), conversation=conversation, on_text=on_text
        ).id

    return services.asking.receipt(task.delivery.once(step, make)).reply


def _conversation(found: Incoming, services: Services, apart: str) -> str:
    """Of a thread everybody reads, of a direct channel, or of one person's own questions.

    A thread below a direct message goes on from what was said in the direct channel.
    """
    if apart:
        return conversation_of(f"{found.channel} {apart}", found.thread)
    if not found.is_direct:
        return conversation_of(found.channel, found.reply_thread)
    inside = conversation_of(found.channel, found.thread)
    if found.thread and not services.asking.conversation(inside, limit=1):
        return conversation_of(found.channel, None)
    return inside


def _message(task: Task, reply: Reply) -> Message:
    shown = answers.reply(reply, link_to=task.desk.link_to)
    return answers.with_feedback(shown, reply.id)


class _Stream:
    """An answer that appears while it is made, in the thread of the message.

    The stream that was begun is written down, so that after a crash it is completed and none is
    begun beside it.
    """

    def __init__(self, task: Task) -> None:
        found = task.incoming
        self._task, self._client = task, task.delivery.client
        self._channel, self._thread = found.channel, found.thread or found.ts
        self._ts, self._waiting = "", ""

    def add(self, text: str) -> None:
        """More of the answer."""
        self._waiting += text
        if self._waiting and (not self._ts or len(self._waiting) >= _FLUSH):
            self._flush()

    def finish(self, told: Message) -> None:
        """The whole message, in place of what was streamed."""
        delivery = self._task.delivery
        if not self._ts:
            self._ts = delivery.recall("stream") or ""
        if not self._ts:
            delivery.post("answer", told, channel=self._channel, thread=self._thread)
            return
        delivery.complete("answer", told, channel=self._channel, ts=self._ts)

    def _flush(self) -> None:
        chunk = [{"type": "markdown_text", "text": _as_markdown(self._waiting)}]
        self._waiting = ""
        if self._ts:
            call(
                lambda: self._client.chat_appendStream(
                    channel=self._channel, ts=self._ts, chunks=chunk
                )
            )
            return
        self._ts = self._task.delivery.begin_stream(
            "stream", self._begin(chunk), channel=self._channel, thread=self._thread
        )

    def _begin(self, chunk: list[dict[str, Any]]) -> Callable[[], str]:
        found = self._task.incoming

        def begin() -> str:
            begun = self._client.chat_startStream(
                channel=self._channel, thread_ts=self._thread, chunks=chunk,
                recipient_team_id=found.team, recipient_user_id=found.user,
            )  # fmt: skip
            return str(begun["ts"])

        return begin


def _as_markdown(text: str) -> str:
    """Words that Markdown shows as they stand, unable to link or ping."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]()#|~<>!@" else one for one in text)


def again(task: Task, question: str) -> None:
    """A question asked anew by a button."""
    found = task.incoming
    apart = replace(found, kind=Kind.MENTION)
    ask(replace(task, incoming=apart), question)
