"""Plain lines turned into paragraphs, list items, fields and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.building import PageBuilder
from ingest.readers.grids import add_grid
from ingest.readers.labels import Pair, is_label, pairs_in_line
from ingest.readers.prose import (
    is_contents_entry,
    is_item,
    is_numbered,
    is_page_number,
    is_rule,
    join_lines,
    looks_like_heading,
    without_bullet,
)

_COLUMNS = re.compile(r"\t+|\s{3,}|(?<=\S)\s{2,}(?=\S)")
_HEAD_LINES = 30
_WRAPPED_FROM = 45  # characters; a shorter line was ended by its writer, not by the margin


@dataclass(slots=True)
class _Open:
    """Lines of the block being collected."""

    lines: list[str] = field(default_factory=list)
    is_item: bool = False
    indent: int = 0


class LineWriter:
    """Adds plain lines to pages; pairs met in the first lines are kept in `pairs`."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self._seen = 0
        self._in_head = True

    def write(self, builder: PageBuilder, text: str) -> None:
        """Add the lines of `text` to one page."""
        lines = [line.expandtabs(8) if "|" in line else line for line in text.split("\n")]
        index = 0
        is_open = _Open()
        while index < len(lines):
            table = _table_at(lines, index)
            if table:
                _flush(builder, is_open)
                add_grid(builder, table.grid)
                self._seen += table.length
                index += table.length
                continue
            self._line(builder, is_open, lines[index])
            index += 1
        _flush(builder, is_open)

    def _line(self, builder: PageBuilder, is_open: _Open, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            _flush(builder, is_open)
            return
        self._seen += 1
        if is_rule(stripped):
            _underline(builder, is_open, stripped)
        elif is_page_number(stripped) or is_contents_entry(stripped):
            _flush(builder, is_open)
            builder.furniture.append(stripped)
        elif self._is_field(stripped):
            _flush(builder, is_open)
            self.pairs += pairs_in_line(stripped)
            builder.fields(stripped)
        elif is_item(line) and not (stripped.isupper() and looks_like_heading(stripped)):
            _flush(builder, is_open)
            is_open.is_item, is_open.lines = True, [without_bullet(stripped)]
        elif is_numbered(stripped) and looks_like_heading(stripped):
            _flush(builder, is_open)
            builder.paragraph(stripped)
            self._in_head = False
        else:
            is_open.lines.append(stripped)

    def _is_field(self, line: str) -> bool:
        if not self._in_head or self._seen > _HEAD_LINES:
            return False
        pairs = pairs_in_line(line)
        return (
            bool(pairs)
            and line.startswith(pairs[0][0])
            and (is_label(pairs[0][0]) or len(pairs[0][0].split()) <= 3)
            and len(line) <= 160
        )


def _flush(builder: PageBuilder, is_open: _Open) -> None:
    if is_open.lines:
        text = "\n".join(_unwrapped(is_open.lines))
        if is_open.is_item:
            builder.item(text)
        else:
            builder.paragraph(text)
    is_open.lines, is_open.is_item = [], False


def _underline(builder: PageBuilder, is_open: _Open, rule: str) -> None:
    """A rule under a single short line makes that line a heading."""
    single = len(is_open.lines) == 1 and not is_open.is_item and rule[0] in "=-~*"
    if single and len(is_open.lines[0]) <= 100:
        builder.heading(is_open.lines[0])
        is_open.lines = []
    else:
        _flush(builder, is_open)


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """Lines that the margin broke joined; lines that their writer ended left alone."""
    group: list[str] = []
    for line in lines:
        if group and len(group[-1]) < _WRAPPED_FROM:
            yield join_lines(group)
            group = []
        group.append(line)
    if group:
        yield join_lines(group)


@dataclass(frozen=True, slots=True)
class _Table:
    grid: list[list[str]]
    length: int  # lines used


def _table_at(lines: Sequence[str], start: int) -> _Table | None:
    """A table of at least two lines whose columns are set apart by pipes, tabs or wide gaps."""
    for split in (_pipes, _gaps):
        first = split(lines[start])
        if len(first) < 2:
            continue
        grid = [first]
        index = start + 1
        while index < len(lines):
            row = split(lines[index])
            if is_rule(lines[index]) and (row or "|" in lines[index] or "+" in lines[index]):
                index += 1
                continue
            if len(row) < 2 or (split is _gaps and len(row) != len(first)):
                break
            grid.append(row)
            index += 1
        if len(grid) >= 2:
            return _Table(grid, index - start)
    return None


def _pipes(line: str) -> list[str]:
    if line.count("|") < 1 or is_rule(line):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _gaps(line: str) -> list[str]:
    stripped = line.strip()
    cells = [cell.strip() for cell in _COLUMNS.split(stripped)]
    if len(cells) < 2 or is_item(stripped) or pairs_in_line(line) or is_contents_entry(stripped):
        return []
    # One double space is a typist's habit after a full stop, not a column.
    return [] if any(cell.endswith((".", ":", ",")) for cell in cells[:-1]) else cells
