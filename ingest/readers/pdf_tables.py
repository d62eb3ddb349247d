"""Tables on a PDF page: rows whose segments stand in columns, wrapped cells put together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_cells import Lines, WordBreaks
from ingest.readers.pdf_page import Row, Rule, Segment

_WRAPPED = 1.35  # line heights between lines of one cell, at most
_APART = 3.0  # line heights between rows of one table, at most
_RULED = 0.3  # rules per line from which rules, not gaps, part the rows
_PAPER = 4.0  # points between the last rule of one table and the first of the next
_MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of texts and how many rows of the page it takes up."""

    grid: list[list[str]]
    length: int
    columns: tuple[tuple[float, float], ...] = ()


def table_at(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> Table | None:
    """The table that begins with `rows[start]`; None when none does."""
    run = _run(rows, start, rules)
    if len(run) < 2:
        return None
    columns = _columns(run)
    if len(columns) < 2:
        return None
    if not _fits(run, columns):
        return None
    lines = [_cells(row, columns) for row in run]
    breaks = WordBreaks(run, rules)
    grid = [[breaks.joined(parts) for parts in row] for row in _merged(run, lines, rules)]
    return Table(grid, len(run), tuple(columns)) if len(grid) >= 2 else None


def _run(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> list[Row]:
    """Rows from `start` with several segments, and between them the single lines of cells."""
    if len(rows[start].segments) < 2:
        return []
    run = [rows[start]]
    held: list[Row] = []  # single lines that only count when another full row follows
    for row in rows[start + 1 :]:
        last = (held or run)[-1]
        gap = row.top - last.bottom
        inside = _framed(row, rules)
        if gap > (_APART * row.size if inside or len(row.segments) > 1 else 0.6 * row.size):
            break
        other = len(row.segments) != len(run[-1].segments)
        if other and not held and gap > row.size and not inside:
            break  # another table
        if not held and _parted(last, row, rules):
            break
        if len(row.segments) > 1:
            run += [*held, row]
            held = []
        elif len(held) < 12 and (_in_column(row.segments[0], run) or inside):
            held.append(row)
        else:
            break
    tail = [row for row in held if _in_column(row.segments[0], run) and _is_cell(row, run, rules)]
    return [*run, *tail] if len(tail) == len(held) else run


def _parted(above: Row, below: Row, rules: Sequence[Rule]) -> bool:
    """Whether one table ends and another begins: two level rules with paper between them."""
    tops = [
        rule.top
        for rule in rules
        if rule.is_level
        and above.middle < rule.top < below.middle
        and rule.x0 < below.x1
        and rule.x1 > below.x0
    ]
    return bool(tops) and max(tops) - min(tops) > _PAPER


def _framed(row: Row, rules: Sequence[Rule]) -> bool:
    """Whether upright rules stand on both sides of the row."""
    sides = [
        rule.x0
        for rule in rules
        if not rule.is_level and rule.top - 1 <= row.middle <= rule.bottom + 1
    ]
    return any(x <= row.x0 + 2 for x in sides) and any(x >= row.x1 - 2 for x in sides)


def _is_cell(row: Row, run: Sequence[Row], rules: Sequence[Rule]) -> bool:
    return row.x0 > run[0].x0 + 12 or _framed(row, rules)


def _in_column(segment: Segment, run: Sequence[Row]) -> bool:
    """Whether a single line fits under one cell of the rows above and under no other."""
    for row in reversed(run):
        if len(row.segments) < 2:
            continue
        under = [other for other in row.segments if other.x0 < segment.x1 and segment.x0 < other.x1]
        return len(under) == 1 and segment.x0 > under[0].x0 - 12
    return False


def _columns(run: Sequence[Row]) -> list[tuple[float, float]]:
    """Extents of the columns, from the rows with the most usual number of segments or more."""
    counts = Counter(len(row.segments) for row in run if len(row.segments) > 1)
    usual = max(counts, key=lambda count: (counts[count] * count, count))
    spans = sorted(
        (segment.x0, segment.x1)
        for row in run
        if len(row.segments) >= usual
        for segment in row.segments
    )
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1] - 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns[:_MOST_COLUMNS]


def _fits(run: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether at least two rows, and most of those with segments, fill two columns or more."""
    several = [row for row in run if len(row.segments) > 1]
    good = sum(len({_column(segment, columns) for segment in row.segments}) > 1 for row in several)
    return good >= 2 and good >= 0.7 * len(several)


def _column(segment: Segment, columns: Sequence[tuple[float, float]]) -> int:
    """The column with the largest overlap, else the nearest."""

    def fit(index: int) -> tuple[float, float]:
        x0, x1 = columns[index]
        overlap = min(x1, segment.x1) - max(x0, segment.x0)
        return (overlap if overlap < 0 else min(overlap, 20.0), -abs(x0 - segment.x0))

    return max(range(len(columns)), key=fit)


def _cells(row: Row, columns: Sequence[tuple[float, float]]) -> list[Lines]:
    cells: list[Lines] = [[] for _ in columns]
    for segment in row.segments:
        cell = cells[_column(segment, columns)]
        if cell:
            cell[0].append(segment)
        else:
            cell.append([segment])
    return cells


def _merged(
    run: Sequence[Row], lines: Sequence[list[Lines]], rules: Sequence[Rule]
) -> list[list[Lines]]:
    """Lines of one table row put together: between rules, else by gaps and empty cells."""
    level = [
        rule.top
        for rule in rules
        if rule.is_level and rule.x1 - rule.x0 > 8 and rule.x0 < run[0].x1 and rule.x1 > run[0].x0
    ]
    inside = [top for top in level if run[0].middle < top < run[-1].middle]
    merged = [[list(cell) for cell in lines[0]]]
    ruled = len({round(top) for top in inside}) >= _RULED * (len(run) - 1)
    for above, row, cells in zip(run, run[1:], lines[1:], strict=False):
        if _is_labelled(above) and _is_labelled(row):
            same = False
        elif ruled and inside and row.top - above.bottom < row.size:
            same = not any(above.middle < top < row.middle for top in inside)
        else:
            same = _is_wrapped(above, row, cells)
        if same:
            for cell, more in zip(merged[-1], cells, strict=True):
                cell += more
        else:
            merged.append([list(cell) for cell in cells])
    return merged


def _is_labelled(row: Row) -> bool:
    """Whether the row is a label and its value; two of them are never lines of one."""
    return len(row.segments) > 1 and row.segments[0].text.endswith(":")


def _is_wrapped(above: Row, row: Row, cells: Sequence[Lines]) -> bool:
    if row.bottom - above.bottom > _WRAPPED * row.size:
        return False
    return not cells[0] and sum(bool(cell) for cell in cells) < len(cells)
