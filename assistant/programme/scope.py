"""What a programme has to cover: the clauses that apply, and the processes that serve them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from assistant.audits.trail import stage_of, trail
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.organisation import Organisation
from assistant.model.programmes import OutOfScope, covers
from assistant.organisation.tailoring import why_not

_ASKED = (Applicability.ACTIVE, Applicability.UNCERTAIN)
_REST = "Other clauses"


@dataclass(frozen=True, slots=True)
class Subject:
    """A process to be audited: `numbers` are the applicable clauses it serves, one by one."""

    name: str
    owner: str
    clauses: tuple[ClauseNumber, ...]
    numbers: tuple[ClauseNumber, ...]
    documents: tuple[str, ...] = ()
    customary: bool = False


def applicable(edition: Edition) -> tuple[Clause, ...]:
    """Clauses with a requirement of their own, in reading order; open ones are looked at too."""
    return tuple(
        clause
        for clause in edition.clauses
        if clause.applicability in _ASKED
        and (edition.is_leaf(clause.number) or clause.maintain or clause.retain)
    )


def out_of_scope(edition: Edition) -> tuple[OutOfScope, ...]:
    """The clauses nothing is asked about, each with the reason."""
    return tuple(
        OutOfScope(clause.number, why_not(clause) or "the number is kept without a requirement")
        for clause in edition.clauses
        if clause.applicability not in _ASKED
    )


def subjects(edition: Edition, organisation: Organisation) -> tuple[Subject, ...]:
    """The organisation's processes, then customary ones for the clauses that none of them serves.

    Every applicable clause is in one of them at least.
    """
    asked = [clause.number for clause in applicable(edition)]
    own = []
    for one in organisation.processes:
        clauses = tuple(number for number in one.clauses if number in edition)
        numbers = tuple(number for number in asked if covers(clauses, number))
        own.append(Subject(one.name, one.owner, clauses, numbers, one.documents))
    served = {number for one in own for number in one.numbers}
    taken = {one.name.casefold() for one in own}
    left = [number for number in asked if number not in served]
    return (*own, *_customary(edition, left, taken))


def _customary(
    edition: Edition, left: Collection[ClauseNumber], taken: Collection[str]
) -> Iterator[Subject]:
    by_stage: dict[int, list[ClauseNumber]] = {}
    for number in left:
        by_stage.setdefault(stage_of(number), []).append(number)
    for position in sorted(by_stage):
        title = trail()[position].title if position < len(trail()) else _REST
        name = f"{title} (rest)" if title.casefold() in taken else title
        numbers = tuple(by_stage[position])
        yield Subject(name, "", gathered(edition, numbers), numbers, customary=True)


def gathered(edition: Edition, numbers: Iterable[ClauseNumber]) -> tuple[ClauseNumber, ...]:
    """The same clauses in as few numbers as there are: a clause stands for all below it.

    A number stands for others only where every applicable clause below it is among them.
    """
    wanted = set(numbers)
    asked = [clause.number for clause in applicable(edition)]
    tops: list[ClauseNumber] = []
    for clause in edition.clauses:
        if covers(tops, clause.number):
            continue
        below = {number for number in asked if clause.number.contains(number)}
        if below and below <= wanted:
            tops.append(clause.number)
    return tuple(tops)
