"""Audits: the list, making one, its checklist filled in on a tablet, its findings and its end."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from assistant.audits.running import Written
from assistant.audits.starting import Order
from assistant.errors import ClausewiseError, WrongUse
from assistant.model.audit_runs import ItemResult
from assistant.model.findings import Grade, TypedFinding
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep, signed
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page
from integrations.web.pages.words import told

router = APIRouter()
_Typed = Annotated[str, Form(max_length=10_000)]
_Text = Annotated[str, Query(max_length=500)]


@router.get("/audits")
def audits(
    request: Request,
    services: ServicesDep,
    clauses: _Text = "",
    process: _Text = "",
    seed: Annotated[int, Query(ge=0, le=2**31)] = 1,
) -> Response:
    """Every audit, and a form for a new one."""
    typed = {"clauses": clauses, "process": process, "seed": str(seed)}
    return _listed(request, services, typed)


@router.post("/audits")
def new(
    request: Request,
    services: ServicesDep,
    lead: _Typed = "",
    title: _Typed = "",
    clauses: _Typed = "",
    process: _Typed = "",
    auditees: _Typed = "",
    seed: Annotated[int, Form(ge=0, le=2**31)] = 1,
) -> Response:
    """Make an audit of a checklist; what cannot be made is said beside the form."""
    typed = {
        "lead": lead,
        "title": title,
        "clauses": clauses,
        "process": process,
        "auditees": auditees,
        "seed": str(seed),
    }
    roles = tuple(part.strip() for part in auditees.split(",") if part.strip())
    order = Order(lead=lead, title=title, auditees=roles, by=signed(request, lead))
    named, wanted = [one.strip() for one in clauses.split(",") if one.strip()], process.strip()
    try:
        if bool(named) == bool(wanted):
            raise WrongUse("An audit is of clauses or of a process.", hint="Name one of the two.")
        run = services.audits.new(
            order, clauses=named, process=wanted or None, as_of=day_of(request), seed=seed
        )
    except ClausewiseError as error:
        return _listed(request, services, typed | {"fault": told(error)}, code=422)
    return RedirectResponse(f"/audits/{run.audit.id}", 303)


@router.get("/audits/{id}")
def audit(request: Request, id: str, services: ServicesDep) -> Response:
    """The checklist with what was written beside it."""
    return _one(request, services, id)


@router.post("/audits/{id}/items/{item}")
def fill(
    request: Request,
    id: str,
    item: str,
    services: ServicesDep,
    by: _Typed = "",
    result: _Typed = "",
    evidence: _Typed = "",
    interviewed: _Typed = "",
    note: _Typed = "",
    seen: _Typed = "",
    file: UploadFile | None = None,
) -> Response:
    """Keep what was written beside an item, from a browser without scripts; or a file with it."""
    running = services.audits.running
    written = Written(result or None, evidence, interviewed, note)
    name = signed(request, by)
    try:
        if file is not None and file.filename:
            running.attach(id, item, file.filename, file.file.read(), by=name)
        else:
            before = [int(one) for one in seen.split(",") if one.strip().isdecimal()]
            running.fill(id, item, written, by=name, based_on=before)
    except ClausewiseError as error:
        typed = {
            "item": item,
            "by": by,
            "result": result,
            "evidence": evidence,
            "interviewed": interviewed,
            "note": note,
            "fault": told(error),
        }
        return _one(request, services, id, typed, code=422)
    return RedirectResponse(f"/audits/{id}#{item}", 303)


@router.post("/audits/{id}/findings")
def raise_finding(
    request: Request,
    id: str,
    services: ServicesDep,
    by: _Typed = "",
    item: _Typed = "",
    clause: _Typed = "",
    procedure: _Typed = "",
    quote: _Typed = "",
    requirement: _Typed = "",
    evidence: _Typed = "",
    nature: _Typed = "",
    grade: _Typed = "",
) -> Response:
    """Raise a finding in three parts; what is incomplete is kept as a draft and said."""
    typed = TypedFinding(item, clause, procedure, quote, requirement, evidence, nature, grade)
    try:
        one = services.findings.raise_(id, typed, by=signed(request, by), on=day_of(request))
    except ClausewiseError as error:
        fields = {name: getattr(typed, name) for name in TypedFinding.__dataclass_fields__}
        back = {f"f_{name}": text for name, text in fields.items()}
        back |= {"item": item, "by": by, "finding_fault": told(error)}
        return _one(request, services, id, back, code=422)
    return RedirectResponse(f"/findings/{one.finding.id}", 303)


@router.post("/audits/{id}/{act}")
def step(
    request: Request,
    id: str,
    act: str,
    services: ServicesDep,
    by: _Typed = "",
    text: _Typed = "",
) -> Response:
    """Conclude, close or reopen an audit."""
    running, name = services.audits.running, signed(request, by)
    try:
        if act == "conclude":
            running.conclude(id, text, by=name)
        elif act == "close":
            running.close(id, by=name, note=text)
        else:
            running.reopen(id, by=name, reason=text)
    except ClausewiseError as error:
        typed = {"by": by, "text": text, "step_fault": told(error)}
        return _one(request, services, id, typed, code=422)
    return RedirectResponse(f"/audits/{id}#end", 303)


def _listed(
    request: Request, services: Services, typed: dict[str, str], *, code: int = 200
) -> Response:
    values = {
        "runs": services.audits.running.all(),
        "typed": typed,
        "processes": sorted({one.name for one in services.adapters.organisation.processes}),
    }
    return page(request, "audits.html", values, code=code)


def _one(
    request: Request,
    services: Services,
    id: str,
    typed: dict[str, str] | None = None,
    *,
    code: int = 200,
) -> Response:
    run, day = services.audits.running.run(id), day_of(request)
    values = {
        "run": run,
        "audit": run.audit,
        "findings": services.findings.register(as_of=day, audit=run.audit.id).lines,
        "drafts": services.findings.drafts(run.audit.id),
        "results": RESULTS,
        "grades": [one.value for one in Grade],
        "typed": typed or {},
    }
    return page(request, "audit.html", values, code=code)


RESULTS = {
    ItemResult.EVIDENCE_SEEN.value: "evidence seen",
    ItemResult.MINOR.value: "minor",
    ItemResult.MAJOR.value: "major",
    ItemResult.OPPORTUNITY.value: "opportunity",
    ItemResult.NOT_APPLICABLE.value: "not applicable",
    ItemResult.NOT_CHECKED.value: "not checked",
}
"""The auditor's words beside an item; none is ever chosen by the program."""
