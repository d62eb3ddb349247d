"""`chat`: one question after another, each in the light of those before it."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from assistant.conversation.typed import plain
from assistant.errors import ClausewiseError
from assistant.model.replies import Reply
from integrations.bootstrap import Services
from integrations.cli import reply_text
from integrations.cli.screen import console, reading_along
from integrations.cli.session import say

_HELP = """\
Ask in your own words; a follow-up such as "and who signs that?" is understood.
/new       begin a new conversation
/history   the questions of this conversation, as they were understood
/help      this
/quit      end; so do Ctrl-D and Ctrl-C"""
_ENDINGS = frozenset({"quit", "exit", "bye"})  # nobody asks these
_REMEMBERED = 100  # questions that /history shows


class Chat:
    """A conversation at a terminal, or read from a pipe."""

    def __init__(self, services: Services, *, today: date, conversation: str | None) -> None:
        self._services, self._today = services, today
        self._conversation = conversation
        self._said: set[str] = set()  # warnings, each shown once
        self._commands: dict[str, Callable[[], bool]] = {
            "/help": self._help,
            "/?": self._help,
            "/new": self._new,
            "/history": self._history,
            "/quit": lambda: False,
            "/exit": lambda: False,
        }

    def run(self) -> None:
        """Read and answer until the input ends."""
        _prepare_terminal()
        if _is_terminal():
            say("Ask a question, or /help. Ctrl-D or quit ends it.")
        with suppress(EOFError, KeyboardInterrupt):
            while self._takes(_typed()):
                pass
        if _is_terminal():
            say("")
        if self._conversation:
            say(f"Go on later with: clausewise chat --conversation {self._conversation}")

    def _takes(self, line: str) -> bool:
        """Whether to go on after this line."""
        if not line:
            return True
        if line.casefold().strip(" .!") in _ENDINGS:
            return False
        if line.startswith("/"):
            command = self._commands.get(line.split()[0].casefold())
            if command is None:
                say(f"There is no {line.split()[0]}. /help lists what there is.")
                return True
            return command()
        self._ask(line)
        return True

    def _ask(self, question: str) -> None:
        try:
            with reading_along() as on_text:
                reply = self._services.ask(
                    question,
                    conversation=self._conversation,
                    as_of=self._today,
                    on_text=on_text,
                )
        except ClausewiseError as error:
            say(f"error: {error}\nhint: {error.hint}")
            return
        except KeyboardInterrupt:
            if not _is_terminal():
                raise
            say("Stopped. The question was not answered.")
            return
        self._conversation = reply.conversation
        self._show(reply)

    def _show(self, reply: Reply) -> None:
        screen = console()
        reply_text.show(reply, said=self._said)
        self._said.update(reply.outcome.warnings)
        screen.print()
        sys.stdout.flush()

    def _help(self) -> bool:
        print(_HELP)
        return True

    def _new(self) -> bool:
        self._conversation = None
        self._said.clear()
        print("A new conversation.")
        return True

    def _history(self) -> bool:
        asked = []
        if self._conversation:
            asked = self._services.asking.conversation(self._conversation, limit=_REMEMBERED)
        for number, one in enumerate(asked, start=1):
            print(f"{number:>3}  {plain(one.understood_as)[:200]}")
        if not asked:
            print("Nothing was asked yet.")
        return True


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _prepare_terminal() -> None:
    if _is_terminal():
        with suppress(ImportError):  # gives the arrow keys and earlier lines; absent on Windows
            import readline  # noqa: F401


def _typed() -> str:
    """The next line. From a pipe it is shown, so that what comes out can be read by itself."""
    if _is_terminal():
        return input("> ").strip()
    line = input().strip()
    if line:
        console().print(f"> {plain(line)[:500]}")
    return line
