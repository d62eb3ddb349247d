"""Work that came in from outside and must be done once: the port of a leased queue.

A job is stored before its sender is told that it arrived. Whoever works on it holds a lease; when
that lapses, because the process died, somebody else goes on. What a job did outside is written
down step by step, before and after, so that it is not done again.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.errors import ClausewiseError

Seconds = Callable[[], float]
"""The time in seconds since 1970; all times here are of this kind."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    PARKED = "parked"  # given up, with a reason; a person may release it


@dataclass(frozen=True, slots=True)
class NewJob:
    """What came in.

    `ids`: names of the same thing, one or two; a job is new when none of them is known. `line`:
    jobs of one line are worked one after the other; "" for none. `lane`: which workers take it.
    """

    ids: tuple[str, ...]
    body: str
    lane: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job under a lease. `attempts` counts how often it was begun, this time included."""

    key: int
    id: str
    body: str
    attempts: int
    lease: str
    taken_at: float


@dataclass(frozen=True, slots=True)
class ParkedJob:
    """A job that was given up."""

    key: int
    id: str
    attempts: int
    reason: str
    taken_at: float


@dataclass(frozen=True, slots=True)
class Step:
    """What is known of a step that was begun before. `outcome` is None while it is not known."""

    begun_at: float
    outcome: str | None


class LeaseLost(ClausewiseError):
    """Somebody else has the job now; whoever is told must stop working on it."""

    code = "lease-lost"
    retryable = True


class JobQueue(Protocol):
    """Every implementation passes `tests/contract/test_job_queue.py`. Threads may share it.

    All methods raise `StoreUnavailable`; those that take a `Job` raise `LeaseLost`.
    """

    def put(self, new: NewJob) -> bool:
        """Keep a job; False when it is known already."""

    def claim(self, lanes: Collection[str], *, lease_seconds: float) -> Job | None:
        """The oldest job that is due, nobody works on and no earlier one of its line precedes."""

    def extend(self, job: Job, *, lease_seconds: float) -> None:
        """Hold the job for so long from now."""

    def done(self, job: Job) -> None:
        """The job is finished; its body is forgotten, its ids are not."""

    def again(self, job: Job, *, after: float, reason: str, counts: bool = True) -> None:
        """Work on it again after some seconds; `counts`: as one more attempt."""

    def park(self, job: Job, *, reason: str) -> None:
        """Give it up."""

    def begin(self, job: Job, step: str) -> Step | None:
        """Write down that a step begins; what is known of it when it was begun before."""

    def finish(self, job: Job, step: str, outcome: str) -> None:
        """Write down what came of a step."""

    def recall(self, job: Job, step: str) -> Step | None:
        """What is known of a step; None where it was never begun."""

    def parked(self) -> list[ParkedJob]:
        """What was given up, oldest first."""

    def release(self, key: int) -> bool:
        """Have a parked job worked again, from its first attempt; False when it is not parked."""

    def waiting(self) -> int:
        """How many jobs wait or are worked on."""

    def forget(self, *, before: float) -> int:
        """Drop what was finished before a time; how many."""
