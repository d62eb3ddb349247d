"""What was to be done by a day, and nothing shows that it was."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.gaps.cells import SETTLED, day, is_filled, is_out_of_use, place, standing, text
from assistant.gaps.dues import due_day, moved_days
from assistant.gaps.ground import Ground, Term
from assistant.gaps.lapses import Lapse
from assistant.gaps.names import plain
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Use
from assistant.model.records import Record


def not_done(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records whose due day is past and that are neither done nor settled.

    Of several records of one thing the one with the latest due day counts (`newest`).
    """
    for record, due in _due(ground, rule):
        if due < ground.as_of and not _is_done(ground, record, rule):
            lapse = _lapse(ground, record, rule, due, f"due on {due.isoformat()}")
            yield replace(lapse, left_over=_left_over(ground, record, rule))


def postponed(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records whose day was moved to one not yet past, and that are not done."""
    for record in ground.of(rule.one("type")):
        first, last = moved_days(record, rule.one("field"))
        if first and last and first < ground.as_of <= last and not _is_done(ground, record, rule):
            said = " ".join(record.fields[rule.one("field")].text.split())
            yield _lapse(ground, record, rule, first, said)


def open_too_long(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records that were opened longer ago than they may stay open, and name no day of their own."""
    term = ground.term(rule, Use.WITHIN, "days", "day")
    for record in ground.of(rule.one("type")):
        start = day(record, rule.one("start"))
        if start is None or _is_done(ground, record, rule):
            continue
        if any(due_day(one, rule.all("field")) for one in ground.same(record)):
            continue
        if any(not is_filled(record, name) for name in rule.all("given")):
            continue
        due = term.span.after(start)
        if due < ground.as_of:
            lapse = _termed(ground, record, rule, due, start, term)
            yield replace(lapse, left_over=_left_over(ground, record, rule))


def took_too_long(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Records that show it was done later than the organisation's own documents allow."""
    term = ground.term(rule, Use.WITHIN, "days", "day")
    if term.place is None and not rule.changed:
        return
    for record in ground.of(rule.one("type")):
        start, end = day(record, rule.one("start")), day(record, rule.one("end"))
        if any(is_filled(record, name) for name in rule.all("except")):
            continue
        if start and end and end > (due := term.span.after(start)):
            yield _termed(ground, record, rule, due, start, term)


def _due(ground: Ground, rule: Rule) -> Iterator[tuple[Record, date]]:
    dated = [
        (record, due)
        for type in rule.all("type")
        for record in ground.of(type)
        if (record.key or record.row)
        and not (rule.all("shown") and not _tells(ground, record, rule))
        and (due := due_day(record, rule.all("field")))
    ]
    if not rule.all("newest"):
        yield from dated
        return
    found: defaultdict[tuple[str, ...], list[tuple[Record, date]]] = defaultdict(list)
    for record, due in dated:
        also = tuple(plain(text(record, name)) for name in rule.all("per"))
        found[plain(record.key), *also].append((record, due))
    for several in found.values():
        yield max(several, key=lambda one: one[1])


def _tells(ground: Ground, record: Record, rule: Rule) -> bool:
    """Whether the record's own table has a place for saying that it was done."""
    return any(ground.keeps(record, name) > 0 for name in (*rule.all("done"), "state"))


def _is_done(ground: Ground, record: Record, rule: Rule) -> bool:
    """Whether this, or another record of the same thing, says that it is done or settled."""
    return any(_says_done(one, ground, rule) for one in ground.same(record))


def _says_done(record: Record, ground: Ground, rule: Rule) -> bool:
    if rule.all("in_use") and is_out_of_use(record):
        return True
    done = any(ground.was_done(record, name) for name in rule.all("done"))
    return done or standing(record) in SETTLED


def _left_over(ground: Ground, record: Record, rule: Rule) -> tuple[str, ...]:
    """Columns nobody understood that may say that it is done."""
    return ground.left_over(record, (*rule.all("done"), "state"))


def _termed(
    ground: Ground, record: Record, rule: Rule, due: date, start: date, term: Term
) -> Lapse:
    lapse = _lapse(ground, record, rule, due, f"{term.span} allowed ({term.source})")
    places = lapse.places if term.place is None else (*lapse.places, term.place)
    said = {**lapse.says, "start": start.isoformat(), "term": str(term.span), "source": term.source}
    return replace(lapse, places=places, says=said)


def _lapse(ground: Ground, record: Record, rule: Rule, due: date, why: str) -> Lapse:
    also = [one for name in rule.all("named") if (one := text(record, name))]
    return Lapse(
        subject=ground.called(record),
        places=(place(record, rule.one("field")),),
        says={
            "key": ground.called(record),
            "day": due.isoformat(),
            "why": why,
            "also": f" ({also[0]})" if also else "",
        },
        key=tuple(plain(text(record, name)) for name in rule.all("per")),
        due=due,
    )
