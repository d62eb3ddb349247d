"""Text set in columns: found by the gutters between them and put into reading order.

A gutter is a stretch of paper that many lines in a row leave free and right of which their text
begins at one height of the page's width. What stands above and below a gutter may span it.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_page import Row, Rule, Segment, Word
from ingest.readers.pdf_rows import lined_up

_LINES = 3  # lines on the shorter side before text counts as set in columns
_MORE_LINES = 5  # and on the longer one
_PROSE_WORDS = 3.5  # words per line of prose, at the median
_PAPER = 0.75  # line heights that a gutter is wide, at least
_HANGING = 0.5  # line heights by which a quotation mark may hang out of its column
_STEP = 2.0  # points by which the left ends of a column's lines may differ
_TABLE_ROW = 60.0  # points between two level rules across the gutter that frame one row
_SHORT = 5  # words of a label or a value, at most
_DEEPEST = 6
_OVERHANG = 80.0  # points by which a caption may begin left of its column's lines
_MOST_HANGING = 40


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows `first` up to `end` (left out) that leave the paper at the left of `x` free."""

    x: float
    first: int
    end: int


def columns(rows: Sequence[Row], rules: Sequence[Rule]) -> list[list[Row]]:
    """Regions in reading order: what spans the page, and each column of what does not."""
    return list(_regions(list(rows), rules, 0))


def _regions(rows: list[Row], rules: Sequence[Rule], depth: int) -> Iterator[list[Row]]:
    found = _widest_split(rows, rules) if depth < _DEEPEST else None
    if found is None:
        if rows:
            yield rows
        return
    band, left, right = found
    yield from _regions(rows[: band.first], rules, depth + 1)
    yield from _regions(left, rules, depth + 1)
    yield from _regions(right, rules, depth + 1)
    yield from _regions(rows[band.end :], rules, depth + 1)


def _widest_split(
    rows: Sequence[Row], rules: Sequence[Rule]
) -> tuple[_Band, list[Row], list[Row]] | None:
    """The longest band of rows that two columns share, with the rows of each column."""
    if len(rows) < _MORE_LINES:
        return None
    bands = sorted(_bands(rows, rules), key=lambda band: band.first - band.end)
    tried: set[tuple[int, int, int]] = set()
    for band in bands:
        words = _sides(rows[band.first : band.end], band.x)
        parted = (band.first, band.end, len(words[0]))  # gutters close by part the same words
        if parted in tried or not _may_be_columns(words):
            continue
        tried.add(parted)
        left, right = (lined_up(side, rules) for side in words)
        if _are_columns(left, right, rules):
            return band, left, right
    return None


def _bands(rows: Sequence[Row], rules: Sequence[Rule]) -> Iterator[_Band]:
    for x in _left_ends(rows):
        across = _across(x, rules)
        free = [_leaves_free(row, x) and not _is_framed(row, across) for row in rows]
        at = 0
        for is_free, group in itertools.groupby(free):
            end = at + len(list(group))
            if is_free and end - at >= _MORE_LINES:
                yield _trimmed(rows, _Band(x, at, end))
            at = end


def _left_ends(rows: Sequence[Row]) -> list[float]:
    """Where several lines begin, and where single ones hang out left of them."""
    starts = sorted(segment.x0 for row in rows for segment in row.segments)
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][-1] <= _STEP:
            groups[-1].append(x)
        else:
            groups.append([x])
    several = [group[0] for group in groups if len(group) >= _LINES]
    hanging = [
        group[0]
        for group in groups
        if len(group) < _LINES and any(0 < x - group[0] < _OVERHANG for x in several)
    ]
    return [x for x in [*several, *hanging[:_MOST_HANGING]] if x > starts[0] + _STEP]


def _leaves_free(row: Row, x: float) -> bool:
    """Whether no word of the row stands on the paper left of `x`."""
    for segment in row.segments:
        if _is_right(segment, x):
            continue
        paper = x - _PAPER * segment.size
        if segment.x1 > paper and any(
            word.x1 > paper and not _is_right(word, x) for word in segment.words
        ):
            return False
    return True


def _is_right(text: Segment | Word, x: float) -> bool:
    return text.x0 >= x - _HANGING * text.size


def _across(x: float, rules: Sequence[Rule]) -> list[float]:
    """Heights of the level rules that run across `x`, drawn in one piece or in several."""
    by_height: dict[int, list[Rule]] = {}
    for rule in rules:
        if rule.is_level:
            by_height.setdefault(round(rule.top), []).append(rule)
    found: list[float] = []
    for height, pieces in by_height.items():
        pieces.sort(key=lambda rule: rule.x0)
        start = end = float("-inf")
        for rule in pieces:
            if rule.x0 > end + 2:
                start = rule.x0
            end = max(end, rule.x1)
            if start < x - 20 and end > x + 20:
                found.append(float(height))
                break
    return sorted(found)


def _is_framed(row: Row, across: Sequence[float]) -> bool:
    """Whether the row stands between two rules that run across: a row of a table."""
    above = [height for height in across if height <= row.middle]
    below = [height for height in across if height > row.middle]
    return bool(above and below) and min(below) - max(above) <= _TABLE_ROW


