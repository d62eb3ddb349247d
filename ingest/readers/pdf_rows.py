"""From words to rows: what stands on one line, cut where wide gaps or rules part it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.readers.pdf_page import PdfPage, Row, Rule, Segment, Word
from ingest.readers.prose import is_bullet

_GAP = 1.1  # line heights between two words that belong to different segments
_SAME_LINE = 0.45  # share of the height by which words of one line may differ
_MARKER = re.compile(
    r"^(?:[•▪◦●○■□‣⁃➢❖–—*·o-]"
    r"|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){0,4}\.?)$"
)


def rows_of(page: PdfPage) -> list[Row]:
    """Rows of the page from top to bottom."""
    return lined_up(page.words, page.rules)


def lined_up(words: Sequence[Word], rules: Sequence[Rule]) -> list[Row]:
    """Rows that the words stand in, from top to bottom."""
    upright = sorted((rule for rule in rules if not rule.is_level), key=lambda rule: rule.x0)
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
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
    top, bottom, other_top, other_bottom = word.top, word.bottom, other.top, other.bottom
    low, high = bottom - top, other_bottom - other_top
    if low > high:
        low, high = high, low
    if abs((top + bottom) - (other_top + other_bottom)) / 2 <= _SAME_LINE * low:
        return True
    if low >= 0.85 * high:
        return False
    return min(bottom, other_bottom) - max(top, other_top) >= 0.6 * low


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
        len(segments) > 1 and len(first) == 1 and is_bullet(f"{first} x")
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
    if len(words) == 1:
        word = words[0]
        return Segment(word.text, word.x0, word.top, word.x1, word.bottom, word.bold, (word,))
    return Segment(
        text=" ".join(word.text for word in words),
        x0=words[0].x0,
        top=_middle([word.top for word in words]),
        x1=max(word.x1 for word in words),
        bottom=_middle([word.bottom for word in words]),
        bold=all(word.bold for word in words),
        words=tuple(words),
    )


def _middle(heights: list[float]) -> float:
    """The median, without the care that `statistics` takes for numbers of every sort."""
    heights.sort()
    half = len(heights) // 2
    return heights[half] if len(heights) % 2 else (heights[half - 1] + heights[half]) / 2
