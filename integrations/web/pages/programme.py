"""The programme of internal audits: looked at, proposed, saved, approved, its audits made."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from assistant.errors import ClausewiseError
from assistant.model.programmes import LONGEST_CYCLE, Programme
from assistant.programme.checking import left_open
from assistant.programme.falling_due import standing
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep, signed
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page, typed, url
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=1000)]
_Typed = Annotated[str, Form(max_length=1000)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposal is asked for, as it was typed. Months and auditors are words."""

    cycle: int = 12
    start: str = ""
    auditors: str = ""

    def proposal(self, request: Request, services: Services) -> Programme:
        """What would be proposed. Raises `WrongUse`."""
        names = [part.strip() for part in self.auditors.replace("\n", ";").split(";")]
        return services.programme.propose(
            as_of=day_of(request),
            start=self.start.strip() or None,
            months=self.cycle,
            auditors=[one for one in names if one],
        )


@router.get("/programme")
def programme(
    request: Request,
    services: ServicesDep,
    id: Annotated[str, Query(max_length=64)] = "",
    propose: Annotated[str, Query(max_length=1)] = "",
    cycle: Annotated[int, Query(ge=1, le=LONGEST_CYCLE)] = 12,
    start: Annotated[str, Query(max_length=10)] = "",
    auditors: _Text = "",
) -> Response:
    """The programme saved last, or another one; or a proposal, which is not kept."""
    asked = Asked(cycle, start, auditors)
    if not propose:
        return _shown(request, services, id=id, asked=asked)
    try:
        return _shown(request, services, asked=asked, proposed=asked.proposal(request, services))
    except ClausewiseError as error:
        return _shown(request, services, asked=asked, said={"ask_fault": told(error)})


@router.post("/programme")
def save(
    request: Request,
    services: ServicesDep,
    by: _Typed = "",
    note: _Typed = "",
    cycle: Annotated[int, Form(ge=1, le=LONGEST_CYCLE)] = 12,
    start: Annotated[str, Form(max_length=10)] = "",
    auditors: _Typed = "",
) -> Response:
    """Keep what would be proposed now; earlier versions stay."""
    asked, said = Asked(cycle, start, auditors), typed({"by": by, "note": note})
    try:
        found = asked.proposal(request, services)
        services.programme.save(found, by=signed(request, by), note=note)
    except ClausewiseError as error:
        return _shown(request, services, asked=asked, said=said | {"ask_fault": told(error)})
    return RedirectResponse(url("/programme", id=found.id), 303)


@router.post("/programme/approve")
def approve(
    request: Request, services: ServicesDep, id: _Typed = "", by: _Typed = "", note: _Typed = ""
) -> Response:
    """Approve what was last saved; what it leaves open needs a note that says why."""
    try:
        services.programme.approve(id or None, by=signed(request, by), note=note)
    except ClausewiseError as error:
        said = {"by": by, "note": note, "approve_fault": told(error)}
        return _shown(request, services, id=id, said=said)
    return RedirectResponse(url("/programme", id=id), 303)


@router.post("/programme/audits")
def begin(
    request: Request, services: ServicesDep, number: _Typed = "", by: _Typed = ""
) -> Response:
    """Make an audit of a planned one: its checklist is drafted and frozen as it is now."""
    name = signed(request, by)
    try:
        planned = services.programme.planned(number)
        order = replace(planned.order, lead=planned.order.lead or name, by=name)
        run = services.audits.new(
            order, clauses=planned.clauses, process=planned.process, as_of=day_of(request), seed=1
        )
    except ClausewiseError as error:
        return _shown(request, services, said={"begin_fault": told(error), "number": number})
    return RedirectResponse(url("/audits", run.audit.id), 303)


@router.post("/programme/file")
def take_back(
    request: Request, services: ServicesDep, file: UploadFile, by: _Typed = "", note: _Typed = ""
) -> Response:
    """Keep an edited workbook, or the months of an edited calendar, as a new version."""
    try:
        taken = services.programme.taken_back(
            file.file.read(), by=signed(request, by), note=note, as_of=day_of(request)
        )
    except ClausewiseError as error:
        said = {"by": by, "note": note, "file_fault": told(error)}
        return _shown(request, services, said=said)
    return _shown(
        request,
        services,
        id=taken.kept.programme.id,
        taken=[*taken.left, *taken.changes] or ["Nothing in it was changed."],
    )


def _shown(
    request: Request,
    services: Services,
    *,
    id: str = "",
    asked: Asked | None = None,
    proposed: Programme | None = None,
    said: dict[str, str] | None = None,
    taken: list[str] | None = None,
) -> Response:
    every = services.programme.all()
    kept = None
    if proposed is None and (every or id):
        kept = services.programme.kept(id or None)
    one = proposed or (kept.programme if kept else None)
    waiting = {each.id for each in services.programme.not_begun(day_of(request))} if kept else set()
    values = {
        "one": one,
        "kept": kept,
        "standing": standing(kept) if kept else "",
        "open": left_open(one) if one else (),
        "every": [each.programme.id for each in every],
        "waiting": waiting,
        "asked": asked or Asked(),
        "longest": LONGEST_CYCLE,
        "typed": said or {},
        "taken": taken or [],
    }
    return page(request, "programme.html", values, code=422 if said else 200)
