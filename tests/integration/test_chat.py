"""`chat` at a terminal and from a pipe: prompt, follow-ups, commands, and a clean end."""

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.command_line import CLAUSEWISE, ROOT

ASKED = "how long are receiving inspection records retained?"


def _at_a_terminal() -> None:
    """As a person's shell starts it: the terminal is its own, and Ctrl-C reaches it."""
    os.close(os.open(os.ttyname(0), os.O_RDWR))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests run in the background


class Terminal:
    """A chat in a pseudo-terminal."""

    def __init__(self, data: Path) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*CLAUSEWISE, "--as-of", "2026-09-30", "chat", "--data", str(data)],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, close_fds=True,
            start_new_session=True, env={**os.environ, "TERM": "dumb", "COLUMNS": "200"},
            preexec_fn=_at_a_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.seen = ""

    def types(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def wait_for(self, text: str, seconds: float = 120) -> None:
        """Read until `text` stands after what was waited for before."""
        deadline = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < deadline, self.seen
            if select.select([self._ours], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self._ours, 65536).decode(errors="replace")
                except OSError:  # the other end is closed
                    break
        assert text in self.seen, self.seen
        self.seen = self.seen.split(text, 1)[1]

    def presses(self, key: str, until: str, seconds: float = 120) -> None:
        """Press `key` until something comes, as a person does to whom nothing seems to happen.

        A signal that comes between the prompt and the reading of it is seen at the next key.
        """
        deadline = time.monotonic() + seconds
        self.types(key)
        while not self.says_within(2) and time.monotonic() < deadline:
            self.types(key)
        self.wait_for(until, seconds)

    def says_within(self, seconds: float) -> bool:
        """Whether anything comes in that time; it is left to be read."""
        return bool(select.select([self._ours], [], [], seconds)[0])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@contextmanager
def terminal(data: Path) -> Iterator[Terminal]:
    opened = Terminal(data)
    try:
        opened.wait_for("> ")
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize(
    "key", ["\x04", "\x03", "/quit\n", "quit\n"], ids=["Ctrl-D", "Ctrl-C", "/quit", "quit"]
)
def test_a_chat_at_a_terminal_ends_clean(data: Path, key: str) -> None:
    with terminal(data) as chat:
        chat.types(f"{ASKED}\n")
        chat.wait_for("10 years")
        chat.wait_for("> ")
        chat.types("where?\n")
        chat.wait_for("Understood as: where are receiving inspection records retained?")
        chat.wait_for("> ")
        chat.types("\n")
        chat.wait_for("> ")
        chat.presses(key, until="Go on later with: clausewise chat --conversation c_")

        assert chat.process.wait(timeout=120) == 0
        assert "Traceback" not in chat.seen


def test_a_piped_chat_shows_what_was_asked_and_goes_on_where_it_was_left(data: Path) -> None:
    first = piped(data, f"{ASKED}\n")
    conversation = first.stderr.strip().split()[-1]
    second = piped(data, "where?\n/history\n", "--conversation", conversation)

    assert f"> {ASKED}" in first.stdout
    assert "Understood as: where are receiving inspection records retained?" in second.stdout
    assert f"  1  {ASKED}" in second.stdout


def test_a_new_conversation_forgets_the_one_before(data: Path) -> None:
    done = piped(data, f"{ASKED}\n/new\nand who signs it?\n")

    assert "A new conversation." in done.stdout
    assert "nothing was asked before it" in done.stdout


def piped(data: Path, typed: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*CLAUSEWISE, "--as-of", "2026-09-30", "chat", "--data", str(data), *options],
        input=typed, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120,
        check=True, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
