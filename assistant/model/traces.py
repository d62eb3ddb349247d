"""A trace as people see it: steps with citations, and the places where a chain breaks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.model.replies import Citation


@dataclass(frozen=True, slots=True)
class TraceBreak:
    """Where a chain breaks; `evidence` cites both sides, or the one there is.

    `loose` is True for an end where nothing is contradicted: the rows that would follow are
    probably kept elsewhere.
    """

    code: str  # `missing-record`, `quantity`, `other-batch` …
    subject: str
    message: str
    hint: str
    loose: bool
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One thing of a chain: what it is, how it hangs on the one above it, and what hangs on it.

    `facts` are (name, text) as its own rows say. `held` is False when it is only named: no row
    or paper of its own is there. `again` says that it stands in full further up.
    """

    kind: str  # `lot`, `purchase order`, `shipment` …
    number: str
    relation: str  # "" for the first
    quantity: Decimal | None
    facts: tuple[tuple[str, str], ...]
    held: bool
    again: bool
    evidence: tuple[Citation, ...]
    breaks: tuple[TraceBreak, ...]
    children: tuple["TraceStep", ...]


@dataclass(frozen=True, slots=True)
class TraceChain:
    """One chain: the thing asked for, what is about it, back to the maker, on to the customers."""

    start: TraceStep
    back: tuple[TraceStep, ...]
    about: tuple[TraceStep, ...]
    forward: tuple[TraceStep, ...]

    @property
    def breaks(self) -> tuple[TraceBreak, ...]:
        """Every break of the chain, loose ends included, from the maker to the customer."""
        steps = [self.start, *self.about, *self.back, *self.forward]
        return tuple(one for step in steps for one in _breaks(step))


@dataclass(frozen=True, slots=True)
class Trace:
    """What `key` means and what hangs on it, on a day.

    Several `chains` when the number is used for several things; none when nobody uses it: then
    `nearest` are (kind, number) that come close. `searched` counts what was looked through.
    """

    key: str
    as_of: date
    chains: tuple[TraceChain, ...]
    nearest: tuple[tuple[str, str], ...]
    searched: tuple[tuple[str, int], ...]
    records: int


def _breaks(step: TraceStep) -> list[TraceBreak]:
    return [*step.breaks, *(one for child in step.children for one in _breaks(child))]
