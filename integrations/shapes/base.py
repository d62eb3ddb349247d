"""What every shape is made of, and how an error looks."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ClausewiseError


class Shape(BaseModel):
    """Base of every shape: closed, and never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> str:
        """UTF-8 JSON on several lines, dates in ISO 8601."""
        return self.model_dump_json(indent=2)


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
