"""Which passage stands at a place of a document."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from assistant.model.passages import Passage


class PassagesAt:
    """The passages of one document by page and offset."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._starts: defaultdict[int, list[int]] = defaultdict(list)
        self._ids: defaultdict[int, list[str]] = defaultdict(list)
        for passage in sorted(passages, key=lambda one: (one.page, one.start)):
            self._starts[passage.page].append(passage.start)
            self._ids[passage.page].append(passage.id)

    def at(self, page: int, start: int) -> str:
        """Id of the passage that begins at or before an offset; "" where there is none."""
        at = bisect_right(self._starts[page], start) - 1
        return self._ids[page][max(at, 0)] if self._ids[page] else ""
