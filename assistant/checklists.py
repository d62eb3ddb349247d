"""The use case: draft the checklist of an internal audit for clauses, or for a process."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.audits.drafting import Ground, draft
from assistant.audits.obligations import InScope, in_scope
from assistant.audits.populations import Populations, Records
from assistant.audits.trail import stage_called, trail
from assistant.errors import WrongUse
from assistant.evidence import DOCUMENTS, gather
from assistant.gaps.find import FindGaps
from assistant.in_force import in_force
from assistant.model.audits import Checklist
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.model.mappings import Decision
from assistant.model.organisation import Organisation
from assistant.ports import Library, MappedPassage

RecordsOn = Callable[[date], Records]
"""Gives the typed records of a day."""
EarlierOn = Callable[[date], Sequence[tuple[ClauseNumber, str]]]
"""Gives what findings kept here say by a day, with the clause each is about."""


def _nothing_earlier(_: date) -> Sequence[tuple[ClauseNumber, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit is of: its title, clauses with all below them, and documents to read whole.

    Without documents only the passages mapped to the clauses are asked about.
    """

    title: str
    clauses: tuple[ClauseNumber, ...]
    documents: tuple[str, ...] = ()


class DraftChecklist:
    """Checklists of one library."""

    def __init__(
        self,
        library: Library,
        find_gaps: FindGaps | None = None,
        records: RecordsOn | None = None,
        earlier: EarlierOn = _nothing_earlier,
    ) -> None:
        self._library, self._earlier = library, earlier
        self._find_gaps = find_gaps or FindGaps(library)
        self._records = records

    def __call__(self, edition: Edition, scope: Scope, *, as_of: date, seed: int = 1) -> Checklist:
        """The draft for a scope. The same `seed` draws the same rows of the same records.

        Raises `UnknownClause`; `WrongUse` for a scope without clauses.
        """
        if not scope.clauses:
            raise WrongUse(
                f"{scope.title} serves no clause of {edition.id}.",
                hint="Name clauses for it in organisation.yaml, or use --clauses.",
            )
        wanted = {one.number for number in scope.clauses for one in edition.within(number)}
        clauses = tuple(clause for clause in edition if clause.number in wanted)
        ground = Ground(
            edition=edition,
            as_of=as_of,
            title=scope.title,
            clauses=clauses,
            passages=self._passages(edition, scope, clauses, as_of),
            evidence=gather(self._library, edition, as_of),
            gaps=self._find_gaps(edition, as_of=as_of).gaps,
            earlier=self._earlier(as_of),
            populations=Populations(self._records(as_of), seed=seed) if self._records else None,
        )
        return draft(ground)

    def _passages(
        self, edition: Edition, scope: Scope, clauses: Sequence[Clause], as_of: date
    ) -> list[InScope]:
        current = {one.id: one for one in in_force(self._library.revisions(), as_of)}
        mapped: list[MappedPassage] = [
            one
            for one in self._library.mappings(edition=edition.id, revisions=list(current))
            if one.mapping.decision is not Decision.REJECTED
        ]
        numbers = {clause.number for clause in clauses}
        own = {number.casefold() for number in scope.documents}
        found = in_scope(mapped, numbers)
        if not own:
            return found
        kept = {one.passage.id: one for one in found if one.revision.number.casefold() in own}
        return self._whole(own, kept, scope.clauses[0], current.values())

    def _whole(
        self,
        own: Collection[str],
        mapped: dict[str, InScope],
        home: ClauseNumber,
        revisions: Collection[Revision],
    ) -> list[InScope]:
        """Every passage of the documents named; one that is mapped to none goes to `home`."""
        whole = []
        for revision in revisions:
            if revision.number.casefold() not in own or revision.identity.kind not in DOCUMENTS:
                continue
            before = home
            for passage in self._library.passages_of(revision.id):
                one = mapped.get(passage.id) or InScope(passage, revision, (before,))
                before = one.clauses[0]
                whole.append(one)
        return whole


def scope_of_process(name: str, organisation: Organisation, edition: Edition) -> Scope:
    """A process of the organisation of that name, else a customary one of a distributor.

    Raises `WrongUse` with the names there are.
    """
    for one in organisation.processes:
        if one.name.casefold() == name.strip().casefold():
            clauses = tuple(number for number in one.clauses if number in edition)
            return Scope(one.name, clauses, one.documents)
    stage = stage_called(name)
    if stage is None:
        own = [one.name for one in organisation.processes]
        known = ", ".join([*own, *(one.title for one in trail())])
        raise WrongUse(f"There is no process {name!r}.", hint=f"There are: {known}.")
    return Scope(stage.title, tuple(number for number in stage.scope if number in edition))


def scope_of_clauses(numbers: Sequence[ClauseNumber]) -> Scope:
    """The clauses themselves."""
    named = ", ".join(str(number) for number in numbers)
    return Scope(f"Clause {named}" if len(numbers) == 1 else f"Clauses {named}", tuple(numbers))


def scope_named(
    clauses: Sequence[str], process: str | None, organisation: Organisation, edition: Edition
) -> Scope:
    """The scope of a process, or else of clauses as people write them.

    Raises `WrongUse`, `UnknownClause` or `InvalidClauseNumber`.
    """
    if process is not None:
        return scope_of_process(process, organisation, edition)
    return scope_of_clauses([edition.clause(one.strip()).number for one in clauses])
