"""What is to be repeated and was last done longer ago than the organisation's own interval."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.gaps.cells import day, is_filled, is_out_of_use, place, text
from assistant.gaps.dues import due_day
from assistant.gaps.ground import Ground, Term
from assistant.gaps.lapses import Lapse, Place
from assistant.gaps.names import organisation
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Use
from assistant.model.records import Record

Dated = tuple[date, Record, str]


def too_old(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Things whose newest day, over all records of them, lies further back than the interval.

    A thing with a day of its own for the next time is left to the rules for what is overdue.
    """
    term = ground.term(rule, Use.EVERY, "months", "month")
    for key, records in _by_thing(ground, rule).items():
        if any(is_out_of_use(one) for one in records if rule.one("type") == one.type):
            continue
        last = _last(records, rule)
        if last is None or any(due_day(one, rule.all("next")) for one in records):
            continue
        if term.span.after(last[0]) < ground.as_of:
            yield _lapse(key[0] or last[1].key, last, rule, term)


def log_too_old(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Logs without a new entry since longer than the interval; one lapse for each log or place."""
    term = ground.term(rule, Use.EVERY, "months", "month")
    logs: defaultdict[str, list[Record]] = defaultdict(list)
    numbers = {one.id: one.number for one in ground.papers.revisions}
    for record in ground.of(rule.one("type")):
        if all(is_filled(record, name) for name in rule.all("given")):
            log = text(record, rule.one("per")) or numbers.get(record.revision, "")
            logs[log].append(record)
    for log, records in logs.items():
        last = _last(records, rule)
        if last and term.span.after(last[0]) < ground.as_of:
            yield _lapse(log, last, rule, term)


def _by_thing(ground: Ground, rule: Rule) -> dict[tuple[str, ...], list[Record]]:
    found: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    spelt: dict[tuple[str, ...], str] = {}
    for record in ground.all_of(rule.all("type")):
        if record.key:
            key = organisation(record.key)
            spelt.setdefault(key, record.key)
            found[key].append(record)
    return {(spelt[key], *key): records for key, records in found.items()}


def _last(records: Iterable[Record], rule: Rule) -> Dated | None:
    dated = [
        (found, record, name)
        for record in records
        for name in (*rule.all("field"), *_alike(record, rule))
        if (found := day(record, name))
    ]
    return max(dated, key=lambda one: one[0], default=None)


def _alike(record: Record, rule: Rule) -> tuple[str, ...]:
    """The field of its day, for a row that says in words what the rule asks for."""
    words = rule.one("alike")
    said = " ".join(one.text for one in record.fields.values()).casefold()
    return ("made",) if words and words in said else ()


def _lapse(subject: str, last: Dated, rule: Rule, term: Term) -> Lapse:
    done, record, name = last
    own: tuple[Place, ...] = () if term.place is None else (term.place,)
    return Lapse(
        subject=subject,
        places=(place(record, name), *own),
        says={
            "key": subject,
            "day": done.isoformat(),
            "term": str(term.span),
            "source": term.source,
        },
        due=term.span.after(done),
    )
