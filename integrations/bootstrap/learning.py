"""Onboarding and rehearsal, wired."""

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.learning.progress import KeepProgress
from assistant.learning.use import LearnFromProcedures

if TYPE_CHECKING:
    from integrations.bootstrap.adapters import Adapters


class LearningServices:
    """Learning and rehearsing over one collection."""

    def __init__(self, adapters: "Adapters") -> None:
        self._adapters = adapters

    @cached_property
    def procedures(self) -> LearnFromProcedures:
        """Roles, ways and rounds of questions."""
        parts = self._adapters
        return LearnFromProcedures(parts.library, parts.edition, parts.organisation)

    @cached_property
    def progress(self) -> KeepProgress:
        """How far people are."""
        from integrations.database.learning import SqlLearningBook

        return KeepProgress(SqlLearningBook(self._adapters.database), hides=self._hides)

    def _hides(self, document: str) -> bool:
        """Whether a document may not be seen; of one that is held no more nobody can tell."""
        parts = self._adapters
        if parts.clearance.is_everything or not parts.whole.access.restricts:
            return False
        return document not in parts.sight.now().numbers
