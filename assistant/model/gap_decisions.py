"""What people decide about gaps: rows that are added and never changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GapAct(StrEnum):
    """What a person does about a gap."""

    ACCEPTED = "accepted"  # lived with until a day, for a reason
    ASSIGNED = "assigned"  # somebody answers for closing it
    REOPENED = "reopened"  # no longer accepted


@dataclass(frozen=True, slots=True)
class GapDecision:
    """One act about one gap. `until` is the last day an acceptance holds; `owner` of an assignment.

    `at` is the moment, RFC 3339.
    """

    gap: str  # Gap.id
    act: GapAct
    by: str
    at: str
    reason: str = ""
    until: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class GapStanding:
    """Where a gap stands by what people decided: its owner, and the acceptance in force."""

    owner: str | None = None
    accepted: GapDecision | None = None
