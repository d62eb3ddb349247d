"""Where a finding stands on a day, by what was entered about it."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.model.findings import (
    Effect,
    Finding,
    FindingAct,
    FindingEntry,
    FindingStanding,
    FindingState,
    Grade,
)

_Latest = dict[FindingAct, FindingEntry]
_ANSWER = frozenset({FindingAct.CORRECTION, FindingAct.CAUSE, FindingAct.ACTION})


def standing_of(finding: Finding, entries: Sequence[FindingEntry], as_of: date) -> FindingStanding:
    """The finding on a day; entries (oldest first) of later days are left out."""
    known = tuple(one for one in entries if one.on <= as_of)
    latest = _latest(known)
    grade = _grade(finding, known)
    state = _state(latest, grade)
    closing = latest.get(FindingAct.CLOSED)
    due, due_of = _due(latest, state)
    return FindingStanding(
        finding=finding,
        entries=known,
        state=state,
        grade=grade,
        owner=_owner(known),
        due=due,
        due_of=due_of,
        closed=closing.on if closing else None,
        days_open=max(0, ((closing.on if closing else as_of) - finding.on).days),
        overdue_by=max(0, (as_of - due).days) if due else 0,
        correction=latest.get(FindingAct.CORRECTION),
        cause=latest.get(FindingAct.CAUSE),
        action=latest.get(FindingAct.ACTION),
        carried_out=latest.get(FindingAct.CARRIED_OUT),
        check_planned=latest.get(FindingAct.CHECK_PLANNED),
        check=latest.get(FindingAct.CHECKED),
    )


def _latest(entries: Iterable[FindingEntry]) -> _Latest:
    """The latest entry of each sort.

    A reopening takes back the closing and the check; an action that did not work, and a new one,
    take back what came of the one before.
    """
    latest: _Latest = {}
    for one in entries:
        if one.act is FindingAct.REOPENED:
            _drop(latest, FindingAct.CLOSED, FindingAct.CHECKED, FindingAct.CHECK_PLANNED)
        elif one.act is FindingAct.ACTION:
            _drop(latest, FindingAct.CARRIED_OUT, FindingAct.CHECKED, FindingAct.CHECK_PLANNED)
        elif one.act is FindingAct.CHECKED and one.effect is Effect.DID_NOT_WORK:
            _drop(latest, FindingAct.ACTION, FindingAct.CARRIED_OUT, FindingAct.CHECK_PLANNED)
        latest[one.act] = one
    return latest


def _drop(latest: _Latest, *acts: FindingAct) -> None:
    for act in acts:
        latest.pop(act, None)


def _grade(finding: Finding, entries: Iterable[FindingEntry]) -> Grade:
    graded = [one.grade for one in entries if one.grade is not None]
    return graded[-1] if graded else finding.grade


def _state(latest: _Latest, grade: Grade) -> FindingState:
    if FindingAct.CLOSED in latest:
        return FindingState.CLOSED
    check = latest.get(FindingAct.CHECKED)
    if check is not None and check.effect is Effect.WORKED:
        return FindingState.VERIFIED
    wanted = {FindingAct.ACTION} if grade is Grade.OPPORTUNITY else _ANSWER
    return FindingState.ANSWERED if wanted <= set(latest) else FindingState.OPEN


def _owner(entries: Iterable[FindingEntry]) -> str:
    owners = [one.owner for one in entries if one.owner]
    return owners[-1] if owners else ""


def _due(latest: _Latest, state: FindingState) -> tuple[date | None, str]:
    """The day of the next thing that is wanted, and what it is."""
    if state in (FindingState.CLOSED, FindingState.VERIFIED):
        return None, ""
    if state is FindingState.OPEN:
        return _day(latest, FindingAct.ASSIGNED), "answer"
    if FindingAct.CARRIED_OUT not in latest:
        return _day(latest, FindingAct.ACTION), "action"
    return _day(latest, FindingAct.CHECK_PLANNED), "check that it worked"


def _day(latest: _Latest, act: FindingAct) -> date | None:
    return latest[act].due if act in latest else None
