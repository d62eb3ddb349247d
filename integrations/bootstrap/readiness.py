"""Whether all that answering needs is there."""

from collections.abc import Callable

from assistant.errors import ClausewiseError
from integrations.bootstrap.adapters import Adapters


class SaysReadiness:
    """The part of the services that says whether the others can work."""

    adapters: Adapters

    def readiness(self) -> dict[str, str]:
        """`ready`, or what is wrong, for the database and the embedding model."""
        return {
            "database": _state(lambda: self.adapters.library.revisions()),
            "model": _state(lambda: self.adapters.embedder.embed(["ready"])),
        }


def _state(works: Callable[[], object]) -> str:
    try:
        works()
    except ClausewiseError as error:
        return f"{error.code}: {error}"
    return "ready"
