"""The way to a new edition: what to do first, clause by clause and document by document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from assistant.in_force import in_force
from assistant.legacy_report import Readings
from assistant.model.clauses import Applicability, ClauseNumber, Edition
from assistant.model.documents import Revision
from assistant.ports import Library
from assistant.transition.steps import Change, Step, steps
from assistant.transition.today import CitedIn, Held, Place, Today


class Rank(IntEnum):
    """What to do first; 1 comes first."""

    ESTABLISH = 1  # asked for and nothing answers to it
    EXTEND = 2  # described today, and more is asked for
    SETTLE = 3  # the file of the new edition does not say
    RENUMBER = 4  # the same subject under another number
    LET_GO = 5  # described today and no longer asked for
    NOTHING = 6


@dataclass(frozen=True, slots=True)
class Task:
    """A clause's step with what is held today and what follows from both."""

    step: Step
    held: Held
    rank: Rank
    action: str


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """What the new edition does to one document.

    `extend`, `renumber` and `end` are new clause numbers (old ones for `end`); `citations` counts
    the places whose number changes, `older` those of editions before the one in use.
    """

    revision: Revision
    extend: tuple[ClauseNumber, ...]
    renumber: tuple[tuple[ClauseNumber, ClauseNumber], ...]  # (old, new)
    end: tuple[ClauseNumber, ...]
    citations: int
    older: int


@dataclass(frozen=True, slots=True)
class Transition:
    """`tasks` stand in the order of working, `documents` with the most work first."""

    current: Edition
    new: Edition
    as_of: date
    tasks: tuple[Task, ...]
    documents: tuple[DocumentTask, ...]

    def count(self, change: Change) -> int:
        """How many clauses have this change, parents without a requirement included."""
        return sum(task.step.change is change for task in self.tasks)

    def confirmed(self, *ranks: Rank) -> int:
        """Confirmed places at the clauses of these ranks."""
        return sum(task.held.confirmed for task in self.tasks if task.rank in ranks)


class PlanTransition:
    """Holds a new edition against what the organisation has today."""

    def __init__(self, library: Library, readings: Readings) -> None:
        self._library, self._today = library, Today(library, readings)

    def __call__(self, current: Edition, new: Edition, *, as_of: date) -> Transition:
        """Raises `NoWayBetween` when `new` does not say where the clauses of `current` went."""
        found = steps(current, new)
        standing = self._today(current, as_of)
        auditable = {clause.number for clause in new.auditable}
        tasks = [_task(step, standing.held, auditable) for step in found]
        ordered = sorted(tasks, key=lambda task: (task.rank, -_weight(task), task.step.number))
        counted = in_force(self._library.revisions(), as_of)
        documents = _documents(tasks, {one.number: one for one in counted}, standing.older)
        return Transition(current, new, as_of, tuple(ordered), tuple(documents))


def _weight(task: Task) -> int:
    """Of two clauses with the same rank the one that touches more comes first."""
    return 10 * len(task.held.documents) + sum(one.times for one in task.held.cited_in)


def _task(step: Step, held: Mapping[ClauseNumber, Held], auditable: set[ClauseNumber]) -> Task:
    today = joined(held.get(origin.clause.number, Held()) for origin in step.old)
    if step.new is None:  # clauses below one that ends have a way of their own
        today = replace(today, below=())
    rank = _rank(step, today, auditable)
    return Task(step, today, rank, _action(step, today, rank))


def joined(parts: Iterable[Held]) -> Held:
    """What is held for several clauses together, each passage once."""
    several = list(parts)
    times: dict[tuple[str, str], int] = {}
    for one in (cited for part in several for cited in part.cited_in):
        key = one.document, one.revision
        times[key] = times.get(key, 0) + one.times
    days = [part.newest for part in several if part.newest]
    return Held(
        places=_once(place for part in several for place in part.places),
        below=_once(place for part in several for place in part.below),
        held_records=frozenset[str]().union(*(part.held_records for part in several)),
        newest=max(days, default=None),
        cited_in=tuple(CitedIn(*key, count) for key, count in sorted(times.items())),
    )


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each passage once."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.citation.passage, place)
    return tuple(found.values())


def _rank(step: Step, held: Held, auditable: set[ClauseNumber]) -> Rank:
    if step.change is Change.UNSETTLED:
        return Rank.SETTLE
    if step.new is None:
        return Rank.LET_GO if held.places or held.cited_in else Rank.NOTHING
    asked = step.new.number in auditable
    if asked and step.change in (Change.NEW, Change.CHANGED):
        return Rank.EXTEND if held.described else Rank.ESTABLISH
    if _is_renumbered(step) and held.cited_in:
        return Rank.RENUMBER
    return Rank.NOTHING


