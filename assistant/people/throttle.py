"""How often somebody may try to sign in: guessing is slow, and nobody is locked out by others.

Failures are counted where they come from. An address that fails for a name waits for that name;
an address that fails for many names waits for all. Failures from everywhere make *strange*
addresses wait for the name, never one from which its owner has signed in before. Every wait ends.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

WINDOW = 15 * 60.0  # seconds after which failures are forgotten
_OF_ONE = 5  # failures of one address for one name, before it waits
_OF_ADDRESS = 30
_OF_NAME = 50
_FIRST_WAIT = 30.0  # seconds; doubled with each further failure, up to WINDOW
_REMEMBERED = 20_000  # counters


@dataclass(slots=True)
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts failures in memory, for one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock: Final = clock
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._counting = Lock()

    def wait(self, name: str, address: str) -> float:
        """Seconds until this address may try this name again; 0.0: now."""
        with self._counting:
            waits = [self._wait((name, address), _OF_ONE), self._wait(("", address), _OF_ADDRESS)]
            if (name, address) not in self._known:
                waits.append(self._wait((name, ""), _OF_NAME))
        return max(waits)

    def failed(self, name: str, address: str) -> None:
        """Count a failure."""
        now = self._clock()
        with self._counting:
            for key in ((name, address), ("", address), (name, "")):
                held = self._failures.pop(key, None)
                fresh = held is None or now - held.last > WINDOW
                self._failures[key] = _Failures(1 if held is None or fresh else held.count + 1, now)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of this address for this name, and know it from now on."""
        with self._counting:
            self._failures.pop((name, address), None)
            self._known[(name, address)] = None
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _wait(self, key: tuple[str, str], allowed: int) -> float:
        held = self._failures.get(key)
        if held is None or held.count < allowed:
            return 0.0
        penalty = min(WINDOW, _FIRST_WAIT * 2.0 ** min(held.count - allowed, 20))
        return max(0.0, held.last + penalty - self._clock())
