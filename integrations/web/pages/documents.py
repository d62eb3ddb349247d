"""Documents: what is held, what came of each file, the pages of one issue, a place on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from assistant.holdings import Holding
from assistant.model.documents import Kind, Status
from assistant.people.rights import Action
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.background import JobsDep, upload
from integrations.web.documents import passage_of, revision_of
from integrations.web.pages.reading_day import day_of
from integrations.web.pages.rendering import page

router = APIRouter()
_TEXT = Annotated[str, Query(max_length=200)]
_ORDER = (Status.IN_FORCE, Status.FUTURE, Status.DRAFT, Status.UNKNOWN, Status.OBSOLETE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document: the issue that stands for it, and its others."""

    current: Holding
    others: tuple[Holding, ...]


@router.get("/documents")
def documents(
    request: Request,
    services: ServicesDep,
    jobs: JobsDep,
    q: _TEXT = "",
    status: _TEXT = "",
    kind: _TEXT = "",
    warned: _TEXT = "",
) -> Response:
    """What is held, those that fit."""
    held = services.documents(as_of=day_of(request))
    listed = [
        one
        for one in by_number(held)
        if _fits(one, q.strip().casefold(), status, kind, warned == "1")
    ]
    return page(
        request,
        "documents.html",
        listed=listed,
        held=len(by_number(held)),
        asked={"q": q, "status": status, "kind": kind, "warned": warned},
        statuses=[one.value for one in Status],
        kinds=[one.value for one in Kind],
        refused=sum(bool(one.refusal) for one in services.adapters.library.files()),
        jobs=jobs.unfinished() if viewer_of(request).may(Action.INGEST) else [],
    )


@router.post("/documents")
def add(request: Request, files: list[UploadFile], services: ServicesDep) -> Response:
    """Take in files from a browser without scripts."""
    job = upload(request, Response(), files, services)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/documents/{id}")
def document(request: Request, id: str, services: ServicesDep) -> Response:
    """One issue of a document: what is known of it, its pages, its other issues."""
    revision = revision_of(services, id)
    held = services.documents(as_of=day_of(request))
    same = [one for one in held if one.revision.number == revision.number]
    this = next(one for one in same if one.revision.id == id)
    return page(request, "document.html", this=this, same=same, revision=revision)


@router.get("/passages/{id}")
def passage(
    request: Request,
    id: str,
    services: ServicesDep,
    quote: Annotated[str, Query(max_length=4000)] = "",
    panel: _TEXT = "",
) -> Response:
    """A place in a document: its words, and the picture of its page with the quote marked."""
    found, revision = passage_of(services, id)
    standing = {one.revision.id: one.status for one in services.documents(as_of=day_of(request))}
    return page(
        request,
        "place_panel.html" if panel == "1" else "place.html",
        passage=found,
        revision=revision,
        status=standing[revision.id],
        quote=quote,
    )


@router.get("/jobs/{id}")
def job(request: Request, id: str, jobs: JobsDep) -> Response:
    """How far long work is, and what became of every file."""
    return page(request, "job.html", job=jobs.get(id))


def by_number(held: Sequence[Holding]) -> list[Listed]:
    """Documents by number; the issue in force stands for it, else the nearest to that."""
    groups: dict[str, list[Holding]] = {}
    for one in held:
        groups.setdefault(one.revision.number, []).append(one)
    found = []
    for group in groups.values():
        first, *others = sorted(group, key=lambda one: _ORDER.index(one.status))
        found.append(Listed(first, tuple(others)))
    return found


def _fits(one: Listed, text: str, status: str, kind: str, warned: bool) -> bool:
    issues = (one.current, *one.others)
    identity = one.current.revision.identity
    words = f"{identity.number} {identity.title} {identity.owner or ''}".casefold()
    return (
        all(part in words for part in text.split())
        and (not status or any(each.status.value == status for each in issues))
        and (not kind or identity.kind.value == kind)
        and (not warned or bool(one.current.warnings or one.current.revision.pages_without_text))
    )
