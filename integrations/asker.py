"""Whose account a piece of work is done for, so that what is kept of it can say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ASKER: ContextVar[str] = ContextVar("asker", default="")


@contextmanager
def working_for(person: str) -> Iterator[None]:
    """What is done inside is done for this account; threads started from here know it too."""
    token = _ASKER.set(person)
    try:
        yield
    finally:
        _ASKER.reset(token)


def asker() -> str:
    """The id of the account; "" where nobody has said."""
    return _ASKER.get()
