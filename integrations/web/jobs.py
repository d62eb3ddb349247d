"""Long work in the background: one piece at a time, with progress that can be found again."""

import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Literal, Self

from pydantic import Field, ValidationError

from assistant.errors import ClausewiseError, NothingThere
from ingest.outcomes import Ingested, Outcome, Progress
from integrations import shapes
from integrations.shapes.base import Fault, Shape

_log = logging.getLogger(__name__)
_KEPT = 50  # jobs that can be found again
_UNFINISHED = ("waiting", "running")

Work = Callable[[Progress], Ingested]
State = Literal["waiting", "running", "done", "failed", "interrupted"]


class Job(Shape):
    """A piece of long work and how far it is."""

    id: str = Field(examples=["j_20260930T091200_5f0c"])
    title: str = Field(examples=["3 files"])
    state: State
    total: int = Field(description="Files found so far; 0 until they are counted.", examples=[3])
    done: int = Field(examples=[1])
    current: str = Field(description="The file that was finished last.", examples=["QP-84.pdf"])
    started: str = Field(examples=["2026-09-30T09:12:00+00:00"])
    ended: str | None = Field(examples=[None])
    result: shapes.Ingested | None = Field(description="What became of every file.")
    error: Fault | None = Field(description="Why it failed or was cut short.")
    person: str = Field(default="", description="Id of whoever started it; empty: no account.")

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in _UNFINISHED

    def having(self, **changed: object) -> Self:
        """The job with some fields changed."""
        return self.model_copy(update=changed)


class Jobs:
    """The jobs of this process, and what is kept of earlier ones below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._waiting: SimpleQueue[tuple[str, Work, Callable[[], None]]] = SimpleQueue()
        self._jobs = {job.id: job for job in _kept(folder)}
        self._worker: Thread | None = None

    def start(self, title: str, work: Work, *, after: Callable[[], None], person: str = "") -> Job:
        """Have it done after those that wait; `after` is called when it has ended."""
        now = datetime.now(UTC)
        job = Job(
            id=f"j_{now:%Y%m%dT%H%M%S}_{secrets.token_hex(3)}",
            title=title,
            state="waiting",
            total=0,
            done=0,
            current="",
            started=now.isoformat(timespec="seconds"),
            ended=None,
            result=None,
            error=None,
            person=person,
        )
        self._put(job, on_disk=True)
        self._waiting.put((job.id, work, after))
        with self._lock:
            if self._worker is None:
                self._worker = Thread(target=self._work, name="jobs", daemon=True)
                self._worker.start()
        return job

    def get(self, id: str) -> Job:
        """One job. Raises `NothingThere`."""
        with self._lock:
            found = self._jobs.get(id)
        if found is None:
            raise NothingThere(f"There is no job {id!r}.", hint="Only the last ones are kept.")
        return found

    def all(self) -> list[Job]:
        """Every job that is kept, the newest first."""
        with self._lock:
            return sorted(self._jobs.values(), key=lambda one: one.id, reverse=True)

    def unfinished(self) -> list[Job]:
        """Those that wait or run, the oldest first."""
        return [one for one in reversed(self.all()) if not one.is_over]

    def advance(self, id: str, **changed: object) -> None:
        """Note how far a job is."""
        self._put(self.get(id).having(**changed), on_disk=False)

    def _work(self) -> None:
        while True:
            id, work, after = self._waiting.get()
            self.advance(id, state="running")
            self._put(self._ended(id, work), on_disk=True)
            after()

    def _ended(self, id: str, work: Work) -> Job:
        try:
            result = shapes.Ingested.of(work(_Told(self, id)))
        except ClausewiseError as error:
            return self._failed(id, Fault.of(error))
        except Exception as error:  # a job that breaks must not take the next ones with it
            reference = secrets.token_hex(4)
            _log.error("%s: job %s: %s", reference, id, type(error).__name__)
            hint = f"Start it again; if it stays so, look for {reference} in the log."
            told = Fault(code="internal-error", message="Something went wrong here.", hint=hint)
            return self._failed(id, told)
        return self.get(id).having(state="done", result=result, ended=_now())

    def _failed(self, id: str, fault: Fault) -> Job:
        return self.get(id).having(state="failed", error=fault, ended=_now())

    def _put(self, job: Job, *, on_disk: bool) -> None:
        with self._lock:
            self._jobs[job.id] = job
            for old in sorted(self._jobs)[:-_KEPT]:
                del self._jobs[old]
                (self._folder / f"{old}.json").unlink(missing_ok=True)
        if on_disk:
            _keep(self._folder, job)


class JobsOf:
    """The jobs of one person: those of others tell of files that are not theirs to see."""

    def __init__(self, jobs: Jobs, person: str) -> None:
        self._jobs, self._person = jobs, person

    def start(self, title: str, work: Work, *, after: Callable[[], None]) -> Job:
        """Have it done after those that wait; `after` is called when it has ended."""
        return self._jobs.start(title, work, after=after, person=self._person)

    def get(self, id: str) -> Job:
        """One job. Raises `NothingThere`, for those of others too."""
        found = next((one for one in self.all() if one.id == id), None)
        if found is None:
            raise NothingThere(f"There is no job {id!r}.", hint="Only the last ones are kept.")
        return found

    def all(self) -> list[Job]:
        """Every job of theirs that is kept, the newest first."""
        return [one for one in self._jobs.all() if one.person == self._person]

    def unfinished(self) -> list[Job]:
        """Those that wait or run, the oldest first."""
        return [one for one in reversed(self.all()) if not one.is_over]


class _Told:
    """The `Progress` of an ingest, told to a job."""

    def __init__(self, jobs: Jobs, id: str) -> None:
        self._jobs, self._id, self._total, self._done = jobs, id, 0, 0

    def started(self, total: int) -> None:
        """So many files were found."""
        self._total = total
        self._jobs.advance(self._id, total=total)

    def advanced(self, path: str, outcome: Outcome) -> None:
        """One more file has its outcome; attachments are counted as they are met."""
        self._done += 1
        self._total = max(self._total, self._done)
        self._jobs.advance(self._id, total=self._total, done=self._done, current=path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _keep(folder: Path, job: Job) -> None:
    """Write it whole or not at all; a job is not lost for want of its note."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{job.id}.part"
        part.write_text(job.model_dump_json(), encoding="utf-8")
        part.replace(folder / f"{job.id}.json")
    except OSError as error:
        _log.warning("job %s is not kept: %s", job.id, error.strerror)


def _kept(folder: Path) -> list[Job]:
    """What earlier processes left; one that never ended was cut short with its process."""
    return [_read(path) for path in sorted(folder.glob("j_*.json"))[-_KEPT:]]


def _read(path: Path) -> Job:
    try:
        job = Job.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Job(
            id=path.stem,
            title="",
            state="interrupted",
            total=0,
            done=0,
            current="",
            started="",
            ended=None,
            result=None,
            error=_CUT_SHORT,
        )
    return job if job.is_over else job.having(state="interrupted", error=_CUT_SHORT)


_CUT_SHORT = Fault(
    code="interrupted",
    message="The program ended while this was running.",
    hint="Upload the files again: what was taken in by then is skipped.",
)
