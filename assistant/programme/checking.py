"""What a programme leaves open, whoever wrote it: said each time it is shown, never stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.model.clauses import ClauseNumber
from assistant.model.programmes import Auditor, OwnWork, PlannedAudit, Programme, covers
from assistant.programme.planning import competent_in

_FREE = "free, and not chosen"


@dataclass(frozen=True, slots=True)
class Open:
    """Something that a programme leaves open, with a code, what it is and what would close it."""

    code: str
    message: str
    hint: str
    audit: str = ""  # PlannedAudit.id, where it is about one
    process: str = ""
    clauses: tuple[ClauseNumber, ...] = ()


def left_open(programme: Programme) -> tuple[Open, ...]:
    """Everything: what is not covered, audits without an auditor, own work, months outside."""
    return (
        *_not_covered(programme),
        *(each for audit in programme.audits for each in _of_audit(programme, audit)),
        *_twice(programme.audits),
    )


def _not_covered(programme: Programme) -> Iterator[Open]:
    for process in programme.processes:
        if not programme.audits_of(process.name):
            yield Open(
                "process-not-covered",
                f"{process.name} is audited in no month of the cycle.",
                "Plan an audit of it.",
                process=process.name,
            )
    planned = [number for audit in programme.audits for number in audit.clauses]
    bare = tuple(one.number for one in programme.clauses if not _is_looked_at(one.number, planned))
    if bare:
        named = ", ".join(map(str, bare))
        many = "Clause" if len(bare) == 1 else "Clauses"
        are = "is" if len(bare) == 1 else "are"
        yield Open(
            "clause-not-covered",
            f"{many} {named} {are} looked at by no audit of the cycle.",
            "Add them to an audit of a process that serves them.",
            clauses=bare,
        )


def _is_looked_at(clause: ClauseNumber, planned: Sequence[ClauseNumber]) -> bool:
    """Whether an audit is of a clause, of one above it, or of a part of it."""
    return covers(planned, clause) or any(clause.contains(one) for one in planned)


def _of_audit(programme: Programme, audit: PlannedAudit) -> Iterator[Open]:
    if not 0 <= audit.month - programme.start < programme.months:
        end = programme.start + (programme.months - 1)
        yield Open(
            "outside-cycle",
            f"{audit.id} ({audit.process}) is planned for {audit.month}, outside "
            f"{programme.start} to {end}.",
            "Move it into the cycle.",
            audit.id,
            audit.process,
        )
    if not any(one.name == audit.process for one in programme.processes):
        yield Open(
            "unknown-process",
            f"{audit.id} is of {audit.process!r}, which is no process of the programme.",
            "Name a process of it.",
            audit.id,
            audit.process,
        )
    if not audit.auditor:
        yield _nobody(programme, audit)
        return
    known = [one for one in programme.auditors if one.name == audit.auditor]
    if not known:
        yield Open(
            "unknown-auditor",
            f"{audit.id}: {audit.auditor} is no auditor of the programme.",
            "Name one of its auditors, or propose anew with this one.",
            audit.id,
            audit.process,
        )
    yield from _own(programme, audit)
    yield from (_not_competent(audit, one) for one in known if not competent_in(one, audit.month))


def _own(programme: Programme, audit: PlannedAudit) -> Iterator[Open]:
    """An auditor's own work in an audit, if any; a clause stays his or hers in every process."""
    mine = [one for one in programme.own_work if one.auditor == audit.auditor]
    found = {
        (one.why, one.clauses): one
        for one in mine
        if (one.clauses or one.process == audit.process) and _touches(one, audit, programme)
    }
    for one in found.values():
        named = f" ({', '.join(map(str, one.clauses))})" if one.clauses else ""
        yield Open(
            "own-work",
            f"{audit.id}: {audit.process}{named} is {audit.auditor}'s own work: {one.why}.",
            "Give it to somebody else.",
            audit.id,
            audit.process,
            one.clauses,
        )


def _touches(one: OwnWork, audit: PlannedAudit, programme: Programme) -> bool:
    numbers = [each.number for each in programme.clauses if covers(audit.clauses, each.number)]
    return not one.clauses or any(covers(one.clauses, number) for number in numbers)


def _nobody(programme: Programme, audit: PlannedAudit) -> Open:
    """Why nobody is free for an audit: each auditor with the reason."""
    if not programme.auditors:
        return Open(
            "no-auditor",
            f"{audit.id}: nobody audits {audit.process} in {audit.month}: no auditors are named.",
            "Name them in organisation.yaml or with --auditor NAME, and propose anew.",
            audit.id,
            audit.process,
            audit.clauses,
        )
    whys = [f"{one.name}: {_why_not(programme, audit, one)}" for one in programme.auditors]
    if any(one.endswith(_FREE) for one in whys):
        return Open(
            "no-auditor",
            f"{audit.id}: nobody is named for {audit.process} in {audit.month}. {'; '.join(whys)}.",
            "Name somebody who is free.",
            audit.id,
            audit.process,
            audit.clauses,
        )
    return Open(
        "no-auditor",
        f"{audit.id}: nobody is free for {audit.process} in {audit.month}. {'; '.join(whys)}.",
        "Train another auditor or ask one from outside, and name him or her.",
        audit.id,
        audit.process,
        audit.clauses,
    )


def _why_not(programme: Programme, audit: PlannedAudit, auditor: Auditor) -> str:
    whys = [
        one.why
        for one in programme.own_work
        if one.auditor == auditor.name and one.process == audit.process
        if _touches(one, audit, programme)
    ]
    if whys:
        return _shortly(whys)
    return _FREE if competent_in(auditor, audit.month) else _outside(auditor)


def _shortly(whys: Sequence[str]) -> str:
    more = f" and {len(whys) - 2} more" if len(whys) > 2 else ""
    return ", ".join(whys[:2]) + more


def _outside(auditor: Auditor) -> str:
    if auditor.competent_until is not None:
        return (
            f"competence as an auditor runs until {auditor.competent_until} ({auditor.competence})"
        )
    return f"competent as an auditor from {auditor.competent_since} ({auditor.competence})"


def _not_competent(audit: PlannedAudit, auditor: Auditor) -> Open:
    return Open(
        "competence-not-shown",
        f"{audit.id}: {auditor.name} in {audit.month}: {_outside(auditor)}.",
        "Renew the competence, record it, or give the audit to somebody else.",
        audit.id,
        audit.process,
    )


def _twice(audits: Iterable[PlannedAudit]) -> Iterator[Open]:
    for number, many in Counter(one.id for one in audits).items():
        if many > 1:
            yield Open(
                "same-number",
                f"{many} audits are numbered {number}.",
                "Give each its own number.",
                number,
            )
