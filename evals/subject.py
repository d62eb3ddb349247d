"""The program under evaluation: the same services that every surface calls."""

from datetime import date

from assistant.model.replies import Citation, Reply
from assistant.ports import MappedPassage
from integrations.bootstrap import Services


class OpenServices:
    """A `Subject` over services with one ingested collection."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def ask(self, question: str, as_of: date) -> Reply:
        """One reply, as the command line gives it."""
        return self._services.answer(question, as_of=as_of)

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        """Passages, best first, as `clausewise search` gives them."""
        found = self._services.search(question, limit=limit, as_of=as_of)
        return [citation for citation, _ in found]

    def mappings(self, as_of: date) -> list[MappedPassage]:
        """Every mapping of documents in force."""
        return self._services.mapped_in_force(as_of=as_of)
