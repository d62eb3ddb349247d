"""Planned audits as things that fall due: at the end of their month, until they are carried out."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from assistant.gaps.names import plain
from assistant.model.dues import Due, DueKind
from assistant.model.programmes import PlannedAudit, Programme
from assistant.programme.book import KeptProgramme
from assistant.programme.history import AuditHistory, PastAudit, names
from assistant.programme.scope import Subject


def audits_due(
    kept: Sequence[KeptProgramme], history: AuditHistory, as_of: date
) -> tuple[Due, ...]:
    """The audits of what people saved that were not carried out yet, by month.

    Where two programmes hold the same month, the one that was saved last counts for it.
    """
    newest = sorted(kept, key=lambda one: one.history[one.version - 1].at, reverse=True)
    planned: set[str] = set()
    found: list[Due] = []
    for one in newest:
        for audit in one.programme.audits:
            if str(audit.month) not in planned and not _is_done(audit, one.programme, history):
                found.append(_due(audit, one, as_of))
        planned |= {str(month) for month in one.programme.calendar}
    return tuple(sorted(found, key=lambda due: (due.due, due.subject)))


def _is_done(audit: PlannedAudit, programme: Programme, history: AuditHistory) -> bool:
    """Whether its own audit was carried out, or one of its process since a month before."""
    since = (audit.month + -1).first
    return any(
        one.done is not None
        and (plain(one.id) == plain(audit.id) or (one.done >= since and _same(audit, one)))
        for one in history.audits
    )


def _same(audit: PlannedAudit, past: PastAudit) -> bool:
    return names(past.process, Subject(audit.process, "", audit.clauses, audit.clauses))


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
