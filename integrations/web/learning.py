"""The routes of learning and rehearsing. Answers of a rehearsal are scored and not kept."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.learning.use import MOST_QUESTIONS
from assistant.people.rights import Action
from integrations import shapes
from integrations.web.asking import AsOfQuery, ServicesDep, day, viewer_of
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_Role = Annotated[str | None, Query(max_length=200, description="A role, however spelt.")]
_By = Annotated[
    str | None, Query(max_length=200, description="Only of this person.", examples=["Ann Lee"])
]
_Process = Annotated[str | None, Query(max_length=200, description="Only what serves it.")]


class RehearsalWanted(BaseModel):
    """A round of questions to start."""

    model_config = ConfigDict(extra="forbid")

    role: str = Field(max_length=200, examples=["receiving inspector"])
    questions: int = Field(default=8, ge=1, le=MOST_QUESTIONS)
    seed: int = Field(default=1, ge=0, le=2**31)
    as_of: date | None = Field(default=None, examples=["2026-09-30"])


class AnswerGiven(BaseModel):
    """An answer to one question of a round."""

    model_config = ConfigDict(extra="forbid")

    no: int = Field(ge=1, examples=[1])
    answer: str = Field(max_length=4000, examples=["within one working day"])


@router.get("/learn")
def learn(
    services: ServicesDep,
    role: _Role = None,
    process: _Process = None,
    seed: Annotated[int, Query(ge=0, le=2**31)] = 1,
    as_of: AsOfQuery = None,
) -> shapes.LearningPath:
    """A way through the procedures by role, with the sentences to know and short checks."""
    procedures = services.learning.procedures
    return shapes.LearningPath.of(
        procedures.path(role, process, as_of=day(services, as_of), seed=seed)
    )


@router.get("/learn/roles")
def roles(services: ServicesDep, as_of: AsOfQuery = None) -> shapes.Roles:
    """The roles that the procedures in force name."""
    today = day(services, as_of)
    return shapes.Roles.of(services.learning.procedures.roles(as_of=today), today)


@router.get("/learn/progress")
def progress(
    request: Request, services: ServicesDep, page: PageDep, by: _By = None
) -> shapes.ProgressList:
    """How far people are on their ways; with accounts one's own, and everybody's for managers.

    A way that led through a document that may not be seen is left out.
    """
    viewer = viewer_of(request)
    if viewer.person and not viewer.may(Action.DECIDE):
        if by is not None and by.casefold() != viewer.name.casefold():
            return shapes.ProgressList(progress=[])
        by = viewer.name
    return shapes.ProgressList.of(page.cut(services.learning.progress.everybody(by)))


@router.post("/rehearsals")
def start(wanted: RehearsalWanted, services: ServicesDep) -> shapes.Rehearsal:
    """A round of questions for a role; the same seed asks the same."""
    today = day(services, wanted.as_of)
    made = services.learning.procedures.rehearsal(
        wanted.role, as_of=today, seed=wanted.seed, questions=wanted.questions
    )
    return shapes.Rehearsal.of(made)


@router.post("/rehearsals/{id}/answers")
def answer(id: str, given: AnswerGiven, services: ServicesDep) -> shapes.AnswerScore:
    """One answer held against the cited sentence, part by part."""
    procedures = services.learning.procedures
    return shapes.AnswerScore.of(procedures.score(procedures.again(id), given.no, given.answer))
