"""What every shape is made of, and how an error looks."""

import json
import re
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ClausewiseError
from assistant.visible_text import STEERING


class Shape(BaseModel):
    """Base of every shape: closed, and never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> str:
        """UTF-8 JSON on several lines, dates in ISO 8601.

        Characters that would steer a terminal are written as escapes, the same to any reader.
        """
        return STEERING.sub(_escape, self.model_dump_json(indent=2))


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


class Fault(Shape):
    """Why a file was refused."""

    code: str = Field(examples=["document-encrypted"])
    message: str = Field(examples=["'Q-7.pdf' asks for a password."])
    hint: str = Field(examples=["Save a copy without the password and ingest that."])

    @classmethod
    def of(cls, error: ClausewiseError) -> Self:
        """The shape of an error."""
        return cls(code=error.code, message=str(error), hint=error.hint)


class Problem(BaseModel):
    """An error as RFC 9457 problem details; `type` is `urn:clausewise:<code>`."""

    type: str = Field(examples=["urn:clausewise:not-found"])
    title: str = Field(examples=["There is no reply 'r_1'."])
    status: int = Field(examples=[404])
    detail: str = Field(description="What to do about it.")
    retryable: bool = False
