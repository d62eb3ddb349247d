"""Audits that were run in the program, as earlier audits beside those of the logs held."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from assistant.model.audit_runs import AuditAct, AuditRun, ItemResult
from assistant.model.findings import FindingStanding, FindingState, Grade
from assistant.programme.history import AuditHistory, PastAudit, PastFinding

WHERE = "run here"
_FINDINGS = (ItemResult.MAJOR, ItemResult.MINOR)


def history_of(
    runs: Iterable[AuditRun], standings: Iterable[FindingStanding], as_of: date
) -> AuditHistory:
    """What these audits come to: carried out once closed; what was found in them.

    A grade beside an item counts where no finding was raised on it.
    """
    held, raised = list(runs), list(standings)
    processes = {run.audit.id: _process(run) for run in held}
    on_items = {(one.finding.audit, one.finding.item) for one in raised}
    return AuditHistory(
        tuple(_audit(one, as_of) for one in held),
        (
            *(_raised(one, processes.get(one.finding.audit, "")) for one in raised),
            *(each for one in held for each in _graded(one, on_items, as_of)),
        ),
    )


def _raised(one: FindingStanding, process: str) -> PastFinding:
    return PastFinding(
        id=one.finding.id,
        audit=one.finding.audit,
        process=process,
        clause=one.finding.requirement.clause,
        is_major=one.grade is Grade.MAJOR,
        is_open=one.state is not FindingState.CLOSED,
        on=one.finding.on,
        words=one.finding.nature or one.finding.evidence,
    )


def _process(run: AuditRun) -> str:
    return run.audit.process or run.audit.plan.title


def _audit(run: AuditRun, as_of: date) -> PastAudit:
    audit, done = run.audit, _closed(run)
    return PastAudit(
        id=audit.id,
        process=_process(run),
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
    return steps[-1].day


def _graded(
    run: AuditRun, on_items: Collection[tuple[str, str]], as_of: date
) -> Iterator[PastFinding]:
    for one in run.items:
        entry = one.current
        if entry is None or entry.result not in _FINDINGS:
            continue
        on = date.fromisoformat(entry.at[:10])
        if on <= as_of and (run.audit.id, one.item.id) not in on_items:
            yield PastFinding(
                id=f"{run.audit.id} item {one.item.draft.no}",
                audit=run.audit.id,
                process=_process(run),
                clause=one.item.draft.clause,
                is_major=entry.result is ItemResult.MAJOR,
                is_open=False,  # only a finding that was raised is followed up
                on=on,
                words=entry.evidence,
            )
