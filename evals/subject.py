"""The program under evaluation: the same services that every surface calls."""

from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from assistant.in_force import in_force
from assistant.legacy_report import LegacyScope, LegacyUse
from assistant.model.mappings import Decision
from assistant.model.replies import Citation, Reply
from assistant.ports import MappedPassage
from evals.reading_cells import cells_of
from evals.record_cells import ReadCell
from evals.running import Proposed, ReadNumber
from integrations.bootstrap import Services

if TYPE_CHECKING:
    from assistant.people.viewed_library import HeldLibrary


class OpenServices:
    """A `Subject` over services with one ingested collection."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def ask(self, question: str, as_of: date, conversation: str | None = None) -> Reply:
        """One reply, as the command line gives it."""
        return self._services.ask(question, as_of=as_of, conversation=conversation)

    def search(self, question: str, as_of: date, limit: int) -> list[Citation]:
        """Passages, best first, as `clausewise search` gives them."""
        found = self._services.search(question, limit=limit, as_of=as_of)
        return [citation for citation, _ in found]

    def verdict(self, clause: str, as_of: date) -> tuple[str, str]:
        """As `clausewise coverage CLAUSE` gives it, sub-clauses included."""
        first = self._services.coverage(clause, as_of=as_of, with_gaps=False).clauses[0]
        return first.documented.value, first.practised.value

    def verdicts(self, as_of: date) -> dict[str, tuple[str, str]]:
        """As `clausewise coverage` gives them."""
        found = self._services.coverage(None, as_of=as_of, with_gaps=False).clauses
        return {
            str(one.clause.number): (one.documented.value, one.practised.value) for one in found
        }

    def proposed(self, as_of: date) -> list[Proposed]:
        """Every clause of a passage in force that nobody has rejected, likely ones included."""
        current = [one.id for one in in_force(self._library.revisions(), as_of)]
        edition = self._services.adapters.edition.id
        found = self._library.mappings(edition=edition, revisions=current, likely=True)
        return [_proposed(one) for one in found if one.mapping.decision is not Decision.REJECTED]

    def old_numbers(self, as_of: date) -> list[ReadNumber]:
        """As `clausewise legacy` gives them, records and obsolete documents included."""
        scope = LegacyScope(history=True)  # the reading is measured, not what is left out
        report = self._services.standards.legacy(as_of=as_of, scope=scope)
        return [_read(one.revision.path, use) for one in report.documents for use in one.uses]

    def record_cells(self, as_of: date) -> list[ReadCell]:
        """The fields of every record, those that were not read included."""
        return cells_of(self._services.records(as_of=as_of))

    def stands(self, citation: Citation) -> bool:
        """Looked up by path and page, so that it does not trust the citation's own passage.

        White space is folded on both sides: a quote is shown on one line.
        """
        revision = self._revisions.get(citation.path)
        text = self._library.page_text(revision, citation.page) if revision else None
        quote = " ".join(citation.quote.split())
        return bool(quote) and quote in " ".join((text or "").split())

    @property
    def _library(self) -> "HeldLibrary":
        return self._services.adapters.library

    @cached_property
    def _revisions(self) -> dict[str, str]:
        return {revision.path: revision.id for revision in self._library.revisions()}


def _proposed(one: MappedPassage) -> Proposed:
    revision, passage = one.revision, one.passage
    return Proposed(
        clause=str(one.mapping.proposal.clause),
        path=revision.path,
        document=revision.number,
        revision=revision.identity.label,
        section=passage.section,
        section_title=passage.section_title,
        row=passage.row,
        confidence=one.mapping.proposal.confidence,
        likely=one.mapping.is_likely_only,
    )


def _read(path: str, use: LegacyUse) -> ReadNumber:
    current = tuple(str(clause.number) for clause in use.current)
    return ReadNumber(
        PurePosixPath(path).name, str(use.number), use.quote, use.numbering.value, current
    )
