"""The threads that work the queue: claim, carry out, retry, put off or park. Never in silence."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock, Thread

from assistant.errors import ClausewiseError
from integrations.jobs import Job, JobQueue, LeaseLost
from integrations.slack.calls import Limited, Refused, Unreachable

_log = logging.getLogger(__name__)

ATTEMPTS = 8  # with the pauses below: about ten minutes
_IDLE = 0.5  # seconds between looks for jobs of other processes, or that became due
_KEPT_DAYS = 3  # how long finished jobs are known; Slack repeats an event within hours

Work = Callable[[Job], None]
"""Carries a job out; it may have been begun before."""

Apology = Callable[[Job, str], None]
"""Tells whoever sent the job that it failed, under a reference that stands in the log."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Jobs that `threads` threads take up."""

    name: str
    threads: int


class Workers:
    """Threads over a queue; several processes may work the same one.

    A lease of `lease_seconds` is extended while its job is worked; when the process dies, others
    go on after that time.
    """

    def __init__(
        self,
        queue: JobQueue,
        work: Work,
        apologise: Apology,
        *,
        lanes: tuple[Lane, ...],
        lease_seconds: float = 20.0,
    ) -> None:
        self._queue, self._work, self._apologise = queue, work, apologise
        self._lanes, self._lease = lanes, lease_seconds
        self._ended = Event()
        self._held: dict[int, Job] = {}
        self._holding = Lock()
        self._wanted = {lane.name: Event() for lane in lanes}
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Begin working."""
        for lane in self._lanes:
            for number in range(lane.threads):
                self._run(f"slack-{lane.name}-{number}", partial(self._loop, lane.name))
        self._run("slack-leases", self._hold)

    def wake(self) -> None:
        """There is something to do."""
        for wanted in self._wanted.values():
            wanted.set()

    def close(self, *, seconds: float = 20.0) -> None:
        """Finish what is in hand and take up nothing more."""
        self._ended.set()
        self.wake()
        for thread in self._threads:
            thread.join(timeout=seconds)

    def _run(self, name: str, target: Callable[[], None]) -> None:
        thread = Thread(target=target, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _loop(self, lane: str) -> None:
        wanted = self._wanted[lane]
        while not self._ended.is_set():
            wanted.clear()
            if not self._one(lane):
                wanted.wait(_IDLE)

    def _one(self, lane: str) -> bool:
        """Work one job; whether there was one."""
        try:
            job = self._queue.claim((lane,), lease_seconds=self._lease)
        except ClausewiseError as error:
            _log.warning("claiming: %s", error.code)
            return False
        if job is None:
            return False
        with self._holding:
            self._held[job.key] = job
        try:
            self._carry_out(job)
        finally:
            with self._holding:
                self._held.pop(job.key, None)
            self._wanted[lane].set()  # another of its line may be free now
        return True

    def _carry_out(self, job: Job) -> None:
        try:
            self._attempt(job)
        except LeaseLost:
            _log.info("job %d went to another worker", job.key)
        except ClausewiseError as error:  # the queue itself cannot be written: the lease lapses
            _log.warning("job %d: %s", job.key, error.code)

    def _attempt(self, job: Job) -> None:
        try:
            self._work(job)
            self._queue.done(job)
        except Limited as limited:
            self._queue.again(job, after=limited.seconds, reason=limited.code, counts=False)
        except Unreachable as error:
            self._put_off(job, error.code)
        except Refused as refusal:
            self._park(job, refusal.error)
        except LeaseLost:
            raise
        except ClausewiseError as error:
            self._put_off(job, error.code)
        except Exception as error:  # whatever it was, the person is told
            self._sorry(job, error)

    def _put_off(self, job: Job, reason: str) -> None:
        if job.attempts >= ATTEMPTS:
            self._park(job, reason)
            return
        self._queue.again(job, after=pause_after(job.attempts), reason=reason)

    def _park(self, job: Job, reason: str) -> None:
        _log.error("job %d is parked: %s", job.key, reason)
        self._queue.park(job, reason=reason)

    def _sorry(self, job: Job, error: Exception) -> None:
        reference = secrets.token_hex(4)
        # Its text may hold a document's or a person's words; the kind and the place do not.
        _log.error("%s: job %d: %s%s", reference, job.key, type(error).__name__, _place(error))
        try:
            self._apologise(job, reference)
        except Limited as limited:
            self._queue.again(job, after=limited.seconds, reason=limited.code)
        except Unreachable as unreachable:
            self._put_off(job, unreachable.code)
        except Refused as refusal:
            self._park(job, refusal.error)
        else:
            self._queue.done(job)

    def _hold(self) -> None:
        """Extend the leases of what is in hand."""
        while not self._ended.is_set() or self._held:
            if self._ended.wait(self._lease / 3):
                time.sleep(0.05)  # what is in hand is finished first
            with self._holding:
                held = list(self._held.values())
            for job in held:
                try:
                    self._queue.extend(job, lease_seconds=self._lease)
                except ClausewiseError as error:
                    _log.warning("lease of job %d: %s", job.key, error.code)


def pause_after(attempts: int) -> float:
    """Seconds before the next attempt: 1, 2, 4 … at most 300."""
    return float(min(2 ** (attempts - 1), 300))


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" in {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
