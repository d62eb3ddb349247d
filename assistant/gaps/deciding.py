"""Accept a gap for a time, give it an owner, or open it again; and where gaps stand by that."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Protocol

from assistant.errors import NothingThere, WrongUse
from assistant.model.audits import Gap
from assistant.model.gap_decisions import GapAct, GapDecision, GapStanding

_LONGEST = 1_000  # characters of a reason
_LONGEST_NAME = 200


def _utc() -> datetime:
    return datetime.now(UTC)


class GapBook(Protocol):
    """What people decided about gaps (tests/contract/test_gap_book.py). Added, never changed."""

    def add(self, decision: GapDecision) -> None:
        """Keep one act."""

    def everything(self) -> list[GapDecision]:
        """All of them, oldest first."""


class DecideGap:
    """The use case: what a person says of a gap that is there."""

    def __init__(self, book: GapBook, now: Callable[[], datetime] = _utc) -> None:
        self._book, self._now = book, now

    def accept(
        self, gaps: Iterable[Gap], id: str, *, by: str, reason: str, until: date, today: date
    ) -> GapDecision:
        """Live with a gap until a day. Raises `NothingThere` for one that is not there now,
        `WrongUse` without a name, a reason or a day to come."""
        _there(gaps, id)
        if not reason.strip():
            raise WrongUse("A gap is accepted only with a reason.", hint="Say why: --reason TEXT.")
        if until <= today:
            raise WrongUse(
                f"{until.isoformat()} is not a day to come.",
                hint="Say until when it is accepted: --until YEAR-MONTH-DAY.",
            )
        return self._keep(id, GapAct.ACCEPTED, by, reason=_line(reason, _LONGEST), until=until)

    def assign(self, gaps: Iterable[Gap], id: str, *, by: str, owner: str) -> GapDecision:
        """Say who answers for closing a gap. Raises `NothingThere` or `WrongUse`."""
        _there(gaps, id)
        if not owner.strip():
            raise WrongUse("No owner is named.", hint="Say who closes it: --owner NAME.")
        return self._keep(id, GapAct.ASSIGNED, by, owner=_line(owner, _LONGEST_NAME))

    def reopen(self, id: str, *, by: str, reason: str = "") -> GapDecision:
        """End an acceptance. Raises `NothingThere` for a gap nobody decided about."""
        if not any(one.gap == id for one in self._book.everything()):
            raise NothingThere(
                f"Nobody decided about a gap {id!r}.", hint="`clausewise gaps` shows the ids."
            )
        return self._keep(id, GapAct.REOPENED, by, reason=_line(reason, _LONGEST))

    def _keep(
        self,
        id: str,
        act: GapAct,
        by: str,
        *,
        reason: str = "",
        until: date | None = None,
        owner: str = "",
    ) -> GapDecision:
        name = _line(by, _LONGEST_NAME)
        if not name:
            raise WrongUse("A decision needs a name.", hint="Say who decides with --by NAME.")
        at = self._now().isoformat(timespec="seconds")
        decision = GapDecision(id, act, name, at, reason, until, owner)
        self._book.add(decision)
        return decision


def standings(decisions: Iterable[GapDecision], as_of: date) -> Mapping[str, GapStanding]:
    """Where gaps stand by everything decided so far: an acceptance ends with its last day."""
    found: dict[str, GapStanding] = {}
    for one in decisions:
        before = found.get(one.gap, GapStanding())
        match one.act:
            case GapAct.ACCEPTED:
                found[one.gap] = GapStanding(before.owner, one)
            case GapAct.ASSIGNED:
                found[one.gap] = GapStanding(one.owner, before.accepted)
            case GapAct.REOPENED:
                found[one.gap] = GapStanding(before.owner)
    return {
        gap: standing if _holds(standing.accepted, as_of) else GapStanding(standing.owner)
        for gap, standing in found.items()
    }


def _holds(accepted: GapDecision | None, as_of: date) -> bool:
    return accepted is not None and (accepted.until is None or accepted.until >= as_of)


def _there(gaps: Iterable[Gap], id: str) -> None:
    if not any(gap.id == id for gap in gaps):
        raise NothingThere(
            f"There is no gap {id!r} now.", hint="`clausewise gaps` shows the ids, g_…"
        )


def _line(text: str, longest: int) -> str:
    """On one line, without what cannot be printed."""
    folded = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if len(folded) > longest:
        raise WrongUse(f"A text is longer than {longest} characters.", hint="Shorten it.")
    return folded
