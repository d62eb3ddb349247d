"""A chain of a trace as a drawing: the maker on the left, the customers on the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model.traces import TraceChain, TraceStep

_WIDE, _HIGH, _ACROSS, _DOWN = 196, 60, 44, 16  # pixels: a box, and the space between boxes
_EDGE = 12
_MOST = 80  # boxes in one drawing; the list below it holds all


@dataclass(frozen=True, slots=True)
class Box:
    """One thing of the chain. `broken`: something at it does not fit; `loose`: an open end."""

    x: float
    y: float
    step: TraceStep
    is_start: bool
    broken: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class Line:
    """From one box to the next, with the word that ties them; `broken` where the chain breaks."""

    path: str
    x: float
    y: float
    word: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines on a sheet of this size, in pixels; `left_out` boxes had no room."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int


@dataclass(slots=True)
class _Node:
    """A step with its place: column from the start (negative toward the maker), row from 0."""

    step: TraceStep
    column: int
    row: float
    above: "_Node | None"


def draw(chain: TraceChain) -> Drawing:
    """The drawing of a chain."""
    start = _Node(chain.start, 0, 0.0, None)
    nodes = [start]
    back_rows = _place((*chain.back,), -1, start, 0.0, nodes)
    forward_rows = _place((*chain.about, *chain.forward), 1, start, 0.0, nodes)
    rows = max(back_rows, forward_rows, 1.0)
    start.row = (rows - 1) / 2
    _centre(nodes, rows - back_rows, toward=-1)
    _centre(nodes, rows - forward_rows, toward=1)
    kept = nodes[:_MOST]
    least = min(one.column for one in kept)
    most = max(one.column for one in kept)
    return Drawing(
        width=2 * _EDGE + (most - least + 1) * _WIDE + (most - least) * _ACROSS,
        height=2 * _EDGE + (max(one.row for one in kept) + 1) * (_HIGH + _DOWN),
        boxes=tuple(_box(one, least) for one in kept),
        lines=tuple(_line(one, one.above, least) for one in kept if one.above is not None),
        left_out=len(nodes) - len(kept),
    )


def all_steps(steps: Sequence[TraceStep], depth: int = 0) -> Iterator[tuple[int, TraceStep]]:
    """Every step below some, with how deep it lies."""
    for one in steps:
        yield depth, one
        yield from all_steps(one.children, depth + 1)


def _place(
    steps: Sequence[TraceStep], column: int, above: _Node, row: float, nodes: list[_Node]
) -> float:
    """Put steps below one another, each in the middle of what hangs on it; the next free row."""
    for step in steps:
        node = _Node(step, column, row, above)
        nodes.append(node)
        end = _place(step.children, column + (1 if column > 0 else -1), node, row, nodes)
        end = max(end, row + 1)
        node.row, row = (row + end - 1) / 2, end
    return row


def _centre(nodes: list[_Node], spare: float, *, toward: int) -> None:
    for one in nodes:
        if one.column * toward > 0:
            one.row += spare / 2


def _x(node: _Node, least: int) -> float:
    return _EDGE + (node.column - least) * (_WIDE + _ACROSS)


def _y(node: _Node) -> float:
    return _EDGE + node.row * (_HIGH + _DOWN)


def _box(node: _Node, least: int) -> Box:
    breaks = node.step.breaks
    return Box(
        x=_x(node, least),
        y=_y(node),
        step=node.step,
        is_start=node.above is None,
        broken=any(not one.loose for one in breaks),
        loose=any(one.loose for one in breaks),
    )


def _line(node: _Node, above: _Node, least: int) -> Line:
    left, right = (above, node) if node.column > 0 else (node, above)
    x1, y1 = _x(left, least) + _WIDE, _y(left) + _HIGH / 2
    x2, y2 = _x(right, least), _y(right) + _HIGH / 2
    middle = (x1 + x2) / 2
    path = f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    broken = any(not one.loose for one in node.step.breaks)
    at = y2 if node.column > 0 else y1
    return Line(path, middle, at, node.step.relation, broken)
