"""What costs a second to work out and is looked at all day: kept while nothing has changed."""

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from assistant.coverage import Coverage
from assistant.model.audits import GapReport
from assistant.model.dues import Calendar
from integrations.bootstrap import Services
from integrations.bootstrap.adapters import Adapters
from integrations.database.state import state_of

if TYPE_CHECKING:
    from assistant.ledger.queue import Queued

_Value = TypeVar("_Value")
_MOST = 12  # values of one collection; a day that nobody looks at goes first


class _Kept:
    """The values of one collection while its documents and decisions have one state."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state = ""
        self.values: dict[tuple[str, date], object] = {}


_BY_COLLECTION: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()
_GUARD = Lock()


def coverage(services: Services, day: date) -> Coverage:
    """The coverage of every clause, with its gaps."""
    return _kept(services, "coverage", day, lambda: services.coverage(None, as_of=day))


def gaps(services: Services, day: date) -> GapReport:
    """Every gap."""
    return _kept(services, "gaps", day, lambda: services.gaps(None, as_of=day))


def calendar(services: Services, day: date) -> Calendar:
    """Everything that falls due, however far ahead."""
    return _kept(services, "calendar", day, lambda: services.calendar(as_of=day, days=None))


def queue(services: Services, day: date) -> "list[Queued]":
    """What to confirm next, the most useful first."""
    return _kept(services, "queue", day, lambda: services.ledger.queue(as_of=day, limit=50))


def get_ready(services: Services, day: date) -> None:
    """Work out what the first page shows."""
    for make in (coverage, gaps, calendar, queue):
        make(services, day)


def _kept(services: Services, name: str, day: date, make: Callable[[], _Value]) -> _Value:
    kept = _of(services.adapters)
    with kept.lock:  # the second who asks waits for the first instead of working it out again
        state = state_of(services.adapters.database)
        if state != kept.state:
            kept.state, kept.values = state, {}
        key = (name, day)
        if key not in kept.values:
            value = make()
            while len(kept.values) >= _MOST:
                del kept.values[next(iter(kept.values))]
            kept.values[key] = value
        return cast(_Value, kept.values[key])


def _of(adapters: Adapters) -> _Kept:
    with _GUARD:
        return _BY_COLLECTION.setdefault(adapters.library, _Kept())
