"""What falls due because it is repeated, or must be done within a time, and no day is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from assistant.gaps.cells import SETTLED, day, is_filled, is_out_of_use, standing
from assistant.gaps.dues import due_day
from assistant.gaps.ground import Ground, Term
from assistant.gaps.names import organisation
from assistant.gaps.rules import Rule
from assistant.gaps.spans import Use
from assistant.model.dues import DueKind
from assistant.model.records import Record

_LEAST = 28  # days; what is repeated more often is daily work, not a date to keep
_KINDS = {
    "approved_supplier": DueKind.SUPPLIER_EVALUATION,
    "supplier_evaluation": DueKind.SUPPLIER_EVALUATION,
    "gauge": DueKind.CALIBRATION,
    "external_document": DueKind.EXTERNAL_DOCUMENT,
    "backup": DueKind.BACKUP,
    "management_review": DueKind.MANAGEMENT_REVIEW,
    "audit": DueKind.AUDIT,
    "risk": DueKind.RISK,
    "objective": DueKind.OBJECTIVE,
    "competence": DueKind.AUTHORISATION,
    "customer_property": DueKind.CUSTOMER_PROPERTY,
    "shelf_life_item": DueKind.SHELF_LIFE,
    "counterfeit_alert": DueKind.COUNTERFEIT_ALERT,
    "nonconformity": DueKind.NONCONFORMITY,
    "corrective_action": DueKind.CORRECTIVE_ACTION,
    "complaint": DueKind.COMPLAINT,
}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Something whose day follows from the last time, or from when it was opened.

    `field` is the cell with the day it is reckoned from; `term` how long after, and who says so.
    """

    kind: DueKind
    key: tuple[str, ...]
    due: date
    says: str
    subject: str
    record: Record
    field: str
    term: Term
    start: date
    whole: bool  # of a log as a whole, which any entry of the kind makes needless

    @property
    def basis(self) -> str:
        """How the day was reckoned, in a sentence."""
        return (
            f"Reckoned: {self.start.isoformat()} and {self.term.span} after it ({self.term.source})"
        )


def reckoned(ground: Ground, rules: Iterable[Rule]) -> list[Reckoned]:
    """What falls due by the rules for what is repeated and what must be done in a time."""
    found: list[Reckoned] = []
    for rule in rules:
        match rule.check:
            case "too_old":
                found += _again(ground, rule)
            case "log_too_old":
                found += _log_again(ground, rule)
            case "open_too_long":
                found += _in_time(ground, rule)
    return found


def _again(ground: Ground, rule: Rule) -> Iterator[Reckoned]:
    """Each thing by its newest day, unless a row names the next one itself."""
    term = ground.term(rule, Use.EVERY, "months", "month")
    things: defaultdict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in ground.all_of(rule.all("type")):
        if record.key:
            things[organisation(record.key)].append(record)
    for key, records in things.items():
        own = [one for one in records if one.type == rule.one("type")]
        last = _last(records, rule, ground.as_of)
        if not own or last is None or any(is_out_of_use(one) for one in own):
            continue
        if not any(due_day(one, rule.all("next")) for one in records):
            yield _made(rule, key, last, term, f"{_title(rule)} of {own[0].key}", own[0].key)


def _log_again(ground: Ground, rule: Rule) -> Iterator[Reckoned]:
    """A log as a whole by its newest day."""
    term = ground.term(rule, Use.EVERY, "months", "month")
    if term.span.days < _LEAST:
        return
    records = [
        one
        for one in ground.of(rule.one("type"))
        if all(is_filled(one, name) for name in rule.all("given"))
    ]
    last = _last(records, rule, ground.as_of) or _last_paper(ground, rule, records)
    if last is not None and not _is_daily_work(records, rule.all("field")):
        subject = ground.named_in(last[1])
        says = f"{_title(rule)} ({subject})"
        yield _made(rule, (), last, term, says, subject, whole=True)


