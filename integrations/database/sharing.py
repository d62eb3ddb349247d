"""A library that shows mappings of other editions under the one in use."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import select

from assistant.model.clauses import ClauseNumber
from assistant.model.past_issues import PastIssue
from assistant.ports import MappedPassage
from assistant.sharing import Way, shared
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.database.remembering import RememberingLibrary


class SharingLibrary(RememberingLibrary):
    """A `RememberingLibrary` for reading; the ingest uses one without ways to other editions."""

    def __init__(
        self, database: Database, edition: str, find_ways: Callable[[], Sequence[Way]]
    ) -> None:
        super().__init__(database)
        self._edition, self._find_ways = edition, find_ways

    @cached_property
    def _ways(self) -> Sequence[Way]:
        """Found when mappings are first asked for: most commands need no catalogue for it."""
        return self._find_ways()

    def mappings(
        self,
        *,
        edition: str,
        clauses: Collection[ClauseNumber] | None = None,
        revisions: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        likely: bool = False,
    ) -> list[MappedPassage]:
        """Mappings that fit every filter, those that other editions lend included."""
        own = super().mappings(
            edition=edition,
            clauses=clauses,
            revisions=revisions,
            passages=passages,
            ids=ids,
            likely=likely,
        )
        if edition != self._edition or not self._ways:
            return own

        def ask(other: str, wanted: Collection[ClauseNumber]) -> list[MappedPassage]:
            if not self._has_any(other):  # as a rule there is one edition and nothing to lend
                return []
            return super(SharingLibrary, self).mappings(
                edition=other,
                clauses=wanted,
                revisions=revisions,
                passages=passages,
                ids=ids,
                likely=likely,
            )

        return shared(own, ask, self._ways, clauses)

    def past_issues(self, number: str | None = None) -> list[PastIssue]:
        """Issues held no more, with the mappings that other editions lend them."""
        return [self._lending(one) for one in super().past_issues(number)]

    def _lending(self, past: PastIssue) -> PastIssue:
        cut = {one.id: one for one in past.passages}

        def of(edition: str, wanted: Collection[ClauseNumber] | None) -> list[MappedPassage]:
            return [
                MappedPassage(one, cut[one.proposal.passage], past.revision)
                for one in past.mappings
                if one.edition == edition and (wanted is None or one.proposal.clause in wanted)
            ]

        found = shared(of(self._edition, None), of, self._ways)
        others = (one for one in past.mappings if one.edition != self._edition)
        return replace(past, mappings=(*(one.mapping for one in found), *others))

    def _has_any(self, edition: str) -> bool:
        query = select(t.mappings.c.id).where(t.mappings.c.edition == edition).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None
