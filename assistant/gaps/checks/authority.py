"""Who or what was used without being cleared for it on that day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.gaps.cells import day, people, place, references, standing, text
from assistant.gaps.dues import last_day
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import organisation, person, plain, same_organisation, same_person
from assistant.gaps.rules import Rule
from assistant.model.records import Record, Standing

_LEGEND = re.compile(r"\b(?P<code>[A-Z][A-Z0-9]{0,2})\s*[=:]\s*(?P<words>[a-z][^,;|=]{3,40})")
_UNFIT = frozenset({Standing.SUSPENDED, Standing.REJECTED, Standing.CLOSED})


def supplier_not_cleared(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Orders and receipts from a supplier not approved, or without certificate, on that day.

    One that no list holds is told of only where the list knows most of the others.
    """
    if not ground.of("approved_supplier"):
        return
    known, unlisted = 0, []
    for record in ground.all_of(rule.all("type")):
        on = _day(record, rule)
        name = text(record, "supplier")
        if on is None or not name or not record.key or _has_order(ground, record):
            continue
        listed = _suppliers(ground, name)
        if not listed and _is_on_paper(ground, name):
            continue  # on another sheet of the list: those on watch, those struck off
        if not listed:
            why = "it stands in no list of approved suppliers"
            unlisted.append(_of_supplier(record, (), on, why))
            continue
        known += 1
        reasons = [_unfit(one, on) for one in listed]
        if all(reasons):
            yield _of_supplier(record, listed, on, reasons[0])
    if known >= (known + len(unlisted)) * rule.limits["percent"] / 100:
        yield from unlisted  # else the list is not one of all suppliers, or not of their names


