"""What people write to the bot: mentions, direct messages, follow-ups in a thread."""

from collections.abc import Callable
from dataclasses import replace

from assistant.model.replies import Answered, Reply
from integrations.bootstrap import Services
from integrations.slack import answers, evidence
from integrations.slack.commands import Command, RunCommand, in_a_mention
from integrations.slack.incoming import Incoming, Kind, conversation_of, files_in, question_in
from integrations.slack.messages import Shown, context, message
from integrations.slack.streaming import Stream
from integrations.slack.task import Task

_HELD_BACK = (
    "Only you see this: it rests on documents that not every member of this channel may see."
)


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
    channel, thread = found.channel, found.reply_thread
    if isinstance(reply.outcome, Answered) or seen.is_alike:
        task.show_everybody("answer", _shown(task, reply), channel=channel, thread=thread)
        return
    own = _reply(task, "own reply", seen.own, question, apart=found.user)
    if not isinstance(own.outcome, Answered):
        task.show_everybody("answer", _shown(task, reply), channel=channel, thread=thread)
        return
    told = _shown(task, own)
    task.show_privately("answer", told, told.message.with_(context(_HELD_BACK)))


def ask_for_one(task: Task, question: str) -> Reply:
    """The reply to a command, from what the asker may see."""
    return _reply(task, "reply", task.seen.own, question, apart=task.incoming.user)


def _ask_directly(task: Task, question: str) -> None:
    task.status("is searching the documents…")
    services = task.seen.own
    streams = services.adapters.language_model is not None
    stream = Stream(task)
    on_text = stream.add if streams else None
    told = _shown(task, _reply(task, "reply", services, question, on_text=on_text))
    thread = task.incoming.own_thread if streams else task.incoming.reply_thread
    stream.finish(told.message, thread=thread)
    task.attach("answer", told, channel=task.incoming.channel, thread=thread)


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


def _shown(task: Task, reply: Reply) -> Shown:
    return answers.shown(reply, link_to=task.desk.link_to)


def again(task: Task, question: str) -> None:
    """A question asked anew by a button."""
    found = task.incoming
    apart = replace(found, kind=Kind.MENTION)
    ask(replace(task, incoming=apart), question)
