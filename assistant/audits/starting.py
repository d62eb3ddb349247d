"""The use case: make an internal audit of a checklist draft; its items are frozen."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256

from assistant.audits.book import AuditBook, AuditIdTaken
from assistant.errors import WrongUse
from assistant.model.audit_runs import Audit, AuditItem, AuditPlan
from assistant.model.audits import Checklist, ChecklistItem
from assistant.model.clauses import Edition
from assistant.typed_text import one_line

_TRIES = 50  # another process takes numbers at the same time; some are of audits not seen here


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """What a person says of an audit to be made; `id` "" takes the next number of the year."""

    lead: str
    by: str = ""  # "": the lead auditor
    id: str = ""
    title: str = ""  # "": that of the checklist
    auditors: tuple[str, ...] = ()
    auditees: tuple[str, ...] = ()
    planned_from: date | None = None
    planned_until: date | None = None


def as_planned(order: Order, planned: Order) -> Order:
    """The planned audit with what the order says otherwise; its id stays that of the plan."""
    said = order.planned_from is not None
    return replace(
        order,
        id=planned.id,
        lead=order.lead.strip() or planned.lead,
        title=order.title.strip() or planned.title,
        planned_from=order.planned_from if said else planned.planned_from,
        planned_until=order.planned_until if said else planned.planned_until,
    )


class StartAudit:
    """Makes audits of checklists."""

    def __init__(
        self,
        book: AuditBook,
        now: Callable[[], datetime] = utc_now,
        *,
        reserved: Collection[str] = (),
    ) -> None:
        """`reserved` are ids that are taken only by those who name them."""
        self._book, self._now, self._reserved = book, now, reserved

    def __call__(
        self, checklist: Checklist, order: Order, *, edition: Edition, process: str, seed: int
    ) -> Audit:
        """The audit as it is kept. Raises `WrongUse` without a lead auditor or an item, for an id
        that is none or days that end before they begin, `AuditIdTaken`."""
        if not checklist.items:
            raise WrongUse(
                "There is nothing to audit: the checklist has no item.",
                hint="Widen the scope: more clauses, or another process.",
            )
        plan = _plan(order, checklist.title)
        audit = Audit(
            id=audit_id(order.id) if order.id.strip() else "",
            plan=plan,
            process=process,
            scope=checklist.scope,
            criteria=_criteria(checklist, edition),
            edition=checklist.edition,
            as_of=checklist.as_of,
            seed=seed,
            items=frozen(checklist.items),
            left_out=checklist.left_out,
            made_by=one_line(order.by, what="A name") or plan.lead,
            made_at=self._now().isoformat(timespec="seconds"),
        )
        return self._kept(audit, (plan.planned_from or checklist.as_of).year)

    def _kept(self, audit: Audit, year: int) -> Audit:
        if audit.id:
            self._book.start(audit)
            return audit
        for more in range(_TRIES):
            taken = [*self._reserved, *(one.id for one in self._book.audits())]
            numbered = replace(audit, id=next_id(taken, year, more))
            try:
                self._book.start(numbered)
            except AuditIdTaken:
                continue
            return numbered
        raise AuditIdTaken("No number is free for the audit.", hint="Name it with --id.")


def next_id(taken: Iterable[str], year: int, more: int = 0) -> str:
    """The next number of a year: `A-2026-03` after `A-2026-02`; `more` numbers are passed over."""
    start = f"A-{year}-"
    numbers = [
        int(one[len(start) :])
        for one in taken
        if one.upper().startswith(start) and one[len(start) :].isdecimal()
    ]
    return f"{start}{max(numbers, default=0) + 1 + more:02d}"


def audit_id(text: str) -> str:
    """The id as it is kept. Raises `WrongUse` for one with other than letters, digits, `-_.`."""
    id = text.strip()
    if not id or len(id) > 40 or not all(one.isalnum() or one in "-_." for one in id):
        raise WrongUse(
            f"{text!r} cannot be the id of an audit.",
            hint="Use up to 40 letters, digits, - _ or ., for example A-2026-03.",
        )
    return id


def frozen(items: Iterable[ChecklistItem]) -> tuple[AuditItem, ...]:
    """The items with ids that follow from what they ask: the same question keeps its id."""
    made: dict[str, AuditItem] = {}
    for item in items:
        asked = f"{item.clause}\x1f{' '.join(item.question.split())}"
        again = 0
        while (id := _item_id(asked, again)) in made:
            again += 1
        made[id] = AuditItem(id, item)
    return tuple(made.values())


def _item_id(asked: str, again: int) -> str:
    more = f"\x1f{again}" if again else ""
    return "i_" + sha256(f"{asked}{more}".encode()).hexdigest()[:10]


def _plan(order: Order, title: str) -> AuditPlan:
    lead = one_line(order.lead, what="A name")
    if not lead:
        raise WrongUse("No lead auditor is named.", hint="Say who leads the audit: --lead NAME.")
    first, last = order.planned_from, order.planned_until or order.planned_from
    if last is not None and (first is None or last < first):
        raise WrongUse(
            "The audit ends before it begins.", hint="Give --from and --until as year-month-day."
        )
    return AuditPlan(
        title=one_line(order.title, what="A title") or title,
        lead=lead,
        auditors=tuple(one for one in _names(order.auditors) if one != lead),
        auditees=_names(order.auditees),
        planned_from=first,
        planned_until=last,
    )


def _names(typed: Sequence[str]) -> tuple[str, ...]:
    named = (one_line(one, what="A name") for one in typed)
    return tuple(dict.fromkeys(one for one in named if one))


def _criteria(checklist: Checklist, edition: Edition) -> tuple[str, ...]:
    """What is audited against: the edition, and every own document an item quotes."""
    quoted = {
        f"{one.document} rev {one.revision}" if one.revision else one.document
        for item in checklist.items
        for one in item.sources
    }
    return (edition.name, *sorted(quoted))
