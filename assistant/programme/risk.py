"""How soon and how often a process should be looked at: points for what is known, each with why.

The points are a custom of ours that orders the work and says nothing about how a process is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.model.audits import Gap, Severity
from assistant.model.programmes import Month, RiskLevel, RiskReason
from assistant.programme.history import PastAudit, PastFinding

HIGH, MEDIUM = 10, 5  # points from which the level counts
LOOKED_BACK = 36  # months for which findings of earlier audits count
YEARLY = 12  # months
_MOST_SHARE, _SHARE = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one process on a day."""

    as_of: date
    gaps: Sequence[Gap]
    findings: Sequence[PastFinding]
    audits: Sequence[PastAudit]
    mapped: int
    undecided: int


def level(points: int) -> RiskLevel:
    """The level that a sum of points comes to."""
    if points >= HIGH:
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if points >= MEDIUM else RiskLevel.LOW


def reasons(known: Known) -> tuple[RiskReason, ...]:
    """Every reason with its points, the heaviest first; none where nothing speaks for a risk."""
    found = [
        *_gaps(known.gaps),
        *_findings(known),
        *_last_audited(known),
        *_put_off(known),
        *_mappings(known),
    ]
    return tuple(sorted(found, key=lambda one: -one.points))


def _gaps(gaps: Sequence[Gap]) -> Iterator[RiskReason]:
    open_ = [one for one in gaps if one.accepted is None]
    majors = [one for one in open_ if one.severity is Severity.MAJOR]
    minors = [one for one in open_ if one.severity is Severity.MINOR]
    if majors:
        yield RiskReason(_steps(len(majors), (1, 3, 8), 2), _told(majors, "graded major"))
    if minors:
        yield RiskReason(_steps(len(minors), (1, 5, 15), 1), _told(minors, "graded minor"))


def _told(gaps: Sequence[Gap], graded: str) -> str:
    named = ", ".join(one.id for one in gaps[:3]) + (" …" if len(gaps) > 3 else "")
    return f"{_many(len(gaps), 'gap')} {graded} ({named})"


def _findings(known: Known) -> Iterator[RiskReason]:
    back = Month.of(known.as_of) + -LOOKED_BACK
    counting = [one for one in known.findings if one.on is None or one.on >= back.first]
    majors = sum(one.is_major for one in counting)
    others = len(counting) - majors
    if majors:
        told = f"{_many(majors, 'major finding')} of earlier audits"
        yield RiskReason(_steps(majors, (1, 3), 2), told + _audits(counting, major=True))
    if others:
        told = f"{_many(others, 'other finding')} of earlier audits"
        yield RiskReason(_steps(others, (1, 4), 1), told + _audits(counting, major=False))
    if late := sum(one.is_open is True for one in counting):
        yield RiskReason(1, f"{_many(late, 'finding')} not closed")
    if unknown := sum(one.is_open is None for one in counting):
        yield RiskReason(1, f"{_many(unknown, 'finding')}, state not stated in the log")


def _audits(findings: Sequence[PastFinding], *, major: bool) -> str:
    named = dict.fromkeys(one.audit for one in findings if one.audit and one.is_major is major)
    return f" ({', '.join(list(named)[:3])})" if named else ""


def _last_audited(known: Known) -> Iterator[RiskReason]:
    days = [one.done for one in known.audits if one.done]
    if not days:
        yield RiskReason(3, "no record held says that it was ever audited")
        return
    ago = Month.of(known.as_of) - Month.of(max(days))
    if ago > YEARLY:
        points = 3 if ago > 2 * YEARLY else 2
        yield RiskReason(points, f"last audited {max(days).isoformat()}, {ago} months ago")


def _put_off(known: Known) -> Iterator[RiskReason]:
    missed = [
        one
        for one in known.audits
        if one.done is None and one.planned is not None and one.planned < known.as_of
    ]
    if missed:
        named = ", ".join(f"{one.id or one.process} of {Month.of(one.planned)}" for one in missed
                          if one.planned)  # fmt: skip
        yield RiskReason(1, f"planned and not recorded as done: {named}")


def _mappings(known: Known) -> Iterator[RiskReason]:
    if not known.mapped:
        yield RiskReason(1, "nothing is mapped to its clauses")
        return
    share = known.undecided / known.mapped
    if share >= _SHARE:
        told = f"{known.undecided} of {known.mapped} mappings to its clauses are undecided"
        yield RiskReason(2 if share >= _MOST_SHARE else 1, f"{told} ({share:.0%})")


def _steps(many: int, steps: Sequence[int], points: int) -> int:
    """Points for each step that is reached: more of the same weighs less and less."""
    return points * sum(many >= one for one in steps)


def _many(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"
