"""The use case: draft the checklist of an internal audit for clauses, or for a process."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.audits.drafting import Ground, draft
from assistant.audits.populations import Populations, Records
from assistant.audits.reaching import InScope, Reading, in_scope
from assistant.audits.trail import stage_called, trail
from assistant.errors import WrongUse
from assistant.evidence import gather
from assistant.gaps.find import FindGaps
from assistant.in_force import in_force
from assistant.model.audits import Checklist
from assistant.model.clauses import Clause, ClauseNumber, Edition
from assistant.model.organisation import Organisation
from assistant.organisation.documents import documents_named
from assistant.ports import Library

RecordsOn = Callable[[date], Records]
"""Gives the typed records of a day."""
EarlierOn = Callable[[date], Sequence[tuple[ClauseNumber, str]]]
"""Gives what findings kept here say by a day, with the clause each is about."""


def _nothing_earlier(_: date) -> Sequence[tuple[ClauseNumber, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit is of: its title, clauses with all below them, and documents to read whole.

    Without documents, or where none of them is in force, only the passages mapped to the clauses
    are asked about.
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
        current = in_force(self._library.revisions(), as_of)
        mapped = self._library.mappings(edition=edition.id, revisions=[one.id for one in current])
        reading = Reading(
            frozenset(clause.number for clause in clauses),
            documents_named(scope.documents, current).folded,
            scope.clauses[0],
        )
        return in_scope(self._library, current, mapped, reading)


def scope_of_process(name: str, organisation: Organisation, edition: Edition) -> Scope:
    """A process of the organisation of that name, else a customary one of a distributor.

    Several may be named at once, parted by commas or "and". Raises `WrongUse` with the names
    there are.
    """
    scope = _process_called(name, organisation, edition)
    for parts in (name.split(","), _PARTED.split(name)):
        if scope is None and len(parts) > 1:
            found = [_process_called(part, organisation, edition) for part in parts]
            scope = _together([one for one in found if one is not None], of=len(parts))
    if scope is None:
        own = [one.name for one in organisation.processes]
        known = ", ".join([*own, *(one.title for one in trail())])
        raise WrongUse(f"There is no process {name!r}.", hint=f"There are: {known}.")
    return scope


_PARTED = re.compile(r",|\band\b|&")


def _process_called(name: str, organisation: Organisation, edition: Edition) -> Scope | None:
    for one in organisation.processes:
        if one.name.casefold() == name.strip().casefold():
            clauses = tuple(number for number in one.clauses if number in edition)
            return Scope(one.name, clauses, one.documents)
    stage = stage_called(name)
    if stage is None:
        return None
    return Scope(stage.title, tuple(number for number in stage.scope if number in edition))


def _together(scopes: Sequence[Scope], *, of: int) -> Scope | None:
    """One scope of several; None where a name was not known."""
    if len(scopes) < of:
        return None
    return Scope(
        ", ".join(dict.fromkeys(one.title for one in scopes)),
        tuple(dict.fromkeys(number for one in scopes for number in one.clauses)),
        # A customary process reads by clause; beside one, no document is read alone.
        tuple(dict.fromkeys(number for one in scopes for number in one.documents))
        if all(one.documents for one in scopes)
        else (),
    )


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
