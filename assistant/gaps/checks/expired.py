"""What may not be relied on any more: its last good day is past and nothing newer is held."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.gaps.cells import is_filled, is_out_of_use, number, place, text
from assistant.gaps.dues import last_day
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import plain
from assistant.gaps.rules import Rule
from assistant.model.records import Record


def run_out(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records whose newest last day for the same thing is past, and that are still in use."""
    for records in _of_one_thing(ground, rule).values():
        dated = [(good, one) for one in records if (good := _good_until(one, rule))]
        if not dated:
            continue
        until, record = max(dated, key=lambda one: one[0])
        if until < ground.as_of and not _is_over(record, rule):
            left = ground.left_over(record, (*rule.all("done"), "state"))
            yield replace(_lapse(record, rule, until), left_over=left)


def _of_one_thing(ground: Ground, rule: Rule) -> dict[tuple[str, ...], list[Record]]:
    found: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in ground.of(rule.one("type")):
        if record.key:
            key = (plain(record.key), *(plain(text(record, name)) for name in rule.all("per")))
            found[key].append(record)
    return found


def _good_until(record: Record, rule: Rule) -> date | None:
    return max(
        (good for name in rule.all("field") if (good := last_day(record, name))), default=None
    )


def _is_over(record: Record, rule: Rule) -> bool:
    if is_out_of_use(record) or any(is_filled(record, name) for name in rule.all("done")):
        return True
    return any(number(record, name) == 0 for name in rule.all("gone"))


def _named(record: Record, rule: Rule) -> str:
    return next((said for name in rule.all("named") if (said := text(record, name))), "–")


def _lapse(record: Record, rule: Rule, until: date) -> Lapse:
    also = [text(record, name) for name in rule.all("per")]
    return Lapse(
        subject=record.key,
        places=(place(record, rule.one("field")),),
        says={
            "key": record.key,
            "day": until.isoformat(),
            "also": ", ".join(one for one in also if one) or _named(record, rule),
        },
        key=tuple(plain(one) for one in also),
        due=until,
    )
