"""How things look on a terminal, a dumb one or a file included."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from assistant.visible_text import visible
from integrations.cli.tables import Indented as Indented
from integrations.cli.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.ports import OnText


def plain(text: object) -> str:
    """The text on one line, without anything in it that would steer the terminal."""
    return " ".join(visible(str(text)).split())


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output: no colour codes unless it is a terminal, no mark-up ever."""
    return Console(file=stream or sys.stdout, highlight=False, markup=False, emoji=False)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    wide: str = "",
    whole: Sequence[str] = (),
) -> Rows:
    """A table without upright rules. Column `wide` takes what is left; `whole` never wrap.

    On a terminal too narrow for it every row becomes a few lines.
    """
    cells = [[plain("" if cell is None else cell) for cell in row] for row in rows]
    return Rows(columns, cells, wide=wide, whole=whole)


@contextmanager
def progress(title: str) -> Iterator["Callable[[int, int], None]"]:
    """A bar on standard error when that is a terminal; call it with (done, total)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def reading_along() -> Iterator["OnText | None"]:
    """A line on standard error that says how far an answer is, when that is a terminal.

    It appears only once a language model is at work; without one an answer is there at once.
    """
    if not sys.stderr.isatty():
        yield None
        return
    passed = 0
    with Console(stderr=True).status("Searching …") as line:

        def hear(text: str) -> None:
            nonlocal passed
            passed += bool(text)
            checked = f", {passed} checked" if passed else ""
            line.update(f"The language model writes{checked} …")

        yield hear


class FileBar:
    """The progress of an ingest as (done, total); attachments make the total grow."""

    def __init__(self, draw: "Callable[[int, int], None]") -> None:
        self._draw, self._done, self._total = draw, 0, 0

    def started(self, total: int) -> None:
        """`total` files were found."""
        self._total = total
        self._draw(0, total)

    def advanced(self, path: str, outcome: object) -> None:
        """One more file has its outcome."""
        self._done += 1
        self._total = max(self._total, self._done)
        self._draw(self._done, self._total)
