"""The rule that findings kept here are answered: overdue, without owner or day, or open."""

from collections.abc import Iterable, Iterator

from assistant.gaps.missing import gap_id
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.findings import FindingStanding, FindingState, Grade

OVERDUE_RULE = "kept-finding-overdue"
UNASSIGNED_RULE = "kept-finding-without-owner"
OPEN_RULE = "kept-finding-open"
RULES = (OVERDUE_RULE, UNASSIGNED_RULE, OPEN_RULE)

_HOME = ClauseNumber.parse("10.2")
_SEVERITY = {
    Grade.MAJOR: Severity.MAJOR,
    Grade.MINOR: Severity.MINOR,
    Grade.OPPORTUNITY: Severity.OBSERVATION,
}
_SHOWN = 120  # characters of what a finding says
_WANTED = {
    "answer": "Enter the correction, the cause and the action, or a new day with its reason.",
    "action": "Carry the action out and enter what shows it, or set a new day.",
    "check that it worked": "Check whether the action worked and enter what was seen.",
}


def unsettled(
    edition: Edition, findings: Iterable[FindingStanding], clauses: Iterable[Clause]
) -> Iterator[Gap]:
    """One gap for each finding that is not closed, for the clause of corrective action.

    None where the edition does not ask for that clause or it is not among `clauses`.
    """
    home = _home(edition)
    if home is None or home.number not in {one.number for one in clauses}:
        return
    for one in findings:
        if one.state is not FindingState.CLOSED:
            yield _gap(one, home)


def _home(edition: Edition) -> Clause | None:
    for number in (_HOME, *_HOME.ancestors()):
        clause = edition.find(number)
        if clause is not None:
            return clause if clause.applicability is Applicability.ACTIVE else None
    return None


def _gap(one: FindingStanding, home: Clause) -> Gap:
    rule, kind, severity, message, hint = _told(one)
    finding = one.finding
    cited = finding.requirement.citation
    return Gap(
        id=gap_id(rule, finding.id.casefold(), one.due_of),
        kind=kind,
        clause=home.number,
        severity=severity,
        subject=finding.id,
        message=message,
        hint=hint,
        rule=rule,
        due=one.due,
        owner=one.owner or home.owner or None,
        evidence=() if cited is None else (cited,),
    )


def _told(one: FindingStanding) -> tuple[str, GapKind, Severity, str, str]:
    """Rule, kind, severity, what is wrong and what would close it: the gravest that is so."""
    called = _called(one)
    if one.overdue_by:
        assert one.due is not None
        message = f"{called}: the {one.due_of} was due on {one.due.isoformat()} and is not entered."
        hint = _WANTED[one.due_of]
        return OVERDUE_RULE, GapKind.OVERDUE, _SEVERITY[one.grade], message, hint
    if one.due_of and (not one.owner or one.due is None):
        lacking = " and ".join(
            word for word, there in (("owner", one.owner), ("day", one.due)) if not there
        )
        message = f"{called}: there is no {lacking} for the {one.due_of}."
        hint = "Say who answers for it and by when."
        return UNASSIGNED_RULE, GapKind.INCOMPLETE, Severity.MINOR, message, hint
    if one.due_of:
        assert one.due is not None
        message = f"{called}: the {one.due_of} is due on {one.due.isoformat()}."
        return OPEN_RULE, GapKind.INCOMPLETE, Severity.OBSERVATION, message, _WANTED[one.due_of]
    message = f"{called} is verified and not closed."
    return OPEN_RULE, GapKind.INCOMPLETE, Severity.OBSERVATION, message, "Close it."


def _called(one: FindingStanding) -> str:
    finding = one.finding
    says = " ".join((finding.nature or finding.evidence).split())
    shown = says if len(says) <= _SHOWN else says[:_SHOWN].rsplit(" ", 1)[0] + " …"
    place = finding.requirement.place
    return f"Finding {finding.id} ({one.grade}, {place}: {shown.rstrip('.')})"
