"""The shelf: every revision held, and which of them count on the day the question is asked for."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import is_
from typing import Final

from assistant.in_force import in_force, statuses
from assistant.model.documents import Revision, Status
from assistant.succession import doubts


@dataclass(frozen=True, slots=True)
class Shelf:
    """What may be answered from: `in_force` is what counts on `as_of`, `held` is everything."""

    as_of: date
    held: tuple[Revision, ...]
    in_force: tuple[Revision, ...]
    statuses: Mapping[str, Status]
    ids: frozenset[str]  # of the revisions in force
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def on(cls, as_of: date, revisions: Sequence[Revision]) -> "Shelf":
        """The shelf as it stood on a day. The last ones are remembered."""
        for known in tuple(_RECENT):  # other threads add to it meanwhile
            same = known.as_of == as_of and len(known.held) == len(revisions)
            if same and all(map(is_, known.held, revisions)):
                return known
        made = _shelf(as_of, tuple(revisions))
        _RECENT.append(made)
        return made

    def doubtful(self, paths: Iterable[str]) -> tuple[str, ...]:
        """What speaks against documents at these paths being what they claim, a sentence each."""
        wanted = set(paths)
        return tuple(
            f"{one.number} rev {one.identity.label or '?'} ({one.path}): {told}"
            for one in self.in_force
            if one.id in self.doubts and one.path in wanted
            for told in self.doubts[one.id]
        )

    def from_scans(self, places: Iterable[tuple[str, int]]) -> tuple[str, ...]:
        """A sentence for each page among `places` (path, page from 1) that OCR has read."""
        wanted = set(places)
        paths = {path for path, _ in wanted}
        scanned = [one for one in self.held if one.ocr_pages and one.path in paths]
        return tuple(
            _told_of_scan(revision, page)
            for revision in scanned
            for page in revision.ocr_pages
            if (revision.path, page) in wanted
        )

    def status(self, revision: str) -> Status:
        """Where a revision stands on the day; `UNKNOWN` for one that is not held."""
        return self.statuses.get(revision, Status.UNKNOWN)


def _told_of_scan(revision: Revision, page: int) -> str:
    known = dict(zip(revision.ocr_pages, revision.ocr_confidences, strict=False)).get(page)
    sure = "" if known is None else f", confidence {known:.2f}"
    label = revision.identity.label or "?"
    return (
        f"{revision.number} rev {label} ({revision.path}): read by OCR from a scan, "
        f"page {page}{sure}: check against the page"
    )


# The very same values are found without a look into them: a hash of thousands takes long.
_RECENT: Final[deque[Shelf]] = deque(maxlen=8)


@lru_cache(maxsize=8)
def _shelf(as_of: date, held: tuple[Revision, ...]) -> Shelf:
    counting = tuple(in_force(held, as_of))
    ids = frozenset(revision.id for revision in counting)
    return Shelf(as_of, held, counting, statuses(held, as_of), ids, doubts(held, as_of))
