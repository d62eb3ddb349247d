"""Where a chain does not hold: what is not there, what does not add up, a number left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.gaps.cells import place, references, standing
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import plain
from assistant.gaps.rules import Rule
from assistant.model.records import Record, Standing
from assistant.trace.breaks import BreakCode

_NO_SERIES = frozenset({"shelf_life_item", "lot"})  # what is in stock: of any age, with holes
_NUMBERED = re.compile(
    r"(?P<head>.*?\D)?(?P<digits>\d{1,8})(?P<tail>(?:[/.-]?[A-Z]{1,2})?)$", re.IGNORECASE
)


def leads_nowhere(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """References to something its own log should hold and does not.

    Only where the log holds the series: numbers of that form on both sides of the one missing.
    """
    held = {
        plain(each)
        for pair in rule.all("against_fields")
        for type, name in [pair.split(".")]
        for record in ground.of(type)
        for each in references(record, name)
    }
    series = _series(
        plain(each)
        for pair in rule.all("against_fields")
        if pair.partition(".")[0] not in _NO_SERIES
        for record in ground.of(pair.partition(".")[0])
        for each in references(record, pair.partition(".")[2])
    )
    for record in ground.of(rule.one("type")):
        for name in rule.all("fields"):
            for each in references(record, name):
                if plain(each) in held or not _within(series, plain(each), rule.limits["entries"]):
                    continue
                yield Lapse(
                    each,
                    (place(record, name),),
                    {"key": record.key, "reference": each, "heading": ground.heading(record, name)},
                    (plain(record.key),),
                )


def chain_breaks(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Breaks of the chains of lots, orders and papers, those of the sorts asked for.

    What only ends because its records were not brought in is left out, and so is what a held
    lot leaves open: that is why it is held.
    """
    for one in ground.chain_breaks:
        if one.elsewhere or one.code.value not in rule.all("codes"):
            continue
        if one.code is BreakCode.NOT_NAMED and any(_is_held(side.record) for side in one.sides):
            continue
        yield Lapse(
            one.subject,
            tuple(place(side.record, side.field) for side in one.sides),
            {"says": one.message},
            ("/".join(map(str, one.about)), *(plain(side.record.key) for side in one.sides)),
            hint=one.hint,
        )


def _is_held(record: Record) -> bool:
    return standing(record, "result") in (Standing.SUSPENDED, Standing.REJECTED)


def number_left_out(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Numbers that a log gives one after another and of which one is not there."""
    for records in _logs(ground, rule):
        held: defaultdict[tuple[str, str], dict[int, Record]] = defaultdict(dict)
        for record in records:
            found = _NUMBERED.fullmatch(record.key.strip())
            if found and not found["tail"]:
                held[(found["head"] or "").casefold(), str(len(found["digits"]))][
                    int(found["digits"])
                ] = record
        for (_, width), numbers in held.items():
            yield from _holes(numbers, int(width), rule)


def _holes(numbers: dict[int, Record], width: int, rule: Rule) -> Iterator[Lapse]:
    ordered = sorted(numbers)
    if len(ordered) < rule.limits["entries"]:
        return
    missing = [n for n in range(ordered[0], ordered[-1]) if n not in numbers]
    if not missing or len(missing) > len(ordered) * rule.limits["percent"] / 100:
        return
    for one in missing:
        before = numbers[max(n for n in ordered if n < one)]
        after = numbers[min(n for n in ordered if n > one)]
        found = _NUMBERED.fullmatch(before.key.strip())
        spelt = f"{found['head'] or '' if found else ''}{one:0{width}d}"
        yield Lapse(
            spelt,
            (place(before), place(after)),
            {"key": spelt, "before": before.key, "after": after.key},
        )


def _logs(ground: Ground, rule: Rule) -> list[Sequence[Record]]:
    found: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in ground.whole(rule.one("type")):
        if record.row and record.key:
            found[record.revision, record.row.partition("!")[0]].append(record)
    return list(found.values())


def _series(held: Iterable[str]) -> dict[tuple[str, int, str], list[int]]:
    """The numbers held of each form: what stands before the last digits, how many, what after."""
    found: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
    for each in set(held):
        match = _NUMBERED.fullmatch(each)
        if match:
            form = match["head"] or "", len(match["digits"]), "a" if match["tail"] else ""
            found[form].append(int(match["digits"]))
    return {form: sorted(numbers) for form, numbers in found.items()}


def _within(series: dict[tuple[str, int, str], list[int]], each: str, entries: int) -> bool:
    match = _NUMBERED.fullmatch(each)
    if match is None:
        return False
    form = match["head"] or "", len(match["digits"]), "a" if match["tail"] else ""
    numbers = series.get(form, [])
    return len(numbers) >= entries and numbers[0] < int(match["digits"]) < numbers[-1]
