"""A reply run again, as a person reads it: what it was, and what changed."""

from rich.text import Text

from assistant.model.replays import Change, Changed, Replay
from integrations.cli.screen import Indented, console, plain
from integrations.places import counted

_NAMES = {
    Changed.UNDERSTOOD_AS: "understood otherwise",
    Changed.STATUS: "answered or declined",
    Changed.ANSWER: "answer",
    Changed.ANSWERED_BY: "answered by",
    Changed.CITATION_NEW: "cited now",
    Changed.CITATION_GONE: "no longer cited",
    Changed.SAME_WORDS: "cited from another revision",
    Changed.PASSAGE_GONE: "passage gone",
    Changed.PASSAGE_CHANGED: "passage has other words",
    Changed.REVISION_NEW: "revision in force now",
    Changed.REVISION_GONE: "revision no longer in force",
    Changed.REVISION_CHANGED: "revision read anew",
    Changed.MODEL: "model",
    Changed.PROMPT: "prompt",
    Changed.EDITION: "edition",
    Changed.PROGRAM: "program",
}


def show(replay: Replay) -> None:
    """Print a replay on standard output."""
    screen = console()
    reply = replay.before.reply
    screen.print(Text(f"{reply.id}: {plain(reply.question)}", style="bold"))
    asked, day = replay.before.asked_at[:19], reply.searched.as_of.isoformat()
    screen.print(Text(f"asked {asked}, as of {day}", style="dim"))
    if not replay.before.is_whole:
        screen.print("Kept before receipts were: documents and passages cannot be compared.")
    if replay.is_same:
        screen.print("The same reply comes out today.")
        if replay.changes:
            screen.print(f"{counted(len(replay.changes), 'thing')} beside it changed:")
    else:
        screen.print(f"{counted(len(replay.changes), 'change')}:")
    for change in replay.changes:
        _show_change(change)


def _show_change(change: Change) -> None:
    screen = console()
    screen.print()
    name, subject = _NAMES[change.what], plain(change.subject)
    screen.print(Text(name if subject == change.what.value else f"{name}: {subject}"))
    if change.was and change.was != change.subject:
        screen.print(Indented(f"was: {plain(change.was)}", 4))
    if change.now and change.now != change.subject:
        screen.print(Indented(f"now: {plain(change.now)}", 4))
