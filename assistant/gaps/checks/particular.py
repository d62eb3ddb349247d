"""Checks of one sort of record each: certificates, open orders, alerts, backups, climate."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.gaps.cells import day, is_filled, number, place, references, standing, text
from assistant.gaps.dues import last_day
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.names import organisation, plain, same_organisation
from assistant.gaps.rules import Rule
from assistant.gaps.stems import stems
from assistant.model.records import Record, Standing
from assistant.sentences import sentences

_NO = re.compile(r"\s*(?:no|n|not yet|not done|open|pending|missing)\s*[.!]?\s*", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?P<low>[-−]?\d{1,3})\s*(?:°?\s*C)?\s*(?:to|and|[-–])\s*(?:\+)?(?P<high>[-−]?\d{1,3})\s*"
    r"°?\s?(?:C|degrees)\b"
)
_BELOW = re.compile(
    r"(?:below|under|at most|max(?:imum)?\.?|not (?:above|over|more than)|up to|<=?|≤)\s*"
    r"(?P<high>\d{1,3})\s*%",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?P<low>\d{1,3})\s*%?\s*(?:to|and|[-–])\s*(?P<high>\d{1,3})\s*%")
_ROOM = stems("store room area warehouse stock storage cabinet shelf the and of in main")


def certificate_on_file(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Suppliers whose newest certificate on file ran out, unless the register tells the same."""
    newest: dict[tuple[str, ...], tuple[date, Record]] = {}
    for record in ground.of(rule.one("type")):
        until, who = last_day(record, rule.one("field")), organisation(text(record, "supplier"))
        if until and who and (who not in newest or until > newest[who][0]):
            newest[who] = until, record
    for who, (until, record) in newest.items():
        name = text(record, "supplier")
        listed = [
            one
            for one in ground.named("approved_supplier", "supplier").get(who[0], ())
            if same_organisation(text(one, "supplier"), name)
        ]
        entered = [one for one in listed if is_filled(one, "certificate_expiry")]
        used = not listed or any(standing(one) not in _OUT for one in listed)
        if until < ground.as_of and not entered and used:
            said = {"key": name, "day": until.isoformat(), "also": text(record, "certificate")}
            yield Lapse(name, (place(record, rule.one("field")),), said, due=until)


_OUT = frozenset({Standing.CLOSED, Standing.REJECTED, Standing.SUSPENDED})


