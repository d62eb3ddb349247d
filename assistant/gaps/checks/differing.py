"""Two sides that do not agree: a cell against a certificate, an order, a register."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.gaps.cells import day, number, place, references, text
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import plain, same_organisation, same_person
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Span
from assistant.model.records import Record

_MARKS = re.compile(r"[^0-9a-z]+")


def sides_differ(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Fields of a record that say another thing than the record it belongs to.

    `link` pairs the fields that tie the two (`gauge=gauge`), `fields` those compared. Where the
    tie fits several, one that agrees is enough.
    """
    other_type = rule.one("against")
    ties = [tuple(pair.split("=")) for pair in rule.all("link")]
    for record in ground.of(rule.one("type")):
        others = _tied(ground, record, other_type, ties)
        others = [one for one in others if _newest_only(one, record, rule)]
        for pair in rule.all("fields") if others else ():
            mine, its = pair.split("=")
            against = [one for one in others if its in one.fields]
            if mine not in record.fields or not against:
                continue
            if not any(_agree(record, mine, one, its) for one in against):
                yield _lapse(ground, record, mine, against[0], its)


def listed_twice(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """One identifier on two rows of a log that gives each its own, with different contents."""
    logs: defaultdict[tuple[str, str], dict[str, list[Record]]] = defaultdict(dict)
    for record in ground.all_of(rule.all("type")):
        if record.key and record.row:
            rows = logs[record.revision, record.row.partition("!")[0]]
            rows.setdefault(plain(record.key), []).append(record)
    for rows in logs.values():
        if len(rows) < sum(map(len, rows.values())) * rule.limits["percent"] / 100:
            continue
        for first, *others in rows.values():
            yield from _told_apart(ground, first, others, rule)


def _told_apart(
    ground: Ground, first: Record, others: Iterable[Record], rule: Rule
) -> Iterator[Lapse]:
    for other in others:
        for name in rule.all("fields"):
            told = name in first.fields and name in other.fields
            if told and not _agree(first, name, other, name):
                yield _lapse(ground, first, name, other, name)
                return


def days_reversed(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records on which a later step bears an earlier day than the step before it."""
    for record in ground.of(rule.one("type")):
        for pair in rule.all("order"):
            before, after = pair.split("<")
            first, second = day(record, before), day(record, after)
            if first and second and second < first:
                yield Lapse(
                    record.key,
                    (place(record),),
                    {
                        "key": record.key,
                        "first": f"{ground.heading(record, before)} {first.isoformat()}",
                        "second": f"{ground.heading(record, after)} {second.isoformat()}",
                    },
                    (before, after),
                )


def interval_not_kept(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Due days that lie further on than the record's own interval allows from the last time."""
    start, end, interval = rule.all("fields")
    for record in ground.of(rule.one("type")):
        done, due, days = day(record, start), day(record, end), number(record, interval)
        if not (done and due and days):
            continue
        months = round(float(days) * 12 / 365)
        allowed = (
            Span(months, "month").after(done) if months else Span(int(days), "day").after(done)
        )
        if (due - allowed).days > rule.limits["days"]:
            yield Lapse(
                record.key,
                (place(record),),
                {"key": record.key, "day": due.isoformat(), "allowed": allowed.isoformat()},
            )


def _tied(ground: Ground, record: Record, type: str, ties: list[tuple[str, ...]]) -> list[Record]:
    found: list[Record] = []
    for position, (mine, its) in enumerate(ties):
        if position == 0:
            found = [
                one
                for each in references(record, mine)
                for one in ground.by(type, its).get(plain(each), ())
            ]
        elif mine in record.fields:
            narrowed = [
                one for one in found if its not in one.fields or _agree(record, mine, one, its)
            ]
            found = narrowed if any(its in one.fields for one in found) else found
    return [one for one in found if one is not record]


def _newest_only(other: Record, record: Record, rule: Rule) -> bool:
    """Whether the other side is of the same time: an older certificate says older things."""
    if not rule.all("since"):
        return True
    mine, its = rule.one("since").split("=")
    first, second = day(record, mine), day(other, its)
    return first is None or second is None or abs((first - second).days) <= rule.limits["days"]


def _agree(record: Record, mine: str, other: Record, its: str) -> bool:
    one, two = record.fields[mine].value, other.fields[its].value
    if isinstance(one, date) and isinstance(two, date):
        return one == two
    first, second = number(record, mine), number(other, its)
    if first is not None and second is not None:
        return first == second
    said, told = text(record, mine), text(other, its)
    if not said or not told or (type(one) is not type(two) and isinstance(one, date)):
        return True
    if mine in ("supplier", "customer", "maker", "organisation"):
        return same_organisation(said, told)
    if mine in ("owner", "person", "reviewed_by", "approved_by", "inspector"):
        return same_person(said, told)
    left, right = (
        {_MARKS.sub("", each.casefold()) for each in _parts(text)} for text in (said, told)
    )
    return bool(left & right)


def _parts(said: str) -> list[str]:
    return [said, *re.split(r"\s*[;,/\n]\s*|\s+and\s+", said)]


def _lapse(ground: Ground, record: Record, mine: str, other: Record, its: str) -> Lapse:
    return Lapse(
        subject=record.key,
        places=(place(record, mine), place(other, its)),
        says={
            "key": record.key,
            "heading": ground.heading(record, mine),
            "mine": text(record, mine),
            "its": text(other, its),
            "here": ground.named_in(record),
            "there": ground.named_in(other),
        },
        key=(mine, plain(other.key)),
    )
