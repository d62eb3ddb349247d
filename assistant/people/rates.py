"""How many requests one person or address may make in a minute."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

_REMEMBERED = 10_000


class Rate:
    """A bucket for each who asks: full at first, refilled evenly."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._held: Final[OrderedDict[str, tuple[float, float]]] = OrderedDict()
        self._taking = Lock()

    def wait(self, who: str) -> float:
        """Takes one; gives 0.0, or the seconds until there is one again."""
        now = self._clock()
        with self._taking:
            left, at = self._held.pop(who, (self._most, now))
            left = min(self._most, left + (now - at) * self._most / 60)
            waits = 0.0 if left >= 1 else (1 - left) * 60 / self._most
            self._held[who] = (left if waits else left - 1, now)
            while len(self._held) > _REMEMBERED:
                self._held.popitem(last=False)
        return waits
