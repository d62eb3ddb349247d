"""Findings: the register with its ageing, and one finding with what was entered about it."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import ClausewiseError
from assistant.findings.entering import TypedEntry, enter
from assistant.findings.factors import factors
from assistant.model.findings import Effect, FindingAct, Grade
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep, signed
from integrations.web.pages.bars import ageing
from integrations.web.pages.reading_day import day_of, read_day
from integrations.web.pages.rendering import page
from integrations.web.pages.words import told

router = APIRouter()
_Typed = Annotated[str, Form(max_length=10_000)]


@router.get("/findings")
def findings(
    request: Request,
    services: ServicesDep,
    state: Annotated[str, Query(max_length=10)] = "open",
    clause: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The register: raised here, or read from a log, overdue first."""
    day = day_of(request)
    found = services.findings.register(
        as_of=day, clause=clause.strip() or None, open_only=state == "open"
    )
    dues = [one.due for one in found.lines if one.due and one.is_open]
    values = {
        "lines": found.lines,
        "asked": {"state": state, "clause": clause},
        "ages": ageing(dues, day),
    }
    return page(request, "findings.html", values)


@router.get("/findings/{id}")
def finding(request: Request, id: str, services: ServicesDep) -> Response:
    """One finding: its three parts, what to look at again, and all that was entered."""
    return _one(request, services, id)


@router.post("/findings/{id}")
def write(
    request: Request,
    id: str,
    services: ServicesDep,
    act: _Typed = "",
    by: _Typed = "",
    text: _Typed = "",
    owner: _Typed = "",
    due: _Typed = "",
    grade: _Typed = "",
    effect: _Typed = "",
    factor: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Enter what was done; what is missing is said, and what was typed stays."""
    typed = {
        "act": act,
        "by": by,
        "text": text,
        "owner": owner,
        "due": due,
        "grade": grade,
        "effect": effect,
    }
    if act not in set(FindingAct):
        fault = {"fault": "Choose what you enter."}
        return _one(request, services, id, typed | fault, code=422)
    entry = TypedEntry(
        FindingAct(act), text, tuple(factor or ()), owner, read_day(due), grade, effect
    )
    try:
        following = services.findings.following
        enter(following, id, entry, by=signed(request, by), on=day_of(request))
    except ClausewiseError as error:
        return _one(request, services, id, typed | {"fault": told(error)}, code=422)
    return RedirectResponse(f"/findings/{id}", 303)


def _one(
    request: Request,
    services: Services,
    id: str,
    typed: dict[str, str] | None = None,
    *,
    code: int = 200,
) -> Response:
    day = day_of(request)
    one = services.findings.following.standing(id, as_of=day)
    values = {
        "one": one,
        "flags": services.findings.flags(one, as_of=day),
        "repeats": services.findings.repeats(one, as_of=day),
        "acts": [act.value for act in FindingAct],
        "effects": [effect.value for effect in Effect],
        "grades": [grade.value for grade in Grade],
        "factors": factors(),
        "typed": typed or {},
    }
    return page(request, "finding.html", values, code=code)
