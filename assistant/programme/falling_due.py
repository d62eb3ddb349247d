"""Planned audits as things that fall due: at the end of their month, until they are carried out."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from assistant.gaps.names import plain
from assistant.model.dues import Due, DueKind
from assistant.model.programmes import Month, PlannedAudit, Programme, covers
from assistant.programme.book import KeptProgramme
from assistant.programme.history import AuditHistory, PastAudit, names
from assistant.programme.scope import Subject


def audits_due(
    kept: Sequence[KeptProgramme], history: AuditHistory, as_of: date
) -> tuple[Due, ...]:
    """The audits of what people saved that were not carried out yet, by month.

    Where two programmes hold the same month, the one that was saved last counts for it.
    """
    found = [
        _due(audit, one, as_of)
        for one, audit in planned_audits(kept)
        if not is_done(audit, one.programme, history)
    ]
    return tuple(sorted(found, key=lambda due: (due.due, due.subject)))


def planned_audits(
    kept: Sequence[KeptProgramme],
) -> Iterator[tuple[KeptProgramme, PlannedAudit]]:
    """Every audit that is planned, with the programme that counts for its month."""
    newest = sorted(kept, key=lambda one: one.history[one.version - 1].at, reverse=True)
    taken: set[Month] = set()
    for one in newest:
        yield from ((one, audit) for audit in one.programme.audits if audit.month not in taken)
        taken |= set(one.programme.calendar)


def is_done(audit: PlannedAudit, programme: Programme, history: AuditHistory) -> bool:
    """Whether its own audit was carried out, or one of its process since a month before.

    An audit that bears the number of another one of the programme is that other one.
    """
    since = (audit.month + -1).first
    others = {plain(one.id) for one in programme.audits} - {plain(audit.id)}
    return any(
        one.done is not None
        and _same(audit, one)
        and (plain(one.id) == plain(audit.id) or one.done >= since)
        and plain(one.id) not in others
        for one in history.audits
    )


def is_begun(audit: PlannedAudit, programme: Programme, history: AuditHistory) -> bool:
    """Whether an audit of its number and process was made here, or is done."""
    made = any(plain(one.id) == plain(audit.id) and _same(audit, one) for one in history.audits)
    return made or is_done(audit, programme, history)


def _same(audit: PlannedAudit, past: PastAudit) -> bool:
    """Whether an audit was of the same part of a process, or of all its clauses."""
    subject = Subject(audit.process, "", audit.clauses, audit.clauses)
    if not past.clauses or not audit.clauses:
        return names(past.process, subject)
    if names(past.process, subject):
        return any(one.contains(two) or two.contains(one)
                   for one in past.clauses for two in audit.clauses)  # fmt: skip
    return all(covers(past.clauses, number) for number in audit.clauses)


def _due(audit: PlannedAudit, kept: KeptProgramme, as_of: date) -> Due:
    due = audit.month.last
    key = sha256(f"programme\x1f{kept.programme.id}\x1f{audit.id}".encode()).hexdigest()[:12]
    return Due(
        id=f"k_{key}",
        kind=DueKind.AUDIT,
        due=due,
        what=f"Audit {audit.id} ({audit.process})",
        subject=audit.id,
        owner=audit.auditor,
        days_left=(due - as_of).days,
        basis=f"By the audit programme {kept.programme.id}, {standing(kept)}.",
        evidence=(),
    )


def standing(kept: KeptProgramme) -> str:
    """`approved by Ann Lee on 2026-12-01`, or who saved it and that nobody approved it."""
    if kept.approval is not None:
        return f"approved by {kept.approval.by} on {kept.approval.at[:10]}"
    saved = kept.history[kept.version - 1]
    return f"saved by {saved.by} on {saved.at[:10]}, not approved"
