"""Replies, citations and hits."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, Field

from assistant.model import replies as core
from integrations.shapes.base import Shape


class Citation(Shape):
    """A place in a controlled document and words that stand there verbatim."""

    tag: int = Field(description="From 1, as in [1]; 0 where nothing refers to it.", examples=[1])
    document: str = Field(examples=["QP-101"])
    revision: str = Field(examples=["C"])
    title: str = Field(examples=["Receipt of goods"])
    kind: str = Field(examples=["procedure"])
    status: str = Field(examples=["in_force"])
    effective_date: date | None = Field(examples=["2025-03-01"])
    section: str | None = Field(examples=["6.2"])
    section_title: str | None = Field(examples=["Records"])
    page: int = Field(description="From 1.", examples=[4])
    row: str | None = Field(description="Row of a log, as in `Register!12`.", examples=[None])
    quote: str = Field(examples=["Test reports are kept for seven years"])
    passage: str = Field(examples=["p_3f2a"])
    path: str = Field(examples=["procedures/QP-101_C.pdf"])
    clauses: list[str] = Field(examples=[["8.6"]])

    @classmethod
    def of(cls, citation: core.Citation, **more: object) -> Self:
        """The shape of a citation; `more` are the fields a subclass adds."""
        names = Citation.model_fields
        return cls.model_validate({name: getattr(citation, name) for name in names} | more)

    model_config = ConfigDict(from_attributes=True)


def citations(found: Iterable[core.Citation]) -> list[Citation]:
    """The shapes of several citations, in order."""
    return [Citation.of(one) for one in found]


class Searched(Shape):
    """How much was looked at."""

    documents: int = Field(examples=[41])
    passages: int = Field(examples=[913])
    vectors_ready: float = Field(description="0.0 to 1.0", examples=[1.0])
    as_of: date = Field(examples=["2026-09-30"])


class Choice(Shape):
    """One of the readings of an unclear question."""

    label: str = Field(examples=["QM-1"])
    question: str = Field(examples=["what does section 8.5 of QM-1 say?"])


class Reply(Shape):
    """One question and what became of it: the receipt."""

    id: str = Field(examples=["r_7d1c"])
    conversation: str = Field(examples=["c_90ab"])
    question: str = Field(examples=["how long are test reports kept?"])
    understood_as: str = Field(examples=["how long are test reports kept?"])
    status: Literal["answered", "declined"]
    reason: core.Reason | None = Field(examples=[None])
    answer: str = Field(examples=["Test reports are kept for seven years [1]."])
    answered_by: str | None = Field(examples=["extract"])
    citations: list[Citation]
    near_misses: list[Citation]
    searched: Searched
    clauses: list[str] = Field(examples=[["7.5.3.2", "8.6"]])
    warnings: list[str] = Field(examples=[[]])
    unclear: bool = Field(
        default=False, description="It was not clear what is asked; the answer says what is needed."
    )
    choices: list[Choice] = Field(
        default=[], description="The readings of an unclear question.", examples=[[]]
    )
    took_ms: int = Field(examples=[41])

    @classmethod
    def of(cls, reply: core.Reply) -> Self:
        """The shape of a reply, answered or declined."""
        outcome = reply.outcome
        answered = isinstance(outcome, core.Answered)
        declined = None if isinstance(outcome, core.Answered) else outcome
        return cls(
            id=reply.id,
            conversation=reply.conversation,
            question=reply.question,
            understood_as=reply.understood_as,
            status="answered" if answered else "declined",
            reason=declined.reason if declined else None,
            answer=outcome.text,
            answered_by=outcome.answered_by if isinstance(outcome, core.Answered) else None,
            citations=citations(outcome.citations if isinstance(outcome, core.Answered) else ()),
            near_misses=citations(declined.near_misses if declined else ()),
            searched=Searched(
                documents=reply.searched.documents,
                passages=reply.searched.passages,
                vectors_ready=reply.searched.vectors_ready,
                as_of=reply.searched.as_of,
            ),
            clauses=list(outcome.clauses),
            warnings=list(outcome.warnings),
            unclear=declined.unclear if declined else False,
            choices=[
                Choice(label=one.label, question=one.question)
                for one in (declined.choices if declined else ())
            ],
            took_ms=reply.took_ms,
        )


class Hit(Citation):
    """A passage that was found, and how well it fits; scores compare only within one query."""

    score: float = Field(examples=[0.71])


class Result(Shape):
    """What one query found, best first."""

    id: str
    query: str
    hits: list[Hit]

    @classmethod
    def of(cls, id: str, query: str, found: Iterable[tuple[core.Citation, float]]) -> Self:
        """The shape of what a query found, each place with its score."""
        hits = [Hit.of(citation, score=score) for citation, score in found]
        return cls(id=id, query=query, hits=hits)


class Results(Shape):
    """`search --json`."""

    results: list[Result]