def order_not_shipped(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Open orders past the day promised for which no shipment is on record."""
    shipped = ground.by("shipment", "sales_order")
    for order in ground.of("sales_order"):
        due = last_day(order, rule.one("field"))
        if not due or due >= ground.as_of or standing(order) is not Standing.OPEN:
            continue
        if not any(plain(each) in shipped for each in references(order, "sales_order")):
            customer = text(order, "customer")
            yield Lapse(
                order.key,
                (place(order),),
                {
                    "key": order.key,
                    "day": due.isoformat(),
                    "also": f" ({customer})" if customer else "",
                },
                due=due,
            )


def said_no(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records that say no under a heading that asks whether something was done."""
    asked = re.compile(rf"\b(?:{'|'.join(rule.all('words'))})", re.IGNORECASE)
    for record in ground.of(rule.one("type")):
        cells = [(one.header, one.text) for one in record.fields.values()]
        for heading, said in (*cells, *record.rest.items()):
            if asked.search(heading) and _NO.fullmatch(said):
                yield Lapse(
                    record.key,
                    (place(record),),
                    {"key": record.key, "heading": heading},
                    (plain(heading),),
                )


def failed_last(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Logs whose newest entry tells of a failure."""
    numbers = {one.id: one.number for one in ground.papers.revisions}
    logs: defaultdict[str, list[Record]] = defaultdict(list)
    for record in ground.of(rule.one("type")):
        if day(record, rule.one("field")):
            logs[record.revision].append(record)
    for revision, records in logs.items():
        last = max(records, key=lambda one: day(one, rule.one("field")) or date.min)
        if standing(last, rule.one("fields")) is Standing.REJECTED:
            log = numbers.get(revision, last.key)
            on = day(last, rule.one("field"))
            yield Lapse(log, (place(last),), {"key": log, "day": on.isoformat() if on else ""})


def shipped_expired(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Shipments from a lot that was past its last good day."""
    for shipment in ground.of("shipment"):
        on = day(shipment, "shipped")
        for lot in references(shipment, "lot") if on else ():
            names = (plain(lot), plain(lot).rpartition("/")[0])
            dated = [
                (until, one)
                for type in rule.all("against")
                for name in names
                for one in ground.by(type, "lot").get(name, ())
                if (until := _last_good(one))
            ]
            until, source = max(dated, key=lambda one: one[0], default=(None, None))
            if until and source and on and on > until:
                yield Lapse(
                    shipment.key,
                    (place(shipment), place(source)),
                    {
                        "key": shipment.key,
                        "day": on.isoformat(),
                        "lot": lot,
                        "until": until.isoformat(),
                    },
                    (plain(lot),),
                )


def _last_good(record: Record) -> date | None:
    days = (last_day(record, name) for name in ("expiry", "extended_until"))
    return max((one for one in days if one), default=None)


def shipped_before_review(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Shipments of orders whose review bears a later day."""
    reviews = ground.by("contract_review", "sales_order")
    for shipment in ground.of("shipment"):
        on = day(shipment, "shipped")
        for order in references(shipment, "sales_order") if on else ():
            days = [
                (d, one) for one in reviews.get(plain(order), ()) if (d := day(one, "reviewed"))
            ]
            first, review = min(days, key=lambda one: one[0], default=(None, None))
            if first and review and on and on < first:
                yield Lapse(
                    shipment.key,
                    (place(shipment), place(review)),
                    {
                        "key": shipment.key,
                        "day": on.isoformat(),
                        "order": order,
                        "other": first.isoformat(),
                    },
                    (plain(order),),
                )


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a document allows: from `low` (None: no lower bound) to `high`."""

    low: Decimal | None
    high: Decimal
    unit: str
    stems: frozenset[str]
    place: Place
    source: str

    def hold(self, value: Decimal) -> bool:
        return value <= self.high and (self.low is None or value >= self.low)

    def __str__(self) -> str:
        upper = f"{self.high:f} {self.unit}"
        return f"at most {upper}" if self.low is None else f"{self.low:f} to {upper}"


def out_of_limits(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Readings outside the limits stated for their place, with no action entered.

    One for each place and sort of reading: the worst day is told, with how many there are.
    """
    bounds = list(_bounds(ground))
    worst: dict[tuple[str, str], tuple[Decimal, Record, str, _Bounds]] = {}
    for record in ground.of(rule.one("type")):
        where = stems(text(record, "place")) - _ROOM
        if any(is_filled(record, one) for one in ("action", "remark")) or not where:
            continue
        for name in rule.all("fields"):
            value = number(record, name)
            unit = "%" if name.startswith("humidity") else "C"
            fitting = [one for one in bounds if one.unit == unit and where <= one.stems]
            if value is None or not fitting or any(one.hold(value) for one in fitting):
                continue
            first, key = fitting[0], (plain(text(record, "place")), unit)
            over = max(value - first.high, (first.low or value) - value)
            if key not in worst or over > worst[key][0]:
                worst[key] = over, record, name, first
    for (_, unit), (_, record, name, bound) in worst.items():
        on = day(record, "measured")
        yield Lapse(
            text(record, "place"),
            (place(record), bound.place),
            {
                "key": text(record, "place"),
                "day": on.isoformat() if on else "",
                "heading": ground.heading(record, name),
                "mine": text(record, name),
                "source": bound.source,
                "its": str(bound),
            },
            (unit,),
        )


def _bounds(ground: Ground) -> Iterator[_Bounds]:
    for revision in ground.papers.directing:
        for passage in ground.papers.passages[revision.id]:
            if not ("%" in passage.text or _DEGREES.search(passage.text)):
                continue
            for start, end in sentences(passage.text):
                said = " ".join(passage.text[start:end].split())
                words, where = stems(said), Place(passage.id, said[:400])
                for pattern, unit in ((_DEGREES, "C"), (_BETWEEN, "%"), (_BELOW, "%")):
                    for match in pattern.finditer(said):
                        groups = match.groupdict()
                        low, high = groups.get("low"), groups["high"]
                        yield _Bounds(
                            Decimal(low.replace("−", "-")) if low else None,
                            Decimal(high.replace("−", "-")),
                            unit,
                            words,
                            where,
                            revision.number,
                        )