def _trimmed(rows: Sequence[Row], band: _Band) -> _Band:
    """The band without the labels and values above it and the lone lines that belong elsewhere."""
    first, end = band.first, band.end
    while first < end and _is_cells(rows[first], band.x):
        first += 1
    if first - band.first < 2:
        first = band.first
    if first == band.first and first > 0 and _goes_with(rows, first, band):
        first += 1
    if end < len(rows):
        end -= _heads_below(rows, end, band)
    return _Band(band.x, first, end)


def _is_cells(row: Row, x: float) -> bool:
    """Whether a row holds three or more short texts, as headed forms do."""
    across = row.segments[0].x0 < x <= row.segments[-1].x0 + 1
    short = all(len(segment.words) <= _SHORT for segment in row.segments)
    return across and short and len(row.segments) > 2


def _goes_with(rows: Sequence[Row], at: int, band: _Band) -> bool:
    """Whether a lone line is the last of the paragraph above, which spans the columns."""
    row = rows[at]
    if row.x1 > band.x or at + 1 >= len(rows):
        return False
    return row.top - rows[at - 1].bottom < min(0.6 * row.size, rows[at + 1].top - row.bottom - 1)


def _heads_below(rows: Sequence[Row], end: int, band: _Band) -> int:
    """How many lone lines at the end of a band head what spans the columns below it."""
    for count in range(1, 4):
        row = rows[end - count]
        if end - count <= band.first or row.x1 > band.x:
            return 0
        left = [other for other in rows[band.first : end - count] if other.x0 < band.x]
        above = row.top - left[-1].bottom if left else float("inf")
        below = rows[end - count + 1].top - row.bottom
        if below > 1.2 * row.size:
            return 0
        if above > below + 1:
            return count
    return 0


def _sides(rows: Sequence[Row], x: float) -> tuple[list[Word], list[Word]]:
    """The words of the rows left and right of the gutter."""
    left: list[Word] = []
    right: list[Word] = []
    for row in rows:
        for segment in row.segments:
            for word in segment.words:
                (right if _is_right(word, x) else left).append(word)
    return left, right


def _may_be_columns(sides: Sequence[Sequence[Word]]) -> bool:
    """What can be told before the words are lined up: there are some, and neither side is thin."""
    if min(map(len, sides)) < _LINES or max(map(len, sides)) < _MORE_LINES:
        return False
    wide = [max(word.x1 for word in side) - min(word.x0 for word in side) for side in sides]
    return min(wide) >= 0.25 * max(wide)


def _are_columns(left: Sequence[Row], right: Sequence[Row], rules: Sequence[Rule]) -> bool:
    """Whether two sides are columns of prose rather than cells of a table."""
    fewer, more = sorted((len(left), len(right)))
    if fewer < _LINES or more < _MORE_LINES:
        return False
    if _step_together(left, right) or _are_cells(left, right):
        return False
    return all(_is_prose(side) or _widest_split(side, rules) for side in (left, right))


def _is_prose(side: Sequence[Row]) -> bool:
    """Whether a side reads like running text: several words a line, one left end, no labels."""
    return (
        median(sum(len(s.words) for s in row.segments) for row in side) >= _PROSE_WORDS
        and sum(len(row.segments) > 1 for row in side) <= 0.4 * len(side)
        and sum(row.text.endswith(":") for row in side) <= 0.4 * len(side)
        and _share_at_left(side) >= 0.4
    )


def _share_at_left(side: Sequence[Row]) -> float:
    """Share of the lines that begin where most of them do."""
    return max(Counter(round(row.x0 / 4) for row in side).values()) / len(side)


def _step_together(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether both sides leave their wider gaps at the same heights, as cells do."""
    pitch = min(_pitch(left), _pitch(right))
    fewer, more = sorted((_starts(left, pitch), _starts(right, pitch)), key=len)
    if len(fewer) < 2:
        return False
    return _shared(fewer, more) >= max(0.8 * len(fewer), 0.5 * len(more))


def _pitch(side: Sequence[Row]) -> float:
    """The distance at which the closer lines are set."""
    steps = sorted(below.middle - above.middle for above, below in itertools.pairwise(side))
    return steps[len(steps) // 4]


def _starts(side: Sequence[Row], pitch: float) -> list[float]:
    """Heights at which a block begins after a gap wider than between lines."""
    return [
        below.middle
        for above, below in itertools.pairwise(side)
        if below.middle - above.middle > 1.25 * pitch
    ]


def _are_cells(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether the lines of both sides stand at the same heights and each begins anew."""
    fewer, more = sorted(([row.middle for row in side] for side in (left, right)), key=len)
    anew = [sum(not row.text[:1].islower() for row in side) for side in (left, right)]
    return (
        _shared(fewer, more) >= 0.8 * len(more)
        and anew[0] > 0.75 * len(left)
        and anew[1] > 0.75 * len(right)
    )


def _shared(heights: Sequence[float], others: Sequence[float]) -> int:
    return sum(any(abs(height - other) < _STEP for other in others) for height in heights)
