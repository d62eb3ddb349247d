"""Which documents were shown while one request or command was worked on, for the access log.

What shows text says so through its shape; what is no text (a picture, a pack, a workbook) is
noted here by whatever makes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass

from assistant.model.documents import Revision
from assistant.model.replies import Citation

_SHOWN: ContextVar[set[str] | None] = ContextVar("shown", default=None)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Collect the paths that `note` is told of; threads started from here share the set."""
    held: set[str] = set()
    token = _SHOWN.set(held)
    try:
        yield held
    finally:
        _SHOWN.reset(token)


def note_in(value: object) -> None:
    """Whatever a value of the core cites is shown: a pack, a checklist."""
    if _SHOWN.get() is not None:
        note(_paths_in(value))


def _paths_in(value: object) -> Iterator[str]:
    if isinstance(value, Citation | Revision):
        yield value.path
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _paths_in(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from _paths_in(tuple(value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _paths_in(each)


def note(paths: Iterable[str]) -> None:
    """Something of the documents at these paths is shown. Does nothing where nobody collects."""
    held = _SHOWN.get()
    if held is not None:
        held.update(paths)