def gauge_out_of_date(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Measurements with a gauge whose calibration had run out on that day."""
    gauges = ground.by("gauge", "gauge")
    for record in ground.all_of(rule.all("type")):
        on = _day(record, rule)
        for each in references(record, rule.one("field")) if on else ():
            for gauge in gauges.get(plain(each), ())[:1]:
                due, done = last_day(gauge, "calibration_due"), day(gauge, "calibrated")
                if due and on and on > due and not (done and done > due):
                    yield Lapse(
                        record.key or each,
                        (place(record, rule.one("field")), place(gauge, "calibration_due")),
                        {
                            "key": record.key,
                            "gauge": each,
                            "day": on.isoformat(),
                            "due": due.isoformat(),
                        },
                        (plain(each),),
                    )


def stamp_not_valid(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Stamps used before they were issued, after they were returned, or not in the register."""
    stamps = ground.by("stamp", "stamp")
    if not stamps:
        return
    for record in ground.all_of(rule.all("type")):
        on = _day(record, rule)
        for each in references(record, "stamp") if on else ():
            entries = stamps.get(plain(each), ())
            why = _stamp_fault(entries, on) if on else ""
            if why and (entries or ground.has_series(stamps, plain(each))):
                yield Lapse(
                    record.key or each,
                    (place(record, "stamp"), *(place(one) for one in entries[:1])),
                    {
                        "key": record.key,
                        "stamp": each,
                        "holder": _holder(entries),
                        "day": on.isoformat() if on else "",
                        "why": why,
                    },
                    (plain(each),),
                )


def person_not_authorised(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Work by a person whose authorisation had run out, or who has none in the list of them.

    A person the list does not know at all is told of only where it knows most of the others
    who do this work.
    """
    work = ground.of(rule.one("type"))
    field = rule.one("field")
    known, told = 0, 0
    tasks = _Tasks(ground, rule.all("task"))
    if tasks.are_others:
        return  # a list of inspectors says nothing of who may audit
    found: list[Lapse] = []
    for record in work:
        on = _day(record, rule)
        for name in _who(ground, record, field) if on else ():
            entries = _entries(ground, name)
            told += 1
            known += bool(entries)
            why = _person_fault(entries, on, tasks) if on else ""
            if why and not (not entries and _is_named(ground, name, rule.all("task"))):
                found.append(_of_person(record, name, entries, _told_day(record, rule), why, field))
    if told and known / told >= rule.limits["percent"] / 100:
        yield from found


def _told_day(record: Record, rule: Rule) -> str:
    """The day as it is told: one on which goods came in is not passed off for that of the work."""
    for name in rule.all("days"):
        if found := day(record, name):
            first = name == rule.all("days")[0]
            return found.isoformat() if first else f"{found.isoformat()} (the day it was {name})"
    return ""


def _is_named(ground: Ground, name: str, task: Sequence[str]) -> bool:
    """Whether a document in force names the person and the work in one passage."""
    surname, asked = person(name)[0], re.compile("|".join(task) or "$^", re.IGNORECASE)
    named = re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)
    return bool(surname) and any(
        named.search(passage.text)
        and asked.search(f"{' '.join(passage.heading_path)} {passage.text}")
        for revision in ground.papers.directing
        for passage in ground.papers.passages[revision.id]
    )


def own_work(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Audits by a person who answers for what was audited."""
    for record in ground.of("audit"):
        for auditor in people(record, "auditor"):
            owners = people(record, "owner")
            if any(same_person(auditor, owner) for owner in owners):
                yield Lapse(
                    record.key, (place(record),), {"key": record.key, "person": auditor}, ()
                )


def used_on_hold(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Shipments of a lot that was held or refused at receipt and not cleared before."""
    lots = ground.by("receiving_inspection", "lot")
    faults = ground.by("nonconformity", "lot")
    for shipment in ground.of("shipment"):
        on = day(shipment, "shipped")
        for lot in references(shipment, "lot") if on else ():
            mother = plain(lot).rpartition("/")[0] or plain(lot)
            for receipt in (lots.get(plain(lot)) or lots.get(mother, ()))[:1]:
                if standing(receipt, "result") not in _UNFIT:
                    continue
                open_faults = [
                    one
                    for key in {plain(lot), mother}
                    for one in faults.get(key, ())
                    if (closed := day(one, "closed")) is None or (on and closed > on)
                ]
                if open_faults or not (faults.get(mother) or faults.get(plain(lot))):
                    yield Lapse(
                        text(shipment, "shipment") or shipment.key,
                        tuple(place(one) for one in (shipment, receipt, *open_faults[:1])),
                        {
                            "key": shipment.key,
                            "lot": lot,
                            "day": on.isoformat() if on else "",
                            "state": text(receipt, "result"),
                        },
                        (plain(lot),),
                    )


def _day(record: Record, rule: Rule) -> date | None:
    return next((found for name in rule.all("days") if (found := day(record, name))), None)


def _suppliers(ground: Ground, name: str) -> list[Record]:
    words = organisation(name)
    if not words:
        return []
    known = ground.named("approved_supplier", "supplier").get(words[0], ())
    exact = [one for one in known if same_organisation(text(one, "supplier"), name)]
    return exact or list(ground.by("approved_supplier", "supplier_code").get(plain(name), ()))


def _is_on_paper(ground: Ground, name: str) -> bool:
    """Whether a document that holds approved suppliers speaks of this one in any place."""
    words = organisation(name)
    for revision in {one.revision for one in ground.of("approved_supplier")}:
        for passage in ground.papers.all_passages(revision):
            if passage.text and set(words) <= set(organisation(passage.text)):
                return True
    return False


def _has_order(ground: Ground, record: Record) -> bool:
    """Whether its order is on record: that one tells, on the day it was placed."""
    if record.type == "purchase_order":
        return False
    orders = ground.by("purchase_order", "order")
    return any(
        day(one, "ordered")
        for each in references(record, "order")
        for one in orders.get(plain(each), ())
    )


def _unfit(supplier: Record, on: date) -> str:
    """Why a supplier was not cleared on a day; "" when it was, or nothing tells."""
    approved = day(supplier, "approved")
    for name, called in (("certificate_expiry", "certificate"), ("approval_expiry", "approval")):
        until = last_day(supplier, name)
        if until and until < on:
            return f"its {called} had run out on {until.isoformat()}"
    if standing(supplier) in _UNFIT:
        since = _since(supplier)
        if since is None or since <= on:
            return f"its state is {text(supplier, 'state')!r}"
    if approved and approved > on and not day(supplier, "last_evaluation"):
        return f"it was approved only on {approved.isoformat()}"
    return ""


def _since(supplier: Record) -> date | None:
    """Since when its state may hold: the newest day on its row that says something was done."""
    days = [found for name in ("last_evaluation", "approved") if (found := day(supplier, name))]
    return max(days, default=None)


def _of_supplier(record: Record, listed: Sequence[Record], on: date, why: str) -> Lapse:
    order = next(iter(references(record, "order")), "")
    return Lapse(
        order or record.key,
        (place(record, "supplier"), *(place(one) for one in listed[:1])),
        {
            "key": record.key if order in ("", record.key) else f"{record.key} ({order})",
            "supplier": text(record, "supplier"),
            "day": on.isoformat(),
            "why": why,
        },
        (plain(text(record, "supplier")),),
    )


def stamp_of_other_work(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Stamps used for work that their scope leaves out, where the register tells of that work."""
    stamps = ground.by("stamp", "stamp")
    for pair in rule.all("words"):
        type, _, words = pair.partition("=")
        asked = re.compile(words, re.IGNORECASE)
        if not any(asked.search(text(one, "scope")) for one in ground.of("stamp")):
            continue
        for record in ground.of(type):
            for each in references(record, "stamp"):
                entries = [one for one in stamps.get(plain(each), ()) if text(one, "scope")]
                if entries and not any(asked.search(text(one, "scope")) for one in entries):
                    yield Lapse(
                        record.key or each,
                        (place(record, "stamp"), place(entries[0])),
                        {
                            "key": record.key,
                            "stamp": each,
                            "holder": _holder(entries),
                            "scope": text(entries[0], "scope"),
                        },
                        (plain(each),),
                    )


def _holder(entries: Sequence[Record]) -> str:
    names = [name for one in entries if (name := text(one, "person"))]
    return f" ({names[0]})" if names else ""


def _stamp_fault(entries: Sequence[Record], on: date) -> str:
    if not entries:
        return "is not in the register of stamps"
    reasons = []
    for one in entries:
        issued, returned = day(one, "issued"), day(one, "returned")
        until = last_day(one, "valid_until")
        if issued and on < issued:
            reasons.append(f"was issued only on {issued.isoformat()}")
        elif returned and on > returned:
            reasons.append(f"was returned on {returned.isoformat()}")
        elif until and on > until:
            reasons.append(f"was valid until {until.isoformat()}")
        else:
            return ""
    return reasons[0]


def _who(ground: Ground, record: Record, field: str) -> list[str]:
    names = list(people(record, field))
    if names or field not in ("inspector", "released_by"):
        return names
    holders = [
        one
        for each in references(record, "stamp")
        for one in ground.by("stamp", "stamp").get(plain(each), ())
    ]
    return [text(one, "person") for one in holders[:1] if text(one, "person")]


def _entries(ground: Ground, name: str) -> list[Record]:
    return [one for one in ground.people(name) if same_person(text(one, "person"), name)]


class _Tasks:
    """What an authorisation is for, in words: a legend such as `R = receiving` is read."""

    def __init__(self, ground: Ground, wanted: Sequence[str]) -> None:
        self._wanted = re.compile("|".join(wanted) or "$^", re.IGNORECASE)
        self._legend: dict[str, str] = {}
        lists = ground.of("competence")
        for revision in {one.revision for one in lists}:
            for passage in ground.papers.head_of(revision):
                self._legend |= {each["code"]: each["words"] for each in _LEGEND.finditer(passage)}
        self._told = bool(wanted) and any(self.cover(one) for one in lists)
        self._wanted_any = bool(wanted)
        self._entries = sum(bool(text(one, "task")) for one in lists)

    @property
    def are_others(self) -> bool:
        """Whether the list says what each entry is for, and none is for this work."""
        return self._wanted_any and self._entries > 0 and not self._told

    def cover(self, entry: Record) -> bool:
        """Whether an entry is for the task."""
        said = f"{text(entry, 'task')} {text(entry, 'role') if not self._legend else ''}"
        codes = [self._legend.get(each, each) for each in re.split(r"[\s,;/+]+", said)]
        return bool(self._wanted.search(" ".join((said, *codes))))

    def leave_out(self, entry: Record) -> bool:
        """Whether the list tells of the task, and this entry is for others only."""
        return self._told and bool(text(entry, "task")) and not self.cover(entry)


def _person_fault(entries: Sequence[Record], on: date, tasks: _Tasks) -> str:
    if not entries:
        return "is not in the list of authorisations"
    reasons = []
    for one in entries:
        until, granted = last_day(one, "valid_until"), day(one, "granted")
        if until and until < on:
            reasons.append(f"was authorised until {until.isoformat()}")
        elif standing(one) in _UNFIT:
            reasons.append(f"has the state {text(one, 'state')!r}")
        elif not (until or granted or text(one, "task") or text(one, "level")):
            reasons.append("has no authorisation entered")
        elif tasks.leave_out(one):
            reasons.append(f"is authorised for {text(one, 'task')!r} only")
        else:
            return ""
    return reasons[0]


def _of_person(
    record: Record, name: str, entries: Sequence[Record], on: str, why: str, field: str
) -> Lapse:
    return Lapse(
        record.key or name,
        (place(record, field), *(place(one) for one in entries[:1])),
        {
            "key": record.key,
            "person": name,
            "day": on,
            "why": why,
        },
        (plain(name),),
    )
