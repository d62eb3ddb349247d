"""The words in which an audit is written down, in every report of it."""

from assistant.model.audit_runs import AuditRun, ItemEntry, ItemResult

RESULTS = tuple(one.value.replace("_", " ") for one in ItemResult)
"""What a result may be, as people read and write it."""


def result_words(result: ItemResult | None) -> str:
    """The result as it is read; "" where none was written."""
    return "" if result is None else result.value.replace("_", " ")


def attached(entry: ItemEntry) -> str:
    """The files kept with an entry, a line each: name, size, hash."""
    return "\n".join(
        f"{one.name} ({one.size} bytes, sha256 {one.sha256})" for one in entry.attachments
    )


def days_planned(run: AuditRun) -> str:
    """The days planned: `2026-11-03 to 2026-11-04`; "" where none are."""
    first, last = run.audit.plan.planned_from, run.audit.plan.planned_until
    if first is None:
        return ""
    return first.isoformat() if last in (None, first) else f"{first} to {last}"
