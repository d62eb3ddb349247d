"""The use case: run every rule over what is in force on a day."""

from datetime import date

from assistant.evidence import gather, held_for
from assistant.gaps.missing import RULES, missing
from assistant.model.audits import GapReport
from assistant.model.clauses import ClauseNumber, Edition
from assistant.ports import Library


class FindGaps:
    """What an auditor would ask for that is absent."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(
        self, edition: Edition, *, as_of: date, clause: ClauseNumber | None = None
    ) -> GapReport:
        """Gaps of `clause` and those below it, or of all. Raises `UnknownClause`."""
        clauses = edition.clauses if clause is None else edition.within(clause)
        evidence = gather(self._library, edition, as_of)
        records = {
            mapped.passage.id
            for one in clauses
            for mapped in held_for(edition, evidence, one.number).records
        }
        gaps = tuple(missing(edition, evidence, clauses))
        return GapReport(as_of, gaps, rules=len(RULES), records=len(records))
