"""The routes of long work: uploads that are read in the background, and how far they are."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response, UploadFile

from assistant.errors import ClausewiseError, NothingThere
from ingest.outcomes import Ingested, Progress
from integrations import sample_company
from integrations.bootstrap import Services
from integrations.places import counted
from integrations.shapes.base import Shape
from integrations.web import glance, uploads
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.jobs import Job, Jobs, JobsOf
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")


class JobList(Shape):
    """Jobs, the newest first."""

    jobs: list[Job]


def jobs_of(request: Request) -> JobsOf:
    """The jobs of whoever asks; without accounts those of everybody."""
    return JobsOf(cast(Jobs, request.app.state.jobs), viewer_of(request).person)


JobsDep = Annotated[JobsOf, Depends(jobs_of)]


@router.post("/uploads", status_code=202)
def upload(
    request: Request, response: Response, files: list[UploadFile], services: ServicesDep
) -> Job:
    """Keep the files and read them in the background; the job tells what becomes of each."""
    folder = services.settings.data / "uploads"
    kept = uploads.keep_all(folder, files, hidden_paths(services))
    title = kept[0].name if len(kept) == 1 else counted(len(kept), "file")
    return _started(request, response, title, lambda told: _taken_in(services, kept, told))


@router.post("/sample", status_code=202)
def load_sample(request: Request, response: Response, services: ServicesDep) -> Job:
    """Make the sample company, which does not exist, and read it in the background."""
    if not sample_company.is_there():
        raise NothingThere(
            "The sample company did not come with this installation.",
            hint="Install Clausewise whole, or upload documents of your own.",
        )

    def work(told: Progress) -> Ingested:
        folder = services.settings.data / "sample-company"
        sample_company.build(folder)
        return _taken_in(services, [folder], told, sample_company.stands_still_on())

    return _started(request, response, "The sample company", work)


@router.get("/jobs")
def jobs(kept: JobsDep, page: PageDep) -> JobList:
    """The last jobs, the newest first."""
    return JobList(jobs=page.cut(kept.all()))


@router.get("/jobs/{id}")
def job(id: str, kept: JobsDep) -> Job:
    """How far a job is, and once it is done what became of every file."""
    return kept.get(id)


def hidden_paths(services: Services) -> frozenset[str]:
    """The paths of documents that whoever asks may not see."""
    parts = services.adapters
    return parts.sight.now().hidden_paths if parts.access.restricts else frozenset()


def _taken_in(
    services: Services, paths: Sequence[Path], told: Progress, day: date | None = None
) -> Ingested:
    """Read the files, and work out the first page, so that it is there when the job is done."""
    result = services.ingest(paths, progress=told)
    with suppress(ClausewiseError):  # the page itself says what is wrong
        glance.get_ready(services, day or services.clock.today())
    return result


def _started(
    request: Request, response: Response, title: str, work: Callable[[Progress], Ingested]
) -> Job:
    vectors: Callable[[], None] = request.app.state.vectors_wanted.set
    job = jobs_of(request).start(title, work, after=vectors)
    response.headers["location"] = f"/api/v1/jobs/{job.id}"
    return job


def folder_of(data: Path) -> Path:
    """Where the jobs of a data directory are kept."""
    return data / "jobs"
