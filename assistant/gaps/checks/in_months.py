"""Records of the months in which the organisation's own documents say that something is done."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.dates import find_dates
from assistant.gaps.cells import day, place
from assistant.gaps.ground import Ground
from assistant.gaps.lapses import Lapse
from assistant.gaps.months import MonthsSaid, whole_month
from assistant.gaps.rules import Rule
from assistant.gaps.stems import stems
from assistant.model.records import Record

_GRACE = timedelta(days=31)  # a little early or late is done all the same
_BACK = timedelta(days=366)  # what is older is left to the next audit's memory


def month_left_out(ground: Ground, rule: Rule) -> Iterator[Lapse]:
    """Months of the last year without a record of what a document has done in them.

    A document speaks of what came after it took effect. `notes` are words by which a note
    beside a log tells of it. Where no day is on record at all nothing is said.
    """
    said = _said(ground, rule)
    records = ground.of(rule.one("type"))
    if said is None or not records:
        return
    known = {
        found for one in records for name in rule.all("field") if (found := day(one, name))
    } | set(_noted(ground, rule))
    began = said.revision.identity.effective_date or date.min
    for first, last in _months(said, ground.as_of):
        if not known or first < began:
            continue
        if not any(first - _GRACE <= one <= last + _GRACE for one in known):
            yield _lapse(rule, said, records[-1], first, last + _GRACE)


def _said(ground: Ground, rule: Rule) -> MonthsSaid | None:
    """The sentence on the rule's topic that names months, of the document closest to it."""
    vetoed = stems(" ".join(rule.all("veto")))
    found = [
        one
        for one in ground.papers.months
        if all(group & one.stems for group in rule.topic) and not vetoed & one.stems
    ]
    return max(found, key=lambda one: _fit(one, rule), default=None)


def _fit(said: MonthsSaid, rule: Rule) -> tuple[int, date]:
    """How well the title of its document speaks of the topic, then the newer document."""
    fit = sum(bool(group & said.title) for group in rule.topic)
    return fit, said.revision.identity.effective_date or date.min


def _months(said: MonthsSaid, as_of: date) -> Iterator[tuple[date, date]]:
    for year in (as_of.year - 1, as_of.year):
        for month in said.months:
            first, last = whole_month(year, month)
            if first > as_of - _BACK and last + _GRACE < as_of:
                yield first, last


def _noted(ground: Ground, rule: Rule) -> Iterator[date]:
    """Days in the notes beside the logs that speak of it."""
    words = stems(" ".join(rule.all("notes")))
    if not words:
        return
    for revision in dict.fromkeys(one.revision for one in ground.of(rule.one("type"))):
        for text in ground.papers.head_of(revision):
            if words & stems(text):
                yield from (one.value for one in find_dates(text) if one.value <= ground.as_of)


def _lapse(rule: Rule, said: MonthsSaid, beside: Record, first: date, due: date) -> Lapse:
    subject = f"{rule.one('called')} {first:%B %Y}"
    return Lapse(
        subject=subject,
        places=(said.place, place(beside)),
        says={
            "key": subject,
            "month": f"{first:%B %Y}",
            "months": said.named,
            "source": said.revision.number,
        },
        due=due,
    )
