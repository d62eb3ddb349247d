"""A reader that works long on one file says now and then that it is still at it."""

from collections.abc import Callable
from typing import Final

_LISTENERS: Final[list[Callable[[], object]]] = []


def beat() -> None:
    """One page of a long file is done; nothing happens where nobody listens."""
    for listener in _LISTENERS:
        listener()


def listen(listener: Callable[[], object]) -> None:
    """Call `listener` at each `beat` of this process, from now on."""
    _LISTENERS.append(listener)
