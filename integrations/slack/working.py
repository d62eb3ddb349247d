"""What is done about each thing that came in, and what is said where it fails. Never nothing."""

from collections.abc import Callable

from assistant.errors import ClausewiseError
from integrations.jobs import LeaseLost
from integrations.slack import actions, answers, digests, questions
from integrations.slack.calls import CallFailed, Refused
from integrations.slack.commands import Command, RunCommand, parse
from integrations.slack.connecting import connect
from integrations.slack.incoming import Kind, question_in
from integrations.slack.messages import message
from integrations.slack.task import Task, quietly

# Slack lets nobody in any more: nobody can be told, and a person must see to it.
_LOCKED_OUT = frozenset(
    {
        "token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive",
        "not_installed", "missing_scope", "no_permission", "org_login_required",
    }
)  # fmt: skip
_WHY = {
    "is_archived": "the channel is archived",
    "channel_not_found": "I do not see the channel",
    "not_in_channel": "I am not in the channel; invite me with /invite",
    "thread_not_found": "the thread was deleted",
    "message_not_found": "the message was deleted",
    "restricted_action": "only some people may write in the channel",
    "msg_too_long": "the answer is too long",
}
_PROMPTS = (
    ("What falls due?", "due 30"),
    ("Open gaps", "gaps"),
    ("Where do we cover purchasing?", "Where do we cover 8.4?"),
    ("What can you do?", "help"),
)


def carry_out(task: Task) -> None:
    """Work one job. Raises `Limited`, `Unreachable`, `LeaseLost`, and `Refused` to park it."""
    try:
        _DO[task.incoming.kind](task)
    except Refused as refusal:
        _say_why(task, refusal)
    except (CallFailed, LeaseLost):
        raise
    except ClausewiseError as error:
        _say_failed(task, error)


def _say_why(task: Task, refusal: Refused) -> None:
    """What Slack did not let us post is said to the person directly."""
    if refusal.error in _LOCKED_OUT or not task.incoming.user:
        raise refusal
    why = _WHY.get(refusal.error, f"Slack refuses it ({refusal.error})")
    told = f"I could not answer there: {why}. Ask me here instead."
    try:
        task.directly("why", message(told))
    except Refused:
        raise refusal from None  # the person is gone too


def _say_failed(task: Task, error: ClausewiseError) -> None:
    if not task.incoming.user:
        raise error
    question = question_in(task.incoming.text)
    asked = task.incoming.kind in (Kind.MENTION, Kind.DIRECT, Kind.FOLLOW_UP)
    told = answers.failure(error, retry=question if asked else "")
    try:
        task.failed("failure", told)
    except Refused as refusal:
        _say_why(task, refusal)


def _command(task: Task) -> None:
    """`/audit …`: first for the asker alone."""
    if questions.refuse_outside(task):
        return
    command = parse(question_in(task.incoming.text))
    if command.name == "connect":
        task.privately("connect", connect(task))
    elif command.name == "digest":
        task.privately("digest", digests.set_times(task, command.argument))
    elif command.name == "ask":
        _ask(task, command)
    else:
        services = task.seen.own
        run = RunCommand(services, as_of=task.desk.today(), link_to=task.desk.link_to)
        shown = run(command)
        told = shown.message
        if command.name != "help":
            told = answers.shareable(told, f"command:{command}")
        task.show_privately("shown", shown, told)


def _ask(task: Task, command: Command) -> None:
    if not command.argument:
        task.privately("greeting", answers.greeting())
        return
    reply = questions.ask_for_one(task, command.argument)
    shown = answers.shown(reply, link_to=task.desk.link_to)
    told = answers.shareable(shown.message, f"reply:{reply.id}")
    task.show_privately("answer", shown, told)


def _messages_tab(task: Task) -> None:
    """The suggested prompts of the agent view."""
    prompts = [{"title": title, "message": told} for title, told in _PROMPTS]
    client, channel = task.delivery.client, task.incoming.channel
    quietly(
        lambda: client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, title="Ask about your quality system", prompts=prompts
        )
    )


def _uninstalled(task: Task) -> None:
    task.desk.workspaces.leave(task.incoming.enterprise, task.incoming.team)


_DO: dict[Kind, Callable[[Task], None]] = {
    Kind.MENTION: questions.answer,
    Kind.DIRECT: questions.answer,
    Kind.FOLLOW_UP: questions.answer,
    Kind.HOME: actions.show_home,
    Kind.MESSAGES_TAB: _messages_tab,
    Kind.UNINSTALLED: _uninstalled,
    Kind.COMMAND: _command,
    Kind.ACTION: actions.act,
    Kind.SHORTCUT: actions.shortcut,
    Kind.SUBMISSION: actions.submit,
    Kind.DIGEST: digests.send,
}
