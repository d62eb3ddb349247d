"""Learning a role from the procedures, and rehearsing what an auditor would ask of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from assistant.errors import ClausewiseError
from assistant.model.learning import Covered
from integrations import shapes
from integrations.bootstrap import Services
from integrations.web.asking import ServicesDep
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page
from integrations.web.pages.words import told

router = APIRouter()
_Text = Annotated[str, Query(max_length=200)]
_QUESTIONS = 6  # in one round


@router.get("/learn")
def learn(
    request: Request, services: ServicesDep, role: _Text = "", process: _Text = ""
) -> Response:
    """The roles that the procedures name; or a way through the procedures."""
    way, fault = None, ""
    if role.strip() or process.strip():
        try:
            way = shapes.LearningPath.of(
                services.learning.procedures.path(
                    role.strip() or None, process.strip() or None, as_of=day_of(request), seed=1
                )
            )
        except ClausewiseError as error:
            fault = told(error)
    values = {
        "way": way,
        "fault": fault,
        "asked": {"role": role, "process": process},
        "roles": services.learning.procedures.roles(as_of=day_of(request)),
    }
    return page(request, "learn.html", values, code=422 if fault else 200)


@router.get("/rehearse")
def rehearse(
    request: Request,
    services: ServicesDep,
    role: _Text = "",
    seed: Annotated[int, Query(ge=0, le=2**31)] = 1,
) -> Response:
    """A round of questions for a role; the same seed asks the same."""
    try:
        made = services.learning.procedures.rehearsal(
            role, as_of=day_of(request), seed=seed, questions=_QUESTIONS
        )
    except ClausewiseError as error:
        return _without_round(request, services, role, told(error))
    round_ = shapes.Rehearsal.of(made)
    return page(request, "rehearse.html", {"round": round_, "scores": [], "counted": {}})


@router.post("/rehearse")
def score(
    request: Request,
    services: ServicesDep,
    round: Annotated[str, Form(max_length=500)] = "",
    answer: Annotated[list[str] | None, Form(max_length=50)] = None,
) -> Response:
    """Every answer held against the cited sentence, part by part. Nothing of it is kept."""
    procedures = services.learning.procedures
    try:
        made = procedures.again(round)
    except ClausewiseError as error:
        return _without_round(request, services, "", told(error))
    given = answer or []
    scores = [
        shapes.AnswerScore.of(procedures.score(made, one.no, text[:4000]))
        for one, text in zip(made.questions, given, strict=False)
    ]
    counted = {word.value: sum(one.covered is word for one in scores) for word in Covered}
    values = {"round": shapes.Rehearsal.of(made), "scores": scores, "counted": counted}
    return page(request, "rehearse.html", values)


def _without_round(request: Request, services: Services, role: str, fault: str) -> Response:
    values = {
        "way": None,
        "fault": fault,
        "asked": {"role": role, "process": ""},
        "roles": services.learning.procedures.roles(as_of=day_of(request)),
    }
    return page(request, "learn.html", values, code=422)
