"""What falls due."""

from datetime import date
from typing import Self

from pydantic import Field

from assistant.model import dues as core
from integrations.shapes.base import Shape
from integrations.shapes.replies import Citation, citations


class Due(Shape):
    """One thing that falls due."""

    id: str = Field(examples=["k_1f0e22"], description="Stays the same when its day is moved.")
    kind: core.DueKind
    due: date
    what: str = Field(examples=["Calibration of MI-12 (Micrometer)"])
    subject: str = Field(examples=["MI-12"])
    owner: str | None
    days_left: int = Field(description="Negative when it is overdue.")
    overdue: bool
    basis: str | None = Field(description="How the day was reckoned; null when it is written down.")
    evidence: list[Citation]

    @classmethod
    def of(cls, one: core.Due) -> Self:
        """The shape of an entry."""
        return cls(
            id=one.id,
            kind=one.kind,
            due=one.due,
            what=one.what,
            subject=one.subject,
            owner=one.owner or None,
            days_left=one.days_left,
            overdue=one.days_left < 0,
            basis=one.basis or None,
            evidence=citations(one.evidence),
        )


class UnreadDay(Shape):
    """A cell that should hold such a day and could not be read."""

    kind: core.DueKind
    subject: str
    heading: str
    text: str
    why: str
    evidence: list[Citation]

    @classmethod
    def of(cls, one: core.UnreadDay) -> Self:
        """The shape of an unread cell."""
        return cls(
            kind=one.kind,
            subject=one.subject,
            heading=one.heading,
            text=one.text,
            why=one.why,
            evidence=citations(one.evidence),
        )


class Calendar(Shape):
    """`calendar --json`: overdue first, then by date."""

    as_of: date
    days: int | None = Field(description="How far ahead; null for all there is.")
    overdue: int
    later: int = Field(description="How many fall due after the days shown.")
    entries: list[Due]
    unread: list[UnreadDay]

    @classmethod
    def of(cls, calendar: core.Calendar) -> Self:
        """The shape of a calendar."""
        return cls(
            as_of=calendar.as_of,
            days=calendar.days,
            overdue=calendar.overdue,
            later=calendar.later,
            entries=[Due.of(one) for one in calendar.entries],
            unread=[UnreadDay.of(one) for one in calendar.unread],
        )
