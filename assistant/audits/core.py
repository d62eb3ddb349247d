"""Which questions to put first when there is no time for all: the core of a checklist."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.model.audits import ChecklistItem
from assistant.model.obligations import Obligation, Reach, Sort

HALF_DAY = 30
"""Questions that one auditor gets through in half a day, at about eight minutes each."""

_WEIGHT: Mapping[Sort, int] = {
    Sort.PROHIBITION: 5,
    Sort.TIME_LIMIT: 5,
    Sort.LIMIT: 4,
    Sort.RETENTION: 4,
    Sort.RECORD: 3,
    Sort.RESPONSIBILITY: 3,
    Sort.CONDITION: 2,
    Sort.DUTY: 1,
}
"""How plainly a record can show that a promise was not kept."""
_LESS: Mapping[Reach, int] = {Reach.WHOLE: 2, Reach.NAMED: 6, Reach.SCHEDULE: 0, Reach.MAPPED: 0}
"""Taken off where a promise is less surely about the scope."""


def weight(one: Obligation) -> int:
    """How much is gained by asking about a promise; no unit, compares only."""
    return _WEIGHT[one.sort] + min(len(one.more), 2) - _LESS[one.reach]


def with_core(items: Sequence[tuple[ChecklistItem, int]]) -> list[ChecklistItem]:
    """The items in their order, with the core marked; each comes with its weight.

    First what has a known gap or an earlier finding, then the weightiest question of every
    section, then the second of each, up to `HALF_DAY`. A checklist that fits is all core.
    """
    rank = _rank_in_section(items)
    order = sorted(
        range(len(items)),
        key=lambda at: (not _followed_up(items[at][0]), rank[at], -items[at][1], at),
    )
    core = set(order[:HALF_DAY])
    return [replace(item, core=at in core) for at, (item, _) in enumerate(items)]


def _followed_up(item: ChecklistItem) -> bool:
    return bool(item.known_gaps or item.earlier_findings)


def _rank_in_section(items: Sequence[tuple[ChecklistItem, int]]) -> dict[int, int]:
    """How many questions of the same section are weightier, by the place of each."""
    seen: Counter[tuple[str, ...]] = Counter()
    ranks = {}
    for at in _by_weight(items):
        item = items[at][0]
        section = _section(item)
        ranks[at] = seen[section]
        seen[section] += 1
    return ranks


def _by_weight(items: Sequence[tuple[ChecklistItem, int]]) -> Iterable[int]:
    return sorted(range(len(items)), key=lambda at: (-items[at][1], at))


def _section(item: ChecklistItem) -> tuple[str, ...]:
    if not item.sources:
        return ("", str(item.clause), item.question)
    first = item.sources[0]
    return (first.path, first.section or first.section_title or "")
