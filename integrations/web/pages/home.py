"""The first page: coverage at a glance, what falls due and needs a decision; or the start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.coverage import ClauseCoverage, Documented, Practised, Required
from assistant.model.clauses import Clause
from assistant.people.rights import Action
from integrations import sample_company
from integrations.web import glance
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.background import JobsDep, load_sample
from integrations.web.pages.reading_day import COOKIE, day_of, read_day
from integrations.web.pages.rendering import page

router = APIRouter()
_AHEAD = 30  # days of what falls due on the first page
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Band:
    """A clause of the second level with those below it, a row of the matrix."""

    head: ClauseCoverage
    below: tuple[ClauseCoverage, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of one chapter of the edition."""

    clause: Clause
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many clauses have one light: a part of a bar. `start` and `width` are per cent."""

    code: str
    count: int
    start: float
    width: float


@router.get("/")
def home(request: Request, services: ServicesDep, jobs: JobsDep) -> Response:
    """The first page."""
    day = day_of(request)
    held = services.documents(as_of=day)
    running = jobs.unfinished() if viewer_of(request).may(Action.INGEST) else []
    if not held:
        sample = sample_company.is_there()
        return page(request, "first_run.html", sample=sample, jobs=running)
    report = glance.coverage(services, day)
    calendar = glance.calendar(services, day)
    until = day + timedelta(days=_AHEAD)
    queue = glance.queue(services, day)
    gaps = [one for one in glance.gaps(services, day).gaps if one.accepted is None]
    asked = [one for one in report.clauses if one.required is Required.REQUIRED]
    return page(
        request,
        "home.html",
        chapters=chapters(report.clauses),
        documented=shares(_lights(Documented), [one.documented for one in asked]),
        practised=shares(_lights(Practised), [one.practised for one in asked]),
        asked=len(asked),
        documents=len({one.revision.number for one in held}),
        overdue=calendar.overdue,
        due=[one for one in calendar.entries if one.days_left >= 0 and one.due <= until],
        late=[one for one in calendar.entries if one.days_left < 0][:_SHOWN],
        ahead=_AHEAD,
        shown=_SHOWN,
        queue=queue[:_SHOWN],
        queued=len(queue),
        suspect=sum(one.entry.mapping.suspect for one in queue),
        gaps=len(gaps),
        grave=[one for one in gaps if one.severity.value == "major"],
        refused=[one for one in services.adapters.library.files() if one.refusal],
        jobs=running,
    )


@router.post("/sample")
def sample(request: Request, services: ServicesDep) -> Response:
    """Load the sample company, shown as of the day on which it stands still."""
    job = load_sample(request, Response(), services)
    response = RedirectResponse(f"/jobs/{job.id}", 303)
    day = sample_company.stands_still_on()
    if day is not None and day != services.clock.today():
        response.set_cookie(COOKIE, day.isoformat(), httponly=True, samesite="lax")
    return response


@router.post("/day")
def choose_day(
    services: ServicesDep,
    as_of: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Choose the day that counts as today on the pages; nothing chosen is today."""
    response = RedirectResponse(own_address(back), 303)
    day = read_day(as_of)
    if day is None or day == services.clock.today():
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(COOKIE, day.isoformat(), httponly=True, samesite="lax")
    return response


def own_address(back: str) -> str:
    """An address of ours; the first page for anything that leads elsewhere."""
    is_own = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if is_own and back.isprintable() else "/"


def chapters(clauses: Iterable[ClauseCoverage]) -> list[Chapter]:
    """The matrix: under each chapter its clauses, those further below beside them."""
    made: list[tuple[Clause, list[list[ClauseCoverage]]]] = []
    for one in clauses:
        depth = one.clause.number.depth
        if depth == 1:
            made.append((one.clause, []))
        elif depth == 2 and made:
            made[-1][1].append([one])
        elif made and made[-1][1]:
            made[-1][1][-1].append(one)
    return [
        Chapter(clause, tuple(Band(row[0], tuple(row[1:])) for row in rows))
        for clause, rows in made
        if rows
    ]


def shares(codes: Iterable[str], lights: list[Documented] | list[Practised]) -> list[Share]:
    """The parts of a bar, in the order of `codes`; those that nobody has are left out."""
    found, start = [], 0.0
    for code in codes:
        count = sum(one.value == code for one in lights)
        if count:
            width = 100 * count / len(lights)
            found.append(Share(code, count, start, width))
            start += width
    return found


def _lights(of: type[Documented] | type[Practised]) -> list[str]:
    return [one.value for one in of]
