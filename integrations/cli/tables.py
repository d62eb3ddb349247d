"""Tables on a terminal: columns where there is room for them, else a few lines for each row."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

_READABLE = 14  # characters below which a column of sentences is a column of syllables
_TITLE = "Title"  # the column that belongs to the first one
_GUTTER = 3  # characters between two columns


class Indented:
    """Text moved right by some columns, its further lines too; nothing trails behind a line.

    The first line may be moved by another number of columns, at most `by`.
    """

    def __init__(
        self, text: str, by: int = 4, *, first: int | None = None, style: str = ""
    ) -> None:
        self._text, self._by = Text(text, style=style), by
        self._first = by if first is None else first

    def __rich_console__(self, screen: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines, as rich asks for them."""
        lines = self._text.wrap(screen, max(20, options.max_width - self._by))
        for at, line in enumerate(lines):
            line.rstrip()
            yield Text(" " * (self._by if at else self._first)) + line


class Rows:
    """Rows of a table that take the form for which the terminal has room.

    Too narrow a terminal gets a few lines for each row: its first cell and its title, then the
    other cells with the names of their columns.
    """

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        wide: str,
        whole: Sequence[str],
    ) -> None:
        self._columns, self._rows, self._wide, self._whole = columns, rows, wide, whole

    def __rich_console__(
        self, screen: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """The table or the lines, as rich asks for them."""
        least = [self._least(at) for at in range(len(self._columns))]
        if sum(least) + _GUTTER * (len(least) - 1) <= options.max_width:
            yield self._drawn(least)
        else:
            for row in self._rows:
                yield from self._lines(row, options.max_width)

    def _least(self, at: int) -> int:
        """Characters that a column needs to be read."""
        cells = [self._columns[at], *(row[at] for row in self._rows)]
        natural = max(map(cell_len, cells))
        if self._columns[at] in self._whole:
            return natural
        longest = max(cell_len(word) for cell in cells for word in cell.split() or [""])
        return min(natural, max(longest, _READABLE))

    def _drawn(self, least: Sequence[int]) -> Table:
        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name, width in zip(self._columns, least, strict=True):
            drawn.add_column(
                name,
                ratio=1 if name == self._wide else None,
                no_wrap=name in self._whole,
                min_width=width,
                overflow="fold",
            )
        for row in self._rows:
            drawn.add_row(*map(Text, row))
        return drawn

    def _lines(self, row: Sequence[str], width: int) -> Iterator[RenderableType]:
        named = list(zip(self._columns, row, strict=True))
        first = next((at for at, name in enumerate(self._columns) if name), 0) + 1
        head = [cell for _, cell in named[:first]]
        head += [cell for name, cell in named[first:] if name == _TITLE]
        yield Indented("  ".join(filter(None, head)), 2, first=0)
        told = [f"{name} {cell}".strip() for name, cell in named[first:] if cell and name != _TITLE]
        for line in _filled(told, max(20, width - 4)):
            yield Indented(line, 4)


def _filled(parts: Iterable[str], width: int) -> Iterator[str]:
    """The parts in lines, none of them broken that fits into one."""
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if line and cell_len(longer) > width:
            yield line
            longer = part
        line = longer
    if line:
        yield line
