"""Records that ought to be there: those of the others are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.gaps.cells import (
    day,
    is_filled,
    is_out_of_use,
    place,
    references,
    standing,
    text,
)
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import organisation, plain, same_organisation
from assistant.gaps.rules import Rule
from assistant.model.records import Record, Standing

_HELD = frozenset({Standing.SUSPENDED, Standing.REJECTED})
_USUAL = 0.6  # share of weeks with an entry from which a weekday is one of the log's
_NEW = 365  # days after its approval in which a supplier need not have been evaluated again


def without_partner(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records whose counterpart is not on record, where those of most others are."""
    held = {key for pair in rule.all("against_fields") for key in ground.by(*_pair(pair))}
    records = [
        (record, each)
        for record in ground.of(rule.one("type"))
        for each in references(record, rule.one("fields"))
        if not (rule.all("in_use") and is_out_of_use(record))
    ]
    if any(ground.of(type) for type in rule.all("unless")):
        return
    last = max(
        (began for type in _types(rule) for one in ground.of(type) if (began := ground.began(one))),
        default=date.max,
    )
    missing = [
        (record, each)
        for record, each in records
        if plain(each) not in held and (ground.began(record) or date.min) <= last
    ]
    if len(missing) > len(records) * (100 - rule.limits["percent"]) / 100:
        return
    told: set[str] = set()
    for record, each in missing:
        if plain(each) not in told:
            told.add(plain(each))
            yield Lapse(
                record.key or each,
                (place(record, rule.one("fields")),),
                {"key": record.key, "reference": each},
                (plain(each),),
            )


def never_done(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Suppliers in use that were never evaluated, where most others were."""
    used = [one for one in ground.of(rule.one("type")) if not is_out_of_use(one)]
    evaluated = ground.named(rule.one("against"), "supplier")
    without = [
        one for one in used if not is_filled(one, rule.one("field")) and not _known(evaluated, one)
    ]
    if len(without) > len(used) * (100 - rule.limits["percent"]) / 100:
        return
    for one in without:
        approved = day(one, "approved")
        if not (approved and (ground.as_of - approved).days < _NEW):
            yield Lapse(one.key, (place(one),), {"key": one.key})


def without_number(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records that say yes to a question and name none of the numbers that then belong there."""
    for record in ground.of(rule.one("type")):
        asked = record.fields.get(rule.one("given"))
        if asked is None or asked.value is not True:
            continue
        if any(ground.keeps(record, name) for name in rule.all("fields")) and not any(
            is_filled(record, name) for name in rule.all("fields")
        ):
            yield Lapse(record.key, (place(record),), {"key": record.key})


def held_without_report(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Lots held or refused at receipt for which no nonconformity is on record."""
    reported = ground.by("nonconformity", "lot")
    if not ground.of("nonconformity"):
        return
    numbers = ground.by("nonconformity", "nonconformity")
    for receipt in ground.of("receiving_inspection"):
        if standing(receipt, "result") not in _HELD or plain(receipt.key) in reported:
            continue
        said = " ".join([*receipt.rest.values(), *(one.text for one in receipt.fields.values())])
        if not any(key in plain(said) for key in numbers):
            yield Lapse(
                receipt.key,
                (place(receipt, "result"),),
                {"key": receipt.key, "state": text(receipt, "result")},
            )


def day_left_out(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Days missing in a log that has an entry on all such days around them."""
    numbers = {one.id: one.number for one in ground.papers.revisions}
    logs: defaultdict[tuple[str, str], dict[date, Record]] = defaultdict(dict)
    for record in ground.of(rule.one("type")):
        on = day(record, rule.one("field"))
        if on:
            what = text(record, rule.one("per")) or numbers.get(record.revision, record.revision)
            logs[record.revision, what].setdefault(on, record)
    missing: defaultdict[tuple[str, date], list[tuple[str, Record, Record]]] = defaultdict(list)
    for (revision, what), entries in logs.items():
        for on, before, after in _days_left_out(entries, rule):
            missing[numbers.get(revision, revision), on].append((what, before, after))
    for (log, on), places in missing.items():
        named = ", ".join(what for what, _, _ in places)
        yield Lapse(
            log,
            (place(places[0][1]), place(places[0][2])),
            {"key": log if named == log else f"{log} ({named})", "day": on.isoformat()},
            (on.isoformat(),),
        )


def _days_left_out(
    entries: dict[date, Record], rule: Rule
) -> Iterator[tuple[date, Record, Record]]:
    days = sorted(entries)
    if len(days) < rule.limits["entries"]:
        return
    weeks = Counter(one.weekday() for one in days)
    span = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)]
    possible = Counter(one.weekday() for one in span)
    usual = {n for n in weeks if weeks[n] / possible[n] >= _USUAL and possible[n] >= 2}
    missing = [one for one in span if one.weekday() in usual and one not in entries]
    if len(missing) > len(days) * rule.limits["percent"] / 100:
        return
    for one in missing:
        before = max(day for day in days if day < one)
        yield one, entries[before], entries[min(day for day in days if day > one)]


def _types(rule: Rule) -> set[str]:
    return {_pair(pair)[0] for pair in rule.all("against_fields")}


def _pair(pair: str) -> tuple[str, str]:
    type, _, name = pair.partition(".")
    return type, name


def _known(evaluated: object, supplier: Record) -> bool:
    words = organisation(supplier.key)
    found: Sequence[Record] = ()
    if isinstance(evaluated, dict) and words:
        found = evaluated.get(words[0], ())
    return any(same_organisation(text(one, "supplier"), supplier.key) for one in found)
