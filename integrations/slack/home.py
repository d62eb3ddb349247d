"""App Home: where the clauses stand, what is mine, what falls due, what waits for a decision."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.coverage import Coverage, Documented, Practised, Required
from assistant.ledger.queue import Queued
from assistant.model.audits import Gap
from assistant.reports import calendar_lines
from integrations.bootstrap import Services
from integrations.places import counted, place
from integrations.slack.messages import button, buttons, context, divider, header
from integrations.slack.rich import Block, bold, cut, paragraph, paragraphs

REVIEW, REFRESH = "review", "refresh home"
_DUE_DAYS = 30
_SHOWN = 5


def view(services: Services, *, name: str, may_decide: bool, as_of: date) -> dict[str, Any]:
    """The Home of one person; `name` is who they are, "" while nobody said so."""
    blocks = [
        *_coverage(services.coverage(None, as_of=as_of, with_gaps=False)),
        divider(),
        *_mine(services, name, as_of),
        divider(),
        *_due(services, as_of),
        divider(),
        *_to_confirm(services.ledger.queue(as_of=as_of, limit=_SHOWN), may_decide=may_decide),
        divider(),
        buttons(button("Refresh", REFRESH)),
        context(f"As of {as_of.isoformat()}. Ask in the Messages tab, or type /audit help."),
    ]
    return {"type": "home", "blocks": blocks[:100]}


def failed(told: str) -> dict[str, Any]:
    """A Home that says why there is nothing on it."""
    return {"type": "home", "blocks": [*paragraphs(told), buttons(button("Refresh", REFRESH))]}


def _coverage(coverage: Coverage) -> Iterator[Block]:
    asked = [one for one in coverage.clauses if one.required is Required.REQUIRED]
    documented = Counter(one.documented for one in asked)
    practised = Counter(one.practised for one in asked)
    yield header("Coverage")
    yield paragraph(
        bold(str(len(asked))), " clauses that ask something\n",
        bold("Documented: "), f"{documented[Documented.CONFIRMED]} confirmed, "
        f"{documented[Documented.PROPOSED]} proposed, "
        f"{documented[Documented.NONE]} without a place, "
        f"{documented[Documented.NOT_REQUIRED]} that need none\n",
        bold("Practised: "), f"{practised[Practised.CURRENT]} current, "
        f"{practised[Practised.STALE]} stale, "
        f"{practised[Practised.NONE]} without a record, "
        f"{practised[Practised.NOT_REQUIRED]} that need none",
    )  # fmt: skip


def _mine(services: Services, name: str, as_of: date) -> Iterator[Block]:
    yield header("My open items")
    if not name:
        yield from paragraphs("I do not know who you are yet: type /audit connect.")
        return
    gaps = services.gaps(None, as_of=as_of).gaps
    mine = [gap for gap in gaps if _is(gap, name) and gap.accepted is None]
    if not mine:
        yield from paragraphs("Nothing is assigned to you.")
    for gap in mine[:_SHOWN]:
        due = f" · due {gap.due.isoformat()}" if gap.due else ""
        head = bold(cut(f"{gap.clause} {gap.subject}", 200))
        yield paragraph(head, f"{due}\n{cut(gap.message, 900)}")
    if len(mine) > _SHOWN:
        yield context(f"… and {len(mine) - _SHOWN} more: /audit gaps")


def _due(services: Services, as_of: date) -> Iterator[Block]:
    calendar = services.calendar(as_of=as_of, days=_DUE_DAYS)
    yield header("What falls due")
    yield from paragraphs(calendar_lines.lead(calendar))
    for one in calendar.entries[:_SHOWN]:
        owner = f" · {one.owner}" if one.owner else ""
        told = f" · {calendar_lines.kind(one)} · {cut(one.what, 300)}{owner}"
        yield paragraph(bold(one.due.isoformat()), told)
    if len(calendar.entries) > _SHOWN:
        yield context(f"… and {len(calendar.entries) - _SHOWN} more: /audit due {_DUE_DAYS}")


def _to_confirm(queued: list[Queued], *, may_decide: bool) -> Iterator[Block]:
    yield header("Mappings to confirm")
    if not queued:
        yield from paragraphs("Nothing waits for a decision.")
        return
    for one in queued:
        proposal, cited = one.entry.mapping.proposal, one.entry.citation
        quote = cut(" ".join(cited.quote.split()), 300)
        yield paragraph(bold(str(proposal.clause)), f" · {place(cited)}", quote=quote)
        if may_decide:
            yield buttons(button("Look", REVIEW, one.entry.mapping.id))
    first = queued[0]
    yield context(
        f"Deciding the first settles {counted(len(first.settles), 'clause')}."
        + ("" if may_decide else " To decide, you need the right to; ask an administrator.")
    )


def _is(gap: Gap, name: str) -> bool:
    return (gap.owner or "").casefold().strip() == name.casefold().strip()
