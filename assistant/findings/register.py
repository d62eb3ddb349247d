"""The register: findings kept here and those of logs that were taken in, side by side, with age."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from assistant.gaps.cells import SETTLED, day, references, standing, text
from assistant.gaps.dues import due_day
from assistant.gaps.ground import Ground
from assistant.model.clauses import ClauseNumber
from assistant.model.findings import FindingStanding, FindingState, Register, RegisterLine
from assistant.model.records import Record, RecordTable
from assistant.model.replies import Citation
from assistant.records.told_states import GRADES, NOT_STATED, STATES, logs_telling

KEPT, LOG = "kept", "log"
_NUMBER = re.compile(r"(?<![\w.])[1-9]\d?(?:\.[1-9]\d?)*(?![\w.]*\d)")
Cite = Callable[[Record], Citation]


def register(
    as_of: date,
    kept: Iterable[FindingStanding],
    logged: Iterable[RegisterLine],
    *,
    audit: str | None = None,
    clause: ClauseNumber | None = None,
    open_only: bool = False,
) -> Register:
    """Overdue first, then open by their day, then closed; those that fit every filter."""
    lines = [*map(line_of, kept), *logged]
    fitting = [
        one
        for one in lines
        if (audit is None or one.audit.casefold() == audit.strip().casefold())
        and (clause is None or speaks_of(one.clause, clause))
        and (not open_only or one.is_open or one.state == NOT_STATED)
    ]
    return Register(as_of, tuple(sorted(fitting, key=_order)))


def line_of(one: FindingStanding) -> RegisterLine:
    """A finding kept here as a line of the register."""
    finding = one.finding
    own = finding.requirement
    return RegisterLine(
        id=finding.id,
        audit=finding.audit,
        clause=str(own.clause or ""),
        grade=one.grade.value,
        state=one.state.value,
        says=finding.nature or finding.evidence,
        owner=one.owner,
        opened=finding.on,
        due=one.due,
        due_of=one.due_of,
        closed=one.closed,
        is_open=one.state is not FindingState.CLOSED,
        days_open=one.days_open,
        overdue_by=one.overdue_by,
        source=KEPT,
        evidence=(own.citation,) if own.citation else (),
    )


def logged_findings(
    ground: Ground, cite: Cite, tables: Collection[RecordTable] = ()
) -> Iterator[RegisterLine]:
    """Findings that stand as rows in logs of audits, as the log says how they stand.

    Of a log without a column for it, neither open nor closed: the state is not stated.
    """
    rows = ground.of("audit_finding")
    with_state, with_grade = (logs_telling(one, rows, tables) for one in (STATES, GRADES))
    for record in rows:
        is_told = record.revision in with_state
        closed = day(record, "closed") or day(record, "answered")
        if closed is not None and closed > ground.as_of:
            closed = None
        done = any(
            ground.was_done(one, name)
            for one in ground.same(record)
            for name in ("closed", "answered")
        )
        is_open = is_told and not (
            done or any(standing(one) in SETTLED for one in ground.same(record))
        )
        due = due_day(record, ("due",))
        opened = day(record, "audited")
        until = ground.as_of if is_open else closed
        state = "open" if is_open else "closed" if is_told else NOT_STATED
        overdue = (ground.as_of - due).days if is_open and due else 0
        yield RegisterLine(
            id=ground.called(record),
            audit=", ".join(references(record, "audit")) or text(record, "audit"),
            clause=_clause(record),
            grade=text(record, "grade") or ("" if record.revision in with_grade else NOT_STATED),
            state=text(record, "state") or state,
            says=text(record, "description"),
            owner=text(record, "owner"),
            opened=opened,
            due=due,
            due_of="answer" if due and is_open else "",
            closed=None if is_open else closed,
            is_open=is_open,
            days_open=max(0, (until - opened).days) if opened and until else None,
            overdue_by=max(0, overdue),
            source=LOG,
            evidence=(cite(record),),
        )


def speaks_of(said: str, clause: ClauseNumber) -> bool:
    """Whether the clauses written (`8.4.1, 7.5`) hold `clause` or one below it."""
    return any(clause.contains(ClauseNumber.parse(one)) for one in _NUMBER.findall(said))


def _clause(record: Record) -> str:
    field = record.fields.get("clause")
    if field is None:
        return ""
    if isinstance(field.value, tuple):
        return ", ".join(map(str, field.value))
    return text(record, "clause")


def _order(one: RegisterLine) -> tuple[int, int, date, str]:
    rank = 0 if one.overdue_by else 1 if one.is_open or one.state == NOT_STATED else 2
    return rank, -one.overdue_by, one.due or date.max, one.id
