"""Which passage stands at a place of a document."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

PassageStart = tuple[str, int, int]
"""Id of a passage, its page and its offset in the page's text."""


class PassagesAt:
    """The passages of one document by page and offset."""

    def __init__(self, starts: Iterable[PassageStart]) -> None:
        self._starts: defaultdict[int, list[int]] = defaultdict(list)
        self._ids: defaultdict[int, list[str]] = defaultdict(list)
        for id_, page, start in sorted(starts, key=lambda one: one[1:]):
            self._starts[page].append(start)
            self._ids[page].append(id_)

    def at(self, page: int, start: int) -> str:
        """Id of the passage that begins at or before an offset; "" where there is none."""
        at = bisect_right(self._starts[page], start) - 1
        return self._ids[page][max(at, 0)] if self._ids[page] else ""
