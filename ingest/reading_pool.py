"""Reads files in processes of their own, so that a file that kills or hangs its reader is one
outcome and not the end of the run."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

from assistant.errors import ClausewiseError, DocumentReadingFailed
from assistant.model.documents import ReadDocument, SourceFile
from assistant.model.files import Refusal
from ingest.readers.heartbeat import listen
from ingest.walk import unreadable

Read = Callable[[SourceFile], ReadDocument]

_CONTEXT = get_context("spawn")  # a forked child would inherit locks, threads and open files
_LOOK_FOR_PARENT = 1.0  # seconds
_START = 60.0  # seconds a new process may take on top, until it says that it is there
_SIGN_EVERY = 0.1  # of the time a file may take: how often its reader says it is at it
_MEMORY = 6 * 1024**3  # bytes of address space one reader may have


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: `content` when it is given (an attachment), else the bytes of `file`."""

    path: str
    file: Path | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gave: a document or a refusal, and the hash of the bytes that were read.

    `sha256` is "" when no bytes could be had.
    """

    job: Job
    sha256: str
    size: int
    document: ReadDocument | None = None
    refusal: Refusal | None = None


NextJob = Callable[[], Job | None]
"""The next file to read; None when there is none *now* (it is asked again after each result)."""


class ReadFiles(Protocol):
    """`ReadHere` or a `ReadingPool`."""

    def __call__(self, next_job: NextJob) -> Iterator[ReadResult]:
        """One result per job, in any order."""


def read_job(job: Job, read: Read) -> ReadResult:
    """Read one file here; every failure is a refusal in the result."""
    try:
        content = job.content if job.file is None else job.file.read_bytes()
    except OSError as error:
        return ReadResult(job, "", 0, refusal=Refusal.of(unreadable(job.path, error)))
    content = content or b""
    digest, size = sha256(content).hexdigest(), len(content)
    try:
        return ReadResult(job, digest, size, read(SourceFile(job.path, content)))
    except ClausewiseError as error:
        return ReadResult(job, digest, size, refusal=Refusal.of(error))
    except Exception as error:  # a reader's fault must stay this file's fault
        failed = DocumentReadingFailed(f"{job.path} broke its reader ({type(error).__name__}).")
        return ReadResult(job, digest, size, refusal=Refusal.of(failed))


class ReadHere:
    """Reads in this process, one file after the other: no start-up time, no protection."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def __call__(self, next_job: NextJob) -> Iterator[ReadResult]:
        """One result per job."""
        while (job := next_job()) is not None:
            yield read_job(job, self._read)


class ReadingPool:
    """Reads in `workers` processes; a file may take `timeout` seconds, of a scan each page.

    `read` must be a function that a new process can import. `meanwhile` is called once, when
    the first files are on their way to new processes and there is nothing else to do.
    """

    def __init__(
        self,
        read: Read,
        *,
        workers: int = 2,
        timeout: float = 300.0,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self._read, self._most, self._timeout = read, workers, timeout
        self._meanwhile = meanwhile

    def __call__(self, next_job: NextJob) -> Iterator[ReadResult]:
        """One result per job, as they come. Workers start with the first jobs."""
        workers: list[_Worker] = []
        try:
            self._hand_out(workers, next_job)
            if workers:
                self._meanwhile()
            while True:
                self._hand_out(workers, next_job)
                busy = [worker for worker in workers if worker.job is not None]
                if not busy:
                    return
                yield from self._collect(busy, next_job)
                workers = [worker for worker in workers if worker.alive]
        finally:
            for worker in workers:
                worker.stop()

    def _hand_out(self, workers: list["_Worker"], next_job: NextJob) -> None:
        while True:
            idle = next((worker for worker in workers if worker.job is None), None)
            if idle is None and len(workers) >= self._most:
                return
            job = next_job()
            if job is None:
                return
            if idle is None:
                idle = _Worker(self._read, _SIGN_EVERY * self._timeout)
                workers.append(idle)
                idle.begin(job, time.monotonic() + self._timeout + _START)
            else:
                idle.begin(job, time.monotonic() + self._timeout)

    def _collect(self, busy: list["_Worker"], next_job: NextJob) -> Iterator[ReadResult]:
        until = min(worker.deadline for worker in busy)
        ready = wait([worker.pipe for worker in busy], max(0.0, until - time.monotonic()))
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in ready:
                result = worker.result()
                if result is None:  # a sign of life: it is there, or a page of a file is done
                    worker.deadline = now + self._timeout
                    continue
                self._go_on(worker, next_job)  # it reads on while this result is worked with
                yield result
            elif now >= worker.deadline:
                yield worker.give_up(f"took longer than {self._timeout:.0f} s to read")

    def _go_on(self, worker: "_Worker", next_job: NextJob) -> None:
        job = next_job() if worker.alive else None
        if job is not None:
            worker.begin(job, time.monotonic() + self._timeout)


class _Worker:
    """One process and the file it is reading."""

    def __init__(self, read: Read, sign_every: float) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_serve,
            args=(theirs, read, os.getpid(), sign_every),
            daemon=True,
            name="reader",
        )
        self._process.start()
        theirs.close()
        self.job: Job | None = None
        self.deadline = 0.0
        self.alive = True

    def begin(self, job: Job, deadline: float) -> None:
        """Hand the file over."""
        self.job, self.deadline = job, deadline
        with suppress(OSError):  # a dead worker is found out by `result`
            self.pipe.send(job)

    def result(self) -> ReadResult | None:
        """What came back, or that the process died over it; None for a sign of life."""
        try:
            result = self.pipe.recv()
        except (EOFError, OSError):
            return self.give_up("brought its reader down")
        if result is None:
            return None
        self.job = None
        assert isinstance(result, ReadResult)
        return result

    def give_up(self, why: str) -> ReadResult:
        """End the process; the file it was reading is refused."""
        job = self.job or Job("")
        self.stop()
        failed = Refusal.of(DocumentReadingFailed(f"{job.path} {why}."))
        return ReadResult(job, "", 0, refusal=failed)

    def stop(self) -> None:
        """End the process at once; it holds nothing that could be lost."""
        self.alive, self.job = False, None
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(pipe: Connection, read: Read, parent: int, sign_every: float) -> None:
    """The life of a worker: read what comes, until nobody is there to send more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when we stop
    os.dup2(2, 1)  # whatever a library prints must not get into the parent's output
    _limit_memory()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    listen(_SignOfLife(pipe, sign_every))
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(read_job(pipe.recv(), read))


class _SignOfLife:
    """Tells the parent, not more than now and then, that the file is still being read."""

    def __init__(self, pipe: Connection, every: float) -> None:
        self._pipe, self._every, self._last = pipe, every, time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._last > self._every:
            self._last = time.monotonic()
            with suppress(OSError):
                self._pipe.send(None)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_FOR_PARENT)
    os._exit(1)  # the parent was killed in the middle of a file


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
