"""The route by which people say what was wrong with a reply."""

from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.feedback import LONGEST
from assistant.model import feedback as core
from assistant.model.feedback import Wrong
from integrations.shapes.base import Shape
from integrations.web.asking import ServicesDep, signed

router = APIRouter(prefix="/api/v1")


class Said(BaseModel):
    """Thumbs up (`nothing` wrong) or down, with what would be right."""

    model_config = ConfigDict(extra="forbid")

    wrong: Wrong = Field(examples=["wrong_place"])
    by: str = Field(
        default="",
        max_length=200,
        description="Who says so; not needed by whoever is signed in.",
        examples=["Ann Lee"],
    )
    correction: str = Field(default="", max_length=LONGEST, examples=["seven years"])
    document: str = Field(default="", max_length=200, examples=["QP-84"])
    section: str = Field(default="", max_length=200, examples=["6.2"])


class Feedback(Shape):
    """What was kept."""

    reply: str = Field(examples=["r_7d1c"])
    wrong: Wrong = Field(examples=["wrong_place"])
    by: str = Field(examples=["Ann Lee"])
    given_at: str = Field(examples=["2026-09-30T09:12:00+00:00"])
    correction: str = Field(examples=["seven years"])
    document: str = Field(examples=["QP-84"])
    section: str = Field(examples=["6.2"])

    @classmethod
    def of(cls, kept: core.Feedback) -> Self:
        """The shape of it."""
        return cls(**{name: getattr(kept, name) for name in cls.model_fields})


@router.post("/replies/{id}/feedback")
def feedback(request: Request, id: str, said: Said, services: ServicesDep) -> Feedback:
    """Say what was wrong with a reply, or that nothing was. It can become an evaluation case."""
    kept = services.asking.feedback(
        id,
        said.wrong,
        by=signed(request, said.by),
        correction=said.correction,
        document=said.document,
        section=said.section,
    )
    return Feedback.of(kept)
