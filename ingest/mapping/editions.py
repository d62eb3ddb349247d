"""Things made once per edition."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from assistant.model.clauses import Edition

Made = TypeVar("Made")
_KEPT = 4


def once_per_edition(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Remember what `make` gave for the last few editions.

    An edition is known by being the same object: to hash its thousand texts at every look-up
    took a third of the time of a whole ingest.
    """
    made: dict[int, tuple[Edition, Made]] = {}

    @wraps(make)
    def remembered(edition: Edition) -> Made:
        known = made.get(id(edition))
        if known is None:
            known = (edition, make(edition))  # held, so that its id is not given away
            while len(made) >= _KEPT:
                made.pop(next(iter(made)), None)
            made[id(edition)] = known
        return known[1]

    return remembered
