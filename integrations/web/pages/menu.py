"""The menu: areas of the program, each with its pages; somebody sees those they have a right to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from assistant.people.rights import Action


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be chosen."""

    target: str
    name: str
    right: Action

    def leads_to(self, path: str) -> bool:
        """Whether an address is this page or stands below it."""
        return path == self.target or (self.target != "/" and path.startswith(f"{self.target}/"))


@dataclass(frozen=True, slots=True)
class Shown:
    """An area as one person sees it: where it leads, its name, its pages, whether we are in it."""

    target: str
    name: str
    pages: tuple[Entry, ...]
    is_here: bool


_READ, _DRAFT, _AUDIT = Action.READ, Action.DRAFT, Action.AUDIT
AREAS: Final = (
    (Entry("/", "Overview", _READ),),
    (Entry("/ask", "Ask", _READ), Entry("/replies", "Earlier questions", _READ)),
    (Entry("/clauses", "Clauses", _READ),),
    (Entry("/documents", "Documents", _READ),),
    (Entry("/gaps", "Gaps", _READ),),
    (Entry("/calendar", "Calendar", _READ),),
    (Entry("/trace", "Trace", _READ),),
    (Entry("/checklists", "Checklists", _DRAFT), Entry("/packs", "Evidence packs", _DRAFT)),
    (
        Entry("/audits", "Audits", _AUDIT),
        Entry("/programme", "Programme", _AUDIT),
        Entry("/findings", "Findings", _AUDIT),
    ),
    (Entry("/learn", "Learn", _READ),),
    (
        Entry("/index", "Index health", _READ),
        Entry("/jobs", "Work", Action.INGEST),
        Entry("/settings", "Settings", _READ),
    ),
    (Entry("/evaluation", "Evaluation", _READ),),
    (
        Entry("/people", "People", Action.PEOPLE),
        Entry("/access-log", "Access log", Action.ACCESS_LOG),
    ),
)
"""Every area; the first page of one that somebody may see stands in the menu for it."""


def areas(may: Callable[[Action], bool], path: str) -> Iterator[Shown]:
    """The areas somebody may see, as they look from an address."""
    for area in AREAS:
        pages = tuple(one for one in area if may(one.right))
        if pages:
            here = any(one.leads_to(path) for one in pages)
            yield Shown(pages[0].target, pages[0].name, pages, here)
