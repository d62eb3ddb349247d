"""From words to rows, and from rows to columns in reading order."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from ingest.readers.pdf_page import PdfPage, Row, Rule, Segment, Word
from ingest.readers.prose import is_bullet

_GAP = 1.1  # line heights between two words that belong to different segments
_SAME_LINE = 0.45  # share of the height by which words of one line may differ
_BINS = 120
_COLUMN_LINES = 5  # lines on each side before text counts as set in columns
_PROSE_WORDS = 3.5  # words per line of prose, at the median
_MARKER = re.compile(
    r"^(?:[•▪◦●○■□‣⁃➢❖–—*·o-]"
    r"|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){0,4}\.?)$"
)


def rows_of(page: PdfPage) -> list[Row]:
    """Rows of the page from top to bottom."""
    upright = sorted((rule for rule in page.rules if not rule.is_level), key=lambda rule: rule.x0)
    lines: list[list[Word]] = []
    for word in sorted(page.words, key=lambda word: (word.top + word.bottom) / 2):
        for line in reversed(lines[-4:]):
            if _is_beside(line[0], word):
                line.append(word)
                if word.size > line[0].size:  # the tallest word speaks for the line
                    line[0], line[-1] = line[-1], line[0]
                break
        else:
            lines.append([word])
    return [Row(tuple(_segments(line, upright))) for line in lines]


def _is_beside(word: Word, other: Word) -> bool:
    """Whether two words stand on one line, be one of them raised or lowered small print."""
    low, high = sorted((word.size, other.size))
    apart = abs((word.top + word.bottom) - (other.top + other.bottom)) / 2
    if apart <= _SAME_LINE * low:
        return True
    overlap = min(word.bottom, other.bottom) - max(word.top, other.top)
    return low < 0.85 * high and overlap >= 0.6 * low


def _segments(line: list[Word], upright: Sequence[Rule]) -> list[Segment]:
    line.sort(key=lambda word: word.x0)
    groups: list[list[Word]] = [[line[0]]]
    for word in line[1:]:
        last = groups[-1][-1]
        gap = word.x0 - last.x1
        if gap > _GAP * min(word.size, last.size) or (
            gap > 0 and upright and _is_ruled(last.x1, word.x0, word, upright)
        ):
            groups.append([word])
        else:
            groups[-1].append(word)
    segments = [_segment(group) for group in groups]
    first = segments[0].text
    # A number before several cells is a cell itself; before one text it is its ordinal.
    if (len(segments) == 2 and _MARKER.match(first)) or (
        len(segments) > 1 and is_bullet(f"{first} x")
    ):
        after = groups[1][0]
        if not _is_ruled(segments[0].x1, after.x0, after, upright):
            segments[:2] = [_segment([*groups[0], *groups[1]])]
    return segments


def _is_ruled(left: float, right: float, word: Word, upright: Sequence[Rule]) -> bool:
    middle = (word.top + word.bottom) / 2
    at = bisect_left(upright, left - 1, key=lambda rule: rule.x0)
    for rule in upright[at:]:
        if rule.x0 > right + 1:
            return False
        if rule.top - 1 <= middle <= rule.bottom + 1:
            return True
    return False


def _segment(words: Sequence[Word]) -> Segment:
    return Segment(
        text=" ".join(word.text for word in words),
        x0=words[0].x0,
        top=median(word.top for word in words),
        x1=max(word.x1 for word in words),
        bottom=median(word.bottom for word in words),
        bold=all(word.bold for word in words),
        words=len(words),
    )


def columns(rows: Sequence[Row], rules: Sequence[Rule]) -> list[list[Row]]:
    """Regions in reading order: what spans the page, and each column of what does not."""
    if len(rows) < _COLUMN_LINES:
        return [list(rows)]
    gutter = _gutter(rows)
    if gutter is None:
        return [list(rows)]
    regions: list[list[Row]] = []
    plain: list[Row] = []
    for run, crossed in _runs(rows, gutter):
        left, right = _halves(run, gutter)
        if crossed or not _is_columns(left, right) or _is_ruled_table(run, gutter, rules):
            plain += run
            continue
        if plain:
            regions.append(plain)
            plain = []
        regions += columns(left, rules)
        regions += columns(right, rules)
    return [*regions, plain] if plain else regions


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the fewest rows are crossed in the middle of the text; None when that is too many."""
    left = min(row.x0 for row in rows)
    right = max(row.x1 for row in rows)
    width = right - left
    if width < 150:
        return None
    crossed = [0] * (_BINS + 1)
    for row in rows:
        for segment in row.segments:
            start = int((segment.x0 - left) / width * _BINS)
            end = int((segment.x1 - left) / width * _BINS)
            for index in range(max(0, start), min(_BINS, end) + 1):
                crossed[index] += 1
    middle = range(int(_BINS * 0.25), int(_BINS * 0.75))
    fewest = min(crossed[index] for index in middle)
    if fewest > 0.6 * len(rows):
        return None
    start, length = _widest([crossed[index] == fewest for index in middle])
    return left + (middle.start + start + length / 2) * width / _BINS


def _widest(free: Sequence[bool]) -> tuple[int, int]:
    """Start and length of the longest stretch of True."""
    best = (0, 0)
    at = 0
    for is_free, group in groupby(free):
        length = len(list(group))
        if is_free and length > best[1]:
            best = (at, length)
        at += length
    return best


def _runs(rows: Sequence[Row], gutter: float) -> list[tuple[list[Row], bool]]:
    """Consecutive rows that all cross the gutter or all leave it free."""
    runs: list[tuple[list[Row], bool]] = []
    for row in rows:
        crossed = any(segment.x0 < gutter - 1 < gutter + 1 < segment.x1 for segment in row.segments)
        if runs and runs[-1][1] == crossed:
            runs[-1][0].append(row)
        else:
            runs.append(([row], crossed))
    return runs


def _halves(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        before = tuple(segment for segment in row.segments if segment.x1 <= gutter + 1)
        after = tuple(segment for segment in row.segments if segment.x1 > gutter + 1)
        if before:
            left.append(Row(before))
        if after:
            right.append(Row(after))
    return left, right


def _is_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two halves are columns of prose rather than cells of a table."""
    if min(len(left), len(right)) < _COLUMN_LINES:
        return False
    for side in (left, right):
        if median(sum(s.words for s in row.segments) for row in side) < _PROSE_WORDS:
            return False
        if sum(len(row.segments) > 1 for row in side) > 0.4 * len(side):
            return False
    wide = [max(row.x1 for row in side) - min(row.x0 for row in side) for side in (left, right)]
    return min(wide) > 0.5 * max(wide)


def _is_ruled_table(run: Sequence[Row], gutter: float, rules: Sequence[Rule]) -> bool:
    top, bottom = run[0].top, run[-1].bottom
    crossing = {
        round(rule.top)
        for rule in rules
        if rule.is_level and rule.x0 < gutter < rule.x1 and top - 6 <= rule.top <= bottom + 6
    }
    upright = any(
        not rule.is_level and abs(rule.x0 - gutter) < 40 and rule.top < bottom and rule.bottom > top
        for rule in rules
    )
    return len(crossing) >= 3 and upright
