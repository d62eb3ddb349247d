"""How an audit stands by everything that was written in it."""

from collections.abc import Iterable, Sequence

from assistant.model.audit_runs import (
    Audit,
    AuditAct,
    AuditItem,
    AuditRun,
    AuditState,
    AuditStep,
    ItemEntry,
    ItemStanding,
)


def run_of(audit: Audit, entries: Sequence[ItemEntry], steps: Sequence[AuditStep]) -> AuditRun:
    """The audit with its items as they stand. `entries` and `steps` are oldest first."""
    by_item: dict[str, list[ItemEntry]] = {}
    for entry in entries:
        by_item.setdefault(entry.item, []).append(entry)
    concluded = [one for one in steps if one.act is AuditAct.CONCLUDED]
    return AuditRun(
        audit=audit,
        state=state_of(steps, begun=bool(entries)),
        items=tuple(item_standing(one, by_item.get(one.id, ())) for one in audit.items),
        steps=tuple(steps),
        conclusion=concluded[-1] if concluded else None,
    )


def state_of(steps: Iterable[AuditStep], *, begun: bool) -> AuditState:
    """Planned until the first entry or step; closed by the last closing nobody took back."""
    state = AuditState.OPEN if begun else AuditState.PLANNED
    for step in steps:
        state = AuditState.CLOSED if step.act is AuditAct.CLOSED else AuditState.OPEN
    return state


def item_standing(item: AuditItem, entries: Sequence[ItemEntry]) -> ItemStanding:
    """The item with what was written beside it; an entry nobody went on from still counts."""
    seen = {id for entry in entries for id in entry.based_on}
    heads = sorted((one for one in entries if one.id not in seen), key=lambda one: -one.id)
    return ItemStanding(
        item=item,
        entries=tuple(entries),
        current=heads[0] if heads else None,
        beside=tuple(heads[1:]),
    )
