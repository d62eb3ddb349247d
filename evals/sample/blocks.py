"""Blocks of a text: the small part of Markdown that the sample's documents are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, one paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `ordered` lists show the numbers 1, 2, 3 before their items."""

    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Table

_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_BULLET = re.compile(r"-\s+(.*)")
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")
_STEP = re.compile(r"\d+\.\s+(.*)")


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order. Blank lines part them; a heading stands alone."""
    return tuple(_blocks(text))


def split_cells(line: str) -> tuple[str, ...]:
    """The cells of one line such as `| a | b |`, or `a | b` without the outer marks."""
    line = line.strip()
    if line.startswith("|"):
        line = line[1:].removesuffix("|")
    return tuple(cell.strip() for cell in line.split("|"))


def _blocks(text: str) -> Iterator[Block]:
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.strip().splitlines()]
        while lines and (found := _HEADING.match(lines[0])):
            yield Heading(len(found[1]), found[2])
            lines = lines[1:]
        if lines:
            yield _block(lines)


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("|"):
        cells = [split_cells(line) for line in lines if not _RULE.fullmatch(line)]
        return Table(cells[0], tuple(cells[1:]))
    if _BULLET.match(lines[0]):
        return Items(_joined(lines, _BULLET), ordered=False)
    if _STEP.match(lines[0]):
        return Items(_joined(lines, _STEP), ordered=True)
    return Paragraph(" ".join(lines))


def _joined(lines: list[str], mark: re.Pattern[str]) -> tuple[str, ...]:
    items: list[str] = []
    for line in lines:
        found = mark.match(line)
        if found:
            items.append(found[1])
        else:
            items[-1] += " " + line
    return tuple(items)
