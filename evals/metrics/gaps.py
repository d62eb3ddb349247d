"""Gaps against the faults that were seeded: found or missed, true or false alarm. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.gaps.names import plain
from assistant.model.audits import Gap
from assistant.quotes import word_stems
from evals.sample.gold import Fault

CLAUSE_RULES = frozenset(
    {
        "clause-without-document",
        "clause-without-record",
        "clause-without-customary-record",
        "clause-nobody-writes-of",
    }
)
"""Rules about what is mapped to a clause: coverage is scored for those, not the seeded faults."""

_GROUPS = (
    "missing_document superseded_reference inconsistent",
    "expired overdue stale",
    "missing_record incomplete broken_trace",
    "missing_record stale",
    "unauthorised",
)
ALIKE: Mapping[str, frozenset[str]] = {
    kind: frozenset(other for group in _GROUPS if kind in group.split() for other in group.split())
    for every in _GROUPS
    for kind in every.split()
}
"""Kinds that may be exchanged: two people would file one fault under either of them.

A number that leads nowhere is a missing document or a superseded reference, and a list that is
behind is that or inconsistent; what was not repeated in time is stale, overdue or expired; what
is not on record is a missing record, an incomplete one, or where a trace breaks. Work with
something past its day (`unauthorised`) may be filed as overdue or expired; what was to be done
by a day and is on no record as overdue or missing; what was to be repeated and was not as stale
or missing.
"""
_ALSO = frozenset(
    {("unauthorised", "overdue"), ("unauthorised", "expired"), ("missing_record", "overdue")}
)
_IDENTIFIER = re.compile(r"\S*\d\S*")
_SHORTEST = 4  # characters of an identifier: a year alone names nothing


@dataclass(frozen=True, slots=True)
class GapScore:
    """One family: `found` of `seeded` faults; `true` of `given` gaps; look-alikes flagged."""

    family: str
    found: int
    seeded: int
    true: int
    given: int


@dataclass(frozen=True, slots=True)
class GapScores:
    """The families, the faults nobody found, and the gaps that match none."""

    families: tuple[GapScore, ...]
    missed: tuple[Fault, ...]
    unmatched: tuple[Gap, ...]
    fooled: tuple[tuple[Fault, Gap], ...]  # look-alikes that are fine, and the gap that says not


def score(gaps: Sequence[Gap], faults: Sequence[Fault], fine: Sequence[Fault] = ()) -> GapScores:
    """How gaps and faults meet; gaps of the clause rules are left out.

    A gap may show several faults and a fault may be shown by several gaps.
    """
    told = [gap for gap in gaps if gap.rule not in CLAUSE_RULES]
    found = {fault.id for fault in faults if any(meets(gap, fault) for gap in told)}
    true = {gap.id for gap in told if any(meets(gap, fault) for fault in faults)}
    families = [
        GapScore(
            family,
            found=sum(one.id in found for one in faults if one.kind == family),
            seeded=sum(one.kind == family for one in faults),
            true=sum(one.id in true for one in told if one.kind.value == family),
            given=sum(one.kind.value == family for one in told),
        )
        for family in sorted({*(one.kind for one in faults), *(g.kind.value for g in told)})
    ]
    return GapScores(
        tuple(families),
        tuple(one for one in faults if one.id not in found),
        tuple(one for one in told if one.id not in true),
        tuple((one, gap) for one in fine for gap in told if _takes_for_fault(gap, one)),
    )


def meets(gap: Gap, fault: Fault) -> bool:
    """Whether a gap tells of a fault: its kind or one like it, an identifier, one of its files."""
    kind = gap.kind.value
    if fault.kind not in ALIKE[kind] and not _ALSO & {(kind, fault.kind), (fault.kind, kind)}:
        return False
    if not any(one.path.endswith(file) for one in gap.evidence for file in fault.files):
        return False
    return _is_about(gap, fault.subject)


def _takes_for_fault(gap: Gap, fine: Fault) -> bool:
    """Whether a gap says of a look-alike just what is not wrong with it: its very kind."""
    return gap.kind.value == fine.kind and meets(gap, fine)


def _is_about(gap: Gap, subject: str) -> bool:
    said = plain(f"{gap.subject} {gap.message}")
    words = word_stems(f"{gap.subject} {gap.message}")
    for part in map(str.strip, subject.split(",")):
        if any(one.isdigit() for one in part) and _stands_in(plain(part), said):
            return True
        named = [plain(one) for one in _IDENTIFIER.findall(part) if len(one) > _SHORTEST]
        if any(_stands_in(one, said) for one in named):
            return True
        spoken = word_stems(part)
        if spoken and spoken <= words:
            return True
    return False


def _stands_in(identifier: str, said: str) -> bool:
    """Whether an identifier stands in a text and is not the beginning of a longer one."""
    at = said.find(identifier)
    while at >= 0:
        after = said[at + len(identifier) :][:1]
        if not after.isdigit():
            return True
        at = said.find(identifier, at + 1)
    return False


def by_rule(gaps: Sequence[Gap]) -> Mapping[str, int]:
    """How many gaps each rule gave."""
    counted: defaultdict[str, int] = defaultdict(int)
    for gap in gaps:
        counted[gap.rule] += 1
    return counted
