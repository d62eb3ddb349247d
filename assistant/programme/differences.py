"""What a new version of a programme changes, in sentences."""

from collections.abc import Iterator

from assistant.model.programmes import PlannedAudit, Programme
from assistant.programme.sheets import listed


def differences(before: Programme, after: Programme) -> tuple[str, ...]:
    """What became of each audit, then whether anything else was changed; empty for nothing."""
    told = list(_audits(before, after))
    others = [
        name
        for name, old, new in (
            ("processes or their risk", before.processes, after.processes),
            ("clauses", before.clauses, after.clauses),
            ("auditors", before.auditors, after.auditors),
            ("own work", before.own_work, after.own_work),
            ("clauses left out", before.out_of_scope, after.out_of_scope),
            ("notes", before.notes, after.notes),
            ("the cycle", (before.start, before.months), (after.start, after.months)),
        )
        if old != new
    ]
    if others:
        told.append(f"Changed too: {', '.join(others)}.")
    if not told and before != after:
        told.append("Changed: what it was made from.")
    return tuple(told)


def _audits(before: Programme, after: Programme) -> Iterator[str]:
    old = {one.id: one for one in before.audits}
    new = {one.id: one for one in after.audits}
    for id, one in new.items():
        if id not in old:
            yield f"{id} is new: {one.process}, {one.month}, {one.auditor or 'nobody'}."
        elif old[id] != one:
            yield f"{id} ({one.process}): {'; '.join(_changed(old[id], one))}."
    for id, one in old.items():
        if id not in new:
            yield f"{id} is gone: {one.process}, {one.month}, {one.auditor or 'nobody'}."


def _changed(old: PlannedAudit, new: PlannedAudit) -> Iterator[str]:
    for name, was, now in (
        ("month", str(old.month), str(new.month)),
        ("process", old.process, new.process),
        ("clauses", listed(old.clauses), listed(new.clauses)),
        ("auditor", old.auditor, new.auditor),
        ("note", old.note, new.note),
    ):
        if was != now:
            yield f"{name} {was or 'none'} -> {now or 'none'}"
