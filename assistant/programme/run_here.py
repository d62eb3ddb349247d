"""Audits that were run in the program, as earlier audits beside those of the logs held."""

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.model.audit_runs import AuditAct, AuditRun, ItemResult
from assistant.programme.history import AuditHistory, PastAudit, PastFinding

WHERE = "run here"
_FINDINGS = (ItemResult.MAJOR, ItemResult.MINOR)


def history_of(runs: Iterable[AuditRun], as_of: date) -> AuditHistory:
    """What these audits come to: carried out once closed; what was graded in them is a finding."""
    held = list(runs)
    return AuditHistory(
        tuple(_audit(one, as_of) for one in held),
        tuple(each for one in held for each in _findings(one, as_of)),
    )


def _audit(run: AuditRun, as_of: date) -> PastAudit:
    audit, done = run.audit, _closed(run)
    return PastAudit(
        id=audit.id,
        process=audit.process or audit.plan.title,
        clauses=audit.scope,
        done=done if done and done <= as_of else None,
        planned=audit.plan.planned_until or audit.plan.planned_from,
        where=WHERE,
    )


def _closed(run: AuditRun) -> date | None:
    """The day on which it was closed, unless it was opened again."""
    steps = [one for one in run.steps if one.act in (AuditAct.CLOSED, AuditAct.REOPENED)]
    if not steps or steps[-1].act is not AuditAct.CLOSED:
        return None
    return date.fromisoformat(steps[-1].at[:10])


def _findings(run: AuditRun, as_of: date) -> Iterator[PastFinding]:
    for one in run.items:
        entry = one.current
        if entry is None or entry.result not in _FINDINGS:
            continue
        on = date.fromisoformat(entry.at[:10])
        if on <= as_of:
            yield PastFinding(
                id=f"{run.audit.id} item {one.item.draft.no}",
                audit=run.audit.id,
                process=run.audit.process or run.audit.plan.title,
                clause=one.item.draft.clause,
                is_major=entry.result is ItemResult.MAJOR,
                is_open=False,  # the register of findings says whether it is
                on=on,
                words=entry.evidence,
            )