def _action(step: Step, held: Held, rank: Rank) -> str:
    match rank:
        case Rank.ESTABLISH:
            return _establish(step)
        case Rank.EXTEND:
            return f"Extend {_named(held)}. {_why(step)}{_again(held)}"
        case Rank.SETTLE:
            return (
                "The file of the new edition does not say what becomes of it: read both texts and "
                "add it to the crosswalk of the file."
            )
        case Rank.RENUMBER:
            return _renumber(step, held)
        case Rank.LET_GO:
            return f"No longer asked for. Keep it of your own will or take it out: {_named(held)}."
    return _nothing(step)


def _establish(step: Step) -> str:
    assert step.new is not None  # an ending clause is never established
    asked = []
    if step.new.maintain:
        asked.append(f"to keep up to date: {'; '.join(step.new.maintain)}")
    if step.new.retain:
        asked.append(f"records to keep: {'; '.join(step.new.retain)}")
    more = f" ({', '.join(asked)})" if asked else ""
    if step.change is Change.NEW:
        return f"Nothing answers to it yet: settle who does it and how, and write it down{more}."
    return f"{_why(step)} Nothing in force is mapped to it today: write it down{more}."


def _why(step: Step) -> str:
    notes = " ".join(dict.fromkeys(origin.note for origin in step.old if origin.note))
    if notes:
        return notes
    before = ", ".join(str(origin.clause.number) for origin in step.old)
    if len(step.old) > 1:
        return f"It puts {before} together."
    relation = step.old[0].relation.value if step.old else ""
    return (
        f"It takes up a part of {before}."
        if relation == "part"
        else f"It asks for more than {before}."
    )


def _again(held: Held) -> str:
    count = held.confirmed + held.suspect
    if not count:
        return ""
    return f" {count} confirmed {'place' if count == 1 else 'places'} to be looked at again."


def _renumber(step: Step, held: Held) -> str:
    before = ", ".join(str(origin.clause.number) for origin in step.old)
    cited = sum(one.times for one in held.cited_in)
    where = ", ".join(one.document for one in held.cited_in)
    places = "1 place" if cited == 1 else f"{cited} places"
    return f"The same subject as {before}: write {step.number} in {places} of {where}."


def _nothing(step: Step) -> str:
    if step.new is None:
        return "No longer asked for, and nothing is held for it."
    if _is_renumbered(step) and step.change is Change.MOVED:
        return "Only the number changes, and no document cites the old one."
    if step.new.applicability is not Applicability.ACTIVE:
        return "Not asked of a distributor." if step.change is not Change.UNCHANGED else ""
    if step.change is Change.UNCHANGED:
        return "" if step.told else "Same number and title; the file does not say more."
    return "A heading: see the clauses below it."


def section_named(place: Place) -> str:
    """`§4.2`, `Appendix B`, or the page where a document has no sections."""
    section = place.citation.section
    if not section:
        return f"p.{place.citation.page}"
    return f"§{section}" if section[0].isdigit() else section


def _named(held: Held) -> str:
    """`QP-84 §4, §5; QM-01 §8.4`, at most four documents by name."""
    sections: dict[str, list[str]] = {}
    for place in held.described:
        known = sections.setdefault(place.citation.document, [])
        if (where := section_named(place)) not in known:
            known.append(where)
    for one in held.cited_in if not held.described else ():
        sections.setdefault(one.document, [])
    most_first = sorted(sections.items(), key=lambda pair: -len(pair[1]))
    named = [f"{document} {', '.join(found[:4])}".strip() for document, found in most_first]
    rest = len(named) - 4
    more = f" and {rest} more document{'s' if rest > 1 else ''}" if rest > 0 else ""
    return "; ".join(named[:4]) + more


def _documents(
    tasks: Sequence[Task], revisions: Mapping[str, Revision], older: Mapping[str, int]
) -> list[DocumentTask]:
    found = [_document(tasks, one, older.get(number, 0)) for number, one in revisions.items()]
    touched = [one for one in found if one.extend or one.renumber or one.end or one.citations]
    return sorted(touched, key=_work)


def _document(tasks: Sequence[Task], revision: Revision, older: int) -> DocumentTask:
    mine = [task for task in tasks if revision.number in task.held.documents]
    cites = {
        task.step.number: (task.step, one.times)
        for task in tasks
        for one in task.held.cited_in
        if one.document == revision.number and _is_renumbered(task.step)
    }
    pairs = {(old.clause.number, to) for to, (step, _) in cites.items() for old in step.old}
    return DocumentTask(
        revision,
        extend=tuple(sorted(task.step.number for task in mine if task.rank is Rank.EXTEND)),
        renumber=tuple(sorted((old, new) for old, new in pairs if old != new)),
        end=tuple(sorted(task.step.number for task in mine if task.rank is Rank.LET_GO)),
        citations=sum(times for _, times in cites.values()),
        older=older,
    )


def _is_renumbered(step: Step) -> bool:
    return step.new is not None and any(old.clause.number != step.number for old in step.old)


def _work(one: DocumentTask) -> tuple[int, int, str]:
    return -len(one.extend), -(one.citations + len(one.end)), one.revision.number
