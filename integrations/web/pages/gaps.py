"""Gaps with their filters and decisions, and the calendar of what falls due."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import ClausewiseError
from assistant.model.audits import Gap, GapKind, Severity
from assistant.model.dues import Due, DueKind
from integrations.bootstrap import Services
from integrations.web import glance
from integrations.web.asking import ServicesDep
from integrations.web.pages.bars import Bar, ageing, bars, months
from integrations.web.pages.home import own_address
from integrations.web.pages.reading_day import day_of, read_day
from integrations.web.pages.rendering import page, person_of, url
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=200)]
_Typed = Annotated[str, Form(max_length=2000)]
_MOST = 50  # on one page


@router.get("/gaps")
def gaps(
    request: Request,
    services: ServicesDep,
    clause: _Text = "",
    kind: _Text = "",
    severity: _Text = "",
    owner: _Text = "",
    state: _Text = "",
    at: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Gaps that fit, with what people decided."""
    asked = {"clause": clause, "kind": kind, "severity": severity, "owner": owner, "state": state}
    return _shown(request, services, asked, at=at)


@router.post("/gaps/{id}/{act}")
def decide(
    request: Request,
    id: str,
    act: str,
    services: ServicesDep,
    by: _Typed = "",
    owner: _Typed = "",
    reason: _Typed = "",
    until: _Typed = "",
    back: _Typed = "/gaps",
) -> Response:
    """Give a gap an owner, accept it until a day, or open it again."""
    name, last, book = person_of(request) or by.strip(), read_day(until), services.gap_services
    typed = {"id": id, "act": act, "by": by, "owner": owner, "reason": reason, "until": until}
    fault = "" if name else "Type your name."
    try:
        if act == "accept" and last is None:
            fault = fault or "Say until which day."
        if fault:
            return _shown(request, services, {}, typed | {"fault": fault}, code=422)
        if act == "assign":
            book.assign(id, by=name, owner=owner, as_of=day_of(request))
        elif act == "accept" and last is not None:
            book.accept(id, by=name, reason=reason, until=last, as_of=day_of(request))
        else:
            book.reopen(id, by=name, reason=reason)
    except ClausewiseError as error:
        return _shown(request, services, {}, typed | {"fault": told(error)}, code=422)
    return RedirectResponse(f"{own_address(back)}#{id}", 303)


@router.get("/calendar")
def calendar(
    request: Request,
    services: ServicesDep,
    kind: _Text = "",
    days: Annotated[int, Query(ge=0, le=36500)] = 90,
    owner: _Text = "",
) -> Response:
    """What is overdue and what falls due, with a chart of the months."""
    day = day_of(request)
    whole = glance.calendar(services, day)
    fitting = [
        one
        for one in whole.entries
        if (not kind or one.kind.value == kind) and _is_of(one.owner, owner)
    ]
    shown = [one for one in fitting if one.days_left <= days]
    return page(
        request,
        "calendar.html",
        asked={"kind": kind, "days": days, "owner": owner},
        chart=months([one.due for one in fitting], day),
        late=[one for one in shown if one.days_left < 0],
        coming=[one for one in shown if one.days_left >= 0],
        later=len(fitting) - len(shown),
        unread=whole.unread,
        kinds=_held_kinds(whole.entries),
        owners=sorted({one.owner for one in whole.entries if one.owner}),
    )


def _shown(
    request: Request,
    services: Services,
    asked: dict[str, str],
    typed: dict[str, str] | None = None,
    *,
    at: int = 1,
    code: int = 200,
) -> Response:
    day = day_of(request)
    wanted = dict.fromkeys(("clause", "kind", "severity", "owner", "state"), "") | asked
    report = glance.gaps(services, day)
    found = [one for one in report.gaps if _fits(services, one, wanted)]
    found.sort(key=lambda one: (_GRAVITY[one.severity], one.due is None, one.due or day))
    if typed:  # what somebody decides about stands first, whatever was filtered
        found.sort(key=lambda one: one.id != typed["id"])
    return page(
        request,
        "gaps.html",
        code=code,
        asked=wanted,
        gaps=found[(at - 1) * _MOST : at * _MOST],
        at=at,
        pages=max(1, -(-len(found) // _MOST)),
        found=len(found),
        rules=report.rules,
        records=report.records,
        not_looked_at=report.not_looked_at,
        kinds=[one.value for one in GapKind],
        severities=[one.value for one in Severity],
        owners=sorted({one.owner for one in report.gaps if one.owner}),
        by_kind=_by_kind(found),
        ages=ageing([one.due for one in found if one.due], day),
        dated=sum(one.due is not None for one in found),
        typed=typed or {},
    )


def _fits(services: Services, gap: Gap, asked: dict[str, str]) -> bool:
    clause = services.adapters.edition.find(asked["clause"]) if asked["clause"] else None
    state = asked["state"]
    return (
        (clause is None or clause.number.contains(gap.clause))
        and (not asked["kind"] or gap.kind.value == asked["kind"])
        and (not asked["severity"] or gap.severity.value == asked["severity"])
        and _is_of(gap.owner or "", asked["owner"])
        and (state == "all" or (gap.accepted is not None) == (state == "accepted"))
    )


def _is_of(owner: str, asked: str) -> bool:
    """Whether it belongs to whom was asked for; `-` asks for what nobody owns."""
    return not asked or (not owner if asked == "-" else owner == asked)


def _by_kind(found: Sequence[Gap]) -> list[Bar]:
    kinds = Counter(one.kind for one in found).most_common()
    return bars(
        (kind.value.replace("_", " "), count, "calm", url("/gaps", kind=kind.value))
        for kind, count in kinds
    )


def _held_kinds(entries: Sequence[Due]) -> list[str]:
    held = {one.kind for one in entries}
    return [one.value for one in DueKind if one in held]


_GRAVITY = {Severity.MAJOR: 0, Severity.MINOR: 1, Severity.OBSERVATION: 2}