def _in_time(ground: Ground, rule: Rule) -> Iterator[Reckoned]:
    """What was opened, is not closed and names no day of its own."""
    term = ground.term(rule, Use.WITHIN, "days", "day")
    for record in ground.of(rule.one("type")):
        start = day(record, rule.one("start"))
        done = any(ground.was_done(record, name) for name in rule.all("done"))
        if start is None or done or standing(record) in SETTLED:
            continue
        if any(due_day(one, rule.all("field")) for one in ground.same(record)):
            continue
        if all(is_filled(record, name) for name in rule.all("given")):
            name = ground.called(record)
            last = (start, record, rule.one("start"))
            key = (*organisation(record.key), record.row if not record.key else "")
            yield _made(rule, key, last, term, f"{_title(rule)} {name}", name)


def _last(records: Iterable[Record], rule: Rule, as_of: date) -> tuple[date, Record, str] | None:
    dated = [
        (on, record, name)
        for record in records
        for name in (*rule.all("field"), *_alike(record, rule))
        if (on := day(record, name)) and on <= as_of
    ]
    return max(dated, key=lambda one: one[0], default=None)


def _alike(record: Record, rule: Rule) -> tuple[str, ...]:
    """The field of its day, for a row that says in words what the rule asks for."""
    words = rule.one("alike")
    said = " ".join(one.text for one in record.fields.values()).casefold()
    return ("made",) if words and words in said else ()


def _last_paper(
    ground: Ground, rule: Rule, records: Iterable[Record]
) -> tuple[date, Record, str] | None:
    """The newest report of an audit or review, whose rows have no day of their own."""
    if rule.one("type") not in _REPORTED:
        return None
    dated = [
        (on, record, "")
        for record in records
        if (on := ground.papers.by_id[record.revision].identity.effective_date)
        and on <= ground.as_of
    ]
    return max(dated, key=lambda one: one[0], default=None)


def _is_daily_work(records: Iterable[Record], names: Iterable[str]) -> bool:
    """Whether the entries of a log mostly follow each other within two weeks."""
    days = sorted({on for one in records for name in names if (on := day(one, name))})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return len(gaps) >= _RHYTHM and median(gaps) < _LEAST / 2


_REPORTED = frozenset({"management_review", "audit"})
_RHYTHM = 4  # gaps by which a log's rhythm is judged
TITLES = {
    "supplier-evaluation-interval": "Evaluation",
    "gauge-interval": "Calibration",
    "external-documents-checked": "Check of external documents",
    "backup-made": "Backup",
    "backup-restored": "Test of a backup",
    "climate-read": "Reading of the climate",
    "management-review-interval": "Management review",
    "audit-interval": "Internal audit",
    "risk-reviewed": "Review of the risks",
    "context-reviewed": "Review of the context",
    "parties-reviewed": "Review of the interested parties",
    "objectives-reviewed": "Review of the objectives",
    "satisfaction-surveyed": "Survey of customers",
    "figures-measured": "Collection of the figures",
    "competence-assessed": "Assessment of the competence",
    "property-checked": "Count of property of others",
    "shelf-life-checked": "Check of shelf life",
    "alerts-read": "Reading of alerts",
    "nonconformity-open-too-long": "Closing of nonconformity",
    "nonconformity-undecided": "Decision on nonconformity",
    "corrective-action-without-date": "Corrective action",
    "effectiveness-not-checked": "Check that it worked:",
    "risk-effect-not-checked": "Check that it worked: risk",
    "complaint-unanswered": "Answer to complaint",
}


def _title(rule: Rule) -> str:
    """What is to be done, by the rule; a rule without a name of its own by its sort of record."""
    return TITLES.get(rule.id) or rule.one("type").replace("_", " ").capitalize()


def _made(
    rule: Rule,
    key: tuple[str, ...],
    last: tuple[date, Record, str],
    term: Term,
    says: str,
    subject: str,
    *,
    whole: bool = False,
) -> Reckoned:
    start, record, field = last
    return Reckoned(
        kind=_KINDS.get(rule.one("type"), DueKind.FIGURES),
        key=(rule.id, *key),
        due=term.span.after(start),
        says=says,
        subject=subject,
        record=record,
        field=field,
        term=term,
        start=start,
        whole=whole,
    )
