"""Vectors that catch up in a thread while a server answers."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from assistant.errors import ClausewiseError
from integrations.bootstrap import Services

_log = logging.getLogger(__name__)
_LOOK_AGAIN = 15.0  # seconds; another process may have ingested meanwhile


@contextmanager
def vectors_in_background(services: Services) -> Iterator[Event]:
    """Keep the vectors complete; set the event to have it look now. Ends after its chunk."""
    wanted, ended = Event(), Event()
    thread = Thread(target=_keep_up, args=(services, wanted, ended), name="vectors", daemon=True)
    thread.start()
    try:
        yield wanted
    finally:
        ended.set()
        wanted.set()
        thread.join(timeout=30)


def _keep_up(services: Services, wanted: Event, ended: Event) -> None:
    while not ended.is_set():
        wanted.clear()
        try:
            services.complete_vectors(stopping=ended.is_set)
        except ClausewiseError as error:  # `searched` and `doctor` say how far the vectors are
            _log.warning("vectors: %s", error.code)
        wanted.wait(_LOOK_AGAIN)
