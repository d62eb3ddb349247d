"""The way to a new edition as tables: what to do first, the documents to revise, every clause."""

from assistant.evidence import is_suspect
from assistant.model.clauses import Applicability, ClauseNumber
from assistant.model.mappings import Decision
from assistant.reports.legacy_tables import RELATIONS
from assistant.reports.report import Column, Report, Table
from assistant.transition.plan import DocumentTask, Rank, Task, Transition, section_named
from assistant.transition.steps import Change
from assistant.transition.today import Held

RANKS = {
    Rank.ESTABLISH: "1 establish",
    Rank.EXTEND: "2 extend",
    Rank.SETTLE: "3 settle",
    Rank.RENUMBER: "4 renumber",
    Rank.LET_GO: "5 let go",
    Rank.NOTHING: "nothing to do",
}
"""What to do, in the order of working."""

_FIRST = (
    Column("Do", 13),
    Column("New clause", 10),
    Column("Title", 26),
    Column("Change", 11),
    Column("Clause in use", 28),
    Column("What to do", 46),
    Column("Documents today", 34),
    Column("Decisions", 16),
    Column("Records", 16),
    Column("Owner", 14, mine=True),
    Column("Due", 12, mine=True),
    Column("Done", 10, mine=True),
)
_DOCUMENTS = (
    Column("Document", 16),
    Column("Rev", 6),
    Column("Title", 34),
    Column("Extend for", 30),
    Column("Write instead", 34),
    Column("No longer asked for", 18),
    Column("Places with changed numbers", 14),
    Column("Numbers of older editions", 14),
)
_ALL = (
    Column("New clause", 10),
    Column("Title", 34),
    Column("Change", 11),
    Column("Clause in use", 34),
    Column("Relation", 26),
    Column("Note", 40),
    Column("Documents today", 34),
)


def tables(plan: Transition) -> Report:
    """First what is to be done, then the documents, then every clause in reading order."""
    work = [task for task in plan.tasks if task.rank is not Rank.NOTHING]
    every = sorted(plan.tasks, key=lambda task: (task.step.number, task.step.new is None))
    return Report(
        f"From {plan.current.name} to {plan.new.name}",
        _lead(plan, len(work)),
        (
            Table(
                "What to do first",
                _FIRST,
                tuple(_first(task) for task in work),
                tones={at: tone(task) for at, task in enumerate(work)},
            ),
            Table(
                "Documents to revise", _DOCUMENTS, tuple(_document(one) for one in plan.documents)
            ),
            Table(
                "Every clause",
                _ALL,
                tuple(_clause(task) for task in every),
                tones={at: tone(task) for at, task in enumerate(every)},
            ),
        ),
    )


def _lead(plan: Transition, work: int) -> tuple[str, ...]:
    counts = ", ".join(
        f"{plan.count(change)} {change.value}" for change in Change if plan.count(change)
    )
    kept = plan.confirmed(Rank.NOTHING, Rank.RENUMBER)
    again = plan.confirmed(Rank.EXTEND, Rank.SETTLE)
    ends = plan.confirmed(Rank.LET_GO)
    lines = [
        f"Documents and records in force on {plan.as_of.isoformat()}, held against the edition "
        f"{plan.new.id}. Clauses, chapters included: {counts}; {work} ask for work.",
        f"Confirmed places: {kept} stand at clauses whose subject stays, {again} at clauses "
        f"that ask for more or are not settled, {ends} at clauses that end.",
    ]
    silent = sum(not task.step.told for task in plan.tasks)
    if silent:
        lines.append(
            f"Clauses of which the edition file says nothing: {silent}. Those with the same number "
            "and title are taken for unchanged, the others are to be settled."
        )
    older = [one for one in plan.documents if one.older]
    if older:
        numbers = ", ".join(one.revision.number for one in older)
        lines.append(
            "Documents above that still use numbers of an edition before the one in use: "
            f"{numbers}. `clausewise legacy` lists the places."
        )
    return tuple(lines)


def tone(task: Task) -> str:
    """The word for the colour of a row; "" for one that asks for nothing."""
    change = task.step.change
    if change is Change.UNSETTLED:
        return "ask"
    return "" if change is Change.UNCHANGED else change.value


def _first(task: Task) -> tuple[str, ...]:
    step = task.step
    return (
        RANKS[task.rank],
        str(step.number) if step.new else "—",
        step.title.strip("()"),
        step.change.value,
        clauses_in_use(task),
        task.action,
        documents_today(task.held),
        decisions(task.held),
        records(task.held),
        "",
        "",
        "",
    )


def clauses_in_use(task: Task) -> str:
    """The clauses of the edition in use, one a line."""
    return "\n".join(
        f"{origin.clause.number} {origin.clause.title.strip('()')}" for origin in task.step.old
    )


def documents_today(held: Held) -> str:
    """`QP-84 rev C §4, §5`, one document a line."""
    found: dict[str, list[str]] = {}
    for place in held.described:
        one = place.citation
        name = f"{one.document} rev {one.revision}" if one.revision else one.document
        where = section_named(place)
        known = found.setdefault(name, [])
        if where not in known:
            known.append(where)
    return "\n".join(f"{name} {', '.join(places)}" for name, places in found.items())


def decisions(held: Held) -> str:
    """How many places people confirmed, and how many nobody decided about."""
    mappings = [place.mapping for place in held.described]
    suspect = sum(map(is_suspect, mappings))
    confirmed = sum(one.decision is Decision.CONFIRMED for one in mappings) - suspect
    open_ = len(mappings) - confirmed - suspect
    counts = ((confirmed, "confirmed"), (suspect, "suspect"), (open_, "proposed"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def records(held: Held) -> str:
    """How many records there are, and the newest day they speak of."""
    if not held.records:
        return ""
    newest = f", newest {held.newest.isoformat()}" if held.newest else ""
    return f"{held.records}{newest}"


def _document(one: DocumentTask) -> tuple[str, ...]:
    identity = one.revision.identity
    return (
        identity.number,
        identity.label,
        identity.title,
        _list(one.extend),
        "; ".join(f"{new} for {old}" for old, new in one.renumber),
        _list(one.end),
        str(one.citations or ""),
        str(one.older or ""),
    )


def _list(numbers: tuple[ClauseNumber, ...]) -> str:
    return ", ".join(map(str, numbers))


def _clause(task: Task) -> tuple[str, ...]:
    step = task.step
    active = step.new is None or step.new.applicability is Applicability.ACTIVE
    change = step.change.value if active else f"{step.change.value}, not asked of a distributor"
    return (
        str(step.number) if step.new else "—",
        step.title.strip("()"),
        change if step.told else f"{change} (not said)",
        clauses_in_use(task),
        "; ".join(dict.fromkeys(RELATIONS[origin.relation] for origin in step.old)),
        " ".join(origin.note for origin in step.old if origin.note),
        documents_today(task.held),
    )
