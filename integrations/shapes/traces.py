"""A trace: chains of steps with citations, and where they break."""

from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import traces as core
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation, citations


class TraceBreak(Shape):
    """Where a chain breaks, with both sides."""

    code: str = Field(examples=["quantity"])
    subject: str = Field(examples=["L-1042"])
    message: str
    hint: str
    loose: bool = Field(description="Nothing is contradicted: rows may be kept elsewhere.")
    evidence: list[Citation]

    @classmethod
    def of(cls, one: core.TraceBreak) -> Self:
        """The shape of a break."""
        return cls(
            code=one.code,
            subject=one.subject,
            message=one.message,
            hint=one.hint,
            loose=one.loose,
            evidence=citations(one.evidence),
        )


class TraceStep(Shape):
    """One thing of a chain and what hangs on it."""

    kind: str = Field(examples=["lot"])
    number: str = Field(examples=["L-1042/A"])
    relation: str = Field(description="How it hangs on the one above it.", examples=["split"])
    quantity: float | None = Field(examples=[500])
    facts: dict[str, str]
    held: bool = Field(description="Whether a row or paper of its own is there.")
    again: bool = Field(description="It stands in full further up.")
    evidence: list[Citation]
    breaks: list[TraceBreak]
    children: list["TraceStep"]

    @classmethod
    def of(cls, step: core.TraceStep) -> Self:
        """The shape of a step."""
        return cls(
            kind=step.kind,
            number=step.number,
            relation=step.relation,
            quantity=None if step.quantity is None else float(step.quantity),
            facts=dict(step.facts),
            held=step.held,
            again=step.again,
            evidence=citations(step.evidence),
            breaks=[TraceBreak.of(one) for one in step.breaks],
            children=[TraceStep.of(one) for one in step.children],
        )


class TraceChain(Shape):
    """One thing that is called so, and what hangs on it."""

    start: TraceStep
    back: list[TraceStep] = Field(description="Toward the maker.")
    about: list[TraceStep] = Field(description="Nonconformities and complaints.")
    forward: list[TraceStep] = Field(description="Toward the customers.")
    breaks: list[TraceBreak] = Field(description="All of the chain, loose ends included.")

    @classmethod
    def of(cls, chain: core.TraceChain) -> Self:
        """The shape of a chain."""
        return cls(
            start=TraceStep.of(chain.start),
            back=[TraceStep.of(one) for one in chain.back],
            about=[TraceStep.of(one) for one in chain.about],
            forward=[TraceStep.of(one) for one in chain.forward],
            breaks=[TraceBreak.of(one) for one in chain.breaks],
        )


class Nearest(Shape):
    """A number that comes close to one nobody uses."""

    kind: str
    number: str


class Trace(Shape):
    """`trace --json`."""

    key: str = Field(examples=["L-1042"])
    as_of: date
    chains: list[TraceChain] = Field(description="Several where a number names several things.")
    nearest: list[Nearest]
    searched: dict[str, int] = Field(description="How many of each kind were looked through.")
    records: int

    @classmethod
    def of(cls, trace: core.Trace) -> Self:
        """The shape of a trace."""
        return cls(
            key=trace.key,
            as_of=trace.as_of,
            chains=[TraceChain.of(one) for one in trace.chains],
            nearest=[Nearest(kind=kind, number=number) for kind, number in trace.nearest],
            searched=dict(trace.searched),
            records=trace.records,
        )
