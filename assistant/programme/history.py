"""Earlier audits and their findings, whoever kept them: from records as rows, and from audits run
here."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.audits.trail import stage_called
from assistant.gaps.cells import SETTLED, day, number, standing, text
from assistant.gaps.names import plain
from assistant.model.clauses import ClauseNumber, InvalidClauseNumber
from assistant.model.programmes import covers
from assistant.model.records import Record, RecordTable
from assistant.programme.scope import Subject
from assistant.quotes import word_stems
from assistant.records.told_states import STATES, logs_telling

_COUNTED = re.compile(r"(\d+)\s*(major|minor)s?\b", re.IGNORECASE)
_HALF = 0.5  # share of a process's clauses that makes an audit one of the process


class Rows(Protocol):
    """The records of a day."""

    @property
    def tables(self) -> Sequence[RecordTable]:
        """The tables they stand in."""

    def of(self, type_id: str) -> Sequence[Record]:
        """Every record of a sort, in reading order."""


@dataclass(frozen=True, slots=True)
class PastAudit:
    """An audit of a programme held, or run here; `done` is None while it was not carried out.

    `where` says who kept it: a document with its row, or "this program".
    """

    id: str
    process: str
    clauses: tuple[ClauseNumber, ...]
    done: date | None
    planned: date | None
    where: str


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding of an earlier audit; `clause` is None and `words` "" where no row says them.

    `is_open` is None where the log does not say how its findings stand.
    """

    id: str
    audit: str
    process: str
    clause: ClauseNumber | None
    is_major: bool
    is_open: bool | None
    on: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AuditHistory:
    """Every earlier audit and finding that is known."""

    audits: tuple[PastAudit, ...] = ()
    findings: tuple[PastFinding, ...] = ()

    def __add__(self, other: "AuditHistory") -> "AuditHistory":
        return AuditHistory((*self.audits, *other.audits), (*self.findings, *other.findings))

    def of_process(self, subject: Subject) -> list[PastAudit]:
        """The audits that looked at a process: by its name, or at half of its clauses."""
        return [one for one in self.audits if _looked_at(one, subject)]

    def latest(self, subject: Subject) -> PastAudit | None:
        """The last audit of a process that was carried out."""
        return _latest(self.of_process(subject))

    def latest_on(self, clause: ClauseNumber, within: Iterable[Subject]) -> PastAudit | None:
        """The last audit that looked at a clause: it names it, or was of a process that serves it
        and names no clauses at all."""
        serving = [one for one in within if clause in one.numbers]
        return _latest(
            one
            for one in self.audits
            if covers(one.clauses, clause)
            or (not one.clauses and any(names(one.process, each) for each in serving))
        )

    def findings_of(self, subject: Subject) -> list[PastFinding]:
        """Findings on a process: on one of its clauses, or raised where it was audited."""
        return [
            one
            for one in self.findings
            if (one.clause is not None and covers(subject.clauses, one.clause))
            or names(one.process, subject)
        ]

    def findings_on(self, clause: ClauseNumber) -> list[PastFinding]:
        """Findings on a clause itself or below it."""
        return [one for one in self.findings if one.clause and clause.contains(one.clause)]


def names(said: str, subject: Subject) -> bool:
    """Whether a programme means this process by what it calls it: `Goods-in, second`."""
    mine, its = word_stems(subject.name), word_stems(said)
    if not mine or not its:
        return False
    if mine <= its or its <= mine:
        return True
    stage = stage_called(subject.name)
    if stage is None:
        return False
    called = [word_stems(one) for one in (stage.title, *stage.called)]
    return any(one and one <= its for one in called)


def held_history(
    rows: Rows, as_of: date, where: Callable[[Record], str] = lambda record: record.row
) -> AuditHistory:
    """The audits and findings of the logs held, as they stood on a day."""
    audits = [_audit(record, as_of, where) for record in rows.of("audit")]
    told_of = logs_telling(STATES, rows.of("audit_finding"), rows.tables)
    found = [
        one if record.revision in told_of else replace(one, is_open=None)
        for record in rows.of("audit_finding")
        for one in (_finding(record, audits),)
    ]
    told = {one.audit for one in found}
    counted = [
        each
        for record, audit in zip(rows.of("audit"), audits, strict=True)
        if plain(audit.id) not in {plain(one) for one in told if one}
        for each in _counted(record, audit)
    ]
    known = [one for one in (*found, *counted) if one.on is None or one.on <= as_of]
    return AuditHistory(tuple(audits), tuple(known))


def _audit(record: Record, as_of: date, where: Callable[[Record], str]) -> PastAudit:
    done, planned = day(record, "done"), day(record, "planned")
    if done is None and standing(record) in SETTLED:
        done = planned
    return PastAudit(
        id=record.key,
        process=text(record, "process") or text(record, "subject"),
        clauses=clauses_in(record, "clauses"),
        done=done if done is not None and done <= as_of else None,
        planned=planned,
        where=where(record),
    )


def _finding(record: Record, audits: Sequence[PastAudit]) -> PastFinding:
    audit = _audit_of(record, audits)
    clauses = clauses_in(record, "clause")
    over = day(record, "closed") is not None or standing(record) in SETTLED
    return PastFinding(
        id=record.key,
        audit=audit.id if audit else text(record, "audit"),
        process=text(record, "process") or (audit.process if audit else ""),
        clause=clauses[0] if clauses else None,
        is_major="major" in text(record, "grade").casefold(),
        is_open=not over,
        on=day(record, "audited") or (audit.done if audit else None),
        words=text(record, "description"),
    )


def _audit_of(record: Record, audits: Sequence[PastAudit]) -> PastAudit | None:
    """The audit that a finding names, or whose number its own begins with (`26-01/1`)."""
    said, own = plain(text(record, "audit")), plain(record.key)
    for one in audits:
        key = plain(one.id)
        if key and (said == key or own.startswith((f"{key}/", f"{key}-", f"{key}."))):
            return one
    return None


def _counted(record: Record, audit: PastAudit) -> Iterator[PastFinding]:
    """Findings of which a programme tells only how many there were."""
    if audit.done is None:
        return
    told = {grade.casefold(): int(many) for many, grade in _COUNTED.findall(_said(record))}
    for grade in ("major", "minor"):
        amount = number(record, f"{grade}s")
        many = told.get(grade, 0) if amount is None else int(amount)
        for _ in range(min(many, 20)):
            yield PastFinding(
                "", audit.id, audit.process, None, grade == "major", False, audit.done
            )


def _said(record: Record) -> str:
    return text(record, "findings")


def clauses_in(record: Record, name: str) -> tuple[ClauseNumber, ...]:
    """The clauses a cell names."""
    field = record.fields.get(name)
    said = field.value if field and isinstance(field.value, tuple) else ()
    found = []
    for one in said:
        try:
            found.append(ClauseNumber.parse(one))
        except InvalidClauseNumber:
            continue  # a number that is no clause, such as a page
    return tuple(found)


def _looked_at(audit: PastAudit, subject: Subject) -> bool:
    if names(audit.process, subject):
        return True
    seen = sum(covers(audit.clauses, number) for number in subject.numbers)
    return bool(seen) and seen >= _HALF * len(subject.numbers)


def _latest(audits: Iterable[PastAudit]) -> PastAudit | None:
    carried_out = [one for one in audits if one.done]
    return max(carried_out, key=lambda one: (one.done or date.min, one.id), default=None)


def used_numbers(history: AuditHistory) -> frozenset[str]:
    """Numbers of audits that are taken, in one spelling."""
    return frozenset(plain(one.id) for one in history.audits)
