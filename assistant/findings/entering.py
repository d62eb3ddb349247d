"""Any entry about a finding from one form: which fields count follows from the act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.findings.following_up import FollowUpFinding
from assistant.model.findings import FindingAct, FindingStanding


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What somebody typed into a form about a finding; fields of other acts are passed over."""

    act: FindingAct
    text: str = ""
    factors: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    grade: str = ""
    effect: str = ""


def enter(to: FollowUpFinding, id: str, typed: TypedEntry, *, by: str, on: date) -> FindingStanding:
    """Enter it; gives the finding as it then stands. Raises like the act of `FollowUpFinding`."""
    return _ENTERED[typed.act](to, id, typed, by, on)


_Enter = Callable[[FollowUpFinding, str, TypedEntry, str, date], FindingStanding]
_ENTERED: Mapping[FindingAct, _Enter] = {
    FindingAct.ASSIGNED: lambda to, id, it, by, on: to.assign(
        id, by=by, on=on, owner=it.owner, due=it.due
    ),
    FindingAct.CORRECTION: lambda to, id, it, by, on: to.correct(id, it.text, by=by, on=on),
    FindingAct.CAUSE: lambda to, id, it, by, on: to.give_cause(
        id, it.text, it.factors, by=by, on=on
    ),
    FindingAct.ACTION: lambda to, id, it, by, on: to.act(
        id, it.text, by=by, on=on, due=it.due, owner=it.owner
    ),
    FindingAct.CARRIED_OUT: lambda to, id, it, by, on: to.carry_out(id, it.text, by=by, on=on),
    FindingAct.CHECK_PLANNED: lambda to, id, it, by, on: to.plan_check(
        id, by=by, on=on, due=it.due, owner=it.owner
    ),
    FindingAct.CHECKED: lambda to, id, it, by, on: to.check(id, it.effect, it.text, by=by, on=on),
    FindingAct.REGRADED: lambda to, id, it, by, on: to.regrade(id, it.grade, it.text, by=by, on=on),
    FindingAct.CLOSED: lambda to, id, it, by, on: to.close(id, it.text, by=by, on=on),
    FindingAct.REOPENED: lambda to, id, it, by, on: to.reopen(id, it.text, by=by, on=on),
}
