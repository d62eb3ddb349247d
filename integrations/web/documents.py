"""The routes of documents: the list, an issue's pages as pictures, its file as it was read."""

from typing import Annotated
from urllib.parse import quote as escaped

from fastapi import APIRouter, Query, Response

from assistant.errors import NothingThere
from assistant.model.documents import Revision
from assistant.model.passages import Passage
from integrations import shapes, shown
from integrations.bootstrap import Services
from integrations.pages.originals import Originals
from integrations.web.asking import AsOfQuery, ServicesDep, day
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_LONGEST_QUOTE = 4000
QuoteQuery = Annotated[
    str, Query(max_length=_LONGEST_QUOTE, description="Words to mark on the picture.")
]
_PNG: dict[int | str, dict[str, object]] = {200: {"content": {"image/png": {}}}}
_FILE: dict[int | str, dict[str, object]] = {200: {"content": {"application/octet-stream": {}}}}


@router.get("/documents")
def documents(services: ServicesDep, page: PageDep, as_of: AsOfQuery = None) -> shapes.Documents:
    """Every revision held, with its status on the day."""
    return shapes.Documents.of(page.cut(services.documents(as_of=day(services, as_of))))


@router.get("/passages/{id}/page.png", response_class=Response, responses=_PNG)
def page_of_passage(id: str, services: ServicesDep, quote: QuoteQuery = "") -> Response:
    """The page on which a passage stands, as a picture with the quote marked."""
    passage, revision = passage_of(services, id)
    return _picture(services, revision, passage.page, quote or passage.text)


@router.get("/revisions/{id}/pages/{number}.png", response_class=Response, responses=_PNG)
def page_of_revision(
    id: str, number: int, services: ServicesDep, quote: QuoteQuery = ""
) -> Response:
    """A page (from 1) of one revision as a picture."""
    revision = revision_of(services, id)
    if not 1 <= number <= revision.pages:
        raise NothingThere(
            f"{revision.number} has no page {number}.", hint=f"It has {revision.pages}."
        )
    return _picture(services, revision, number, quote)


@router.get("/revisions/{id}/original", response_class=Response, responses=_FILE)
def original(id: str, services: ServicesDep) -> Response:
    """The file of one revision, byte for byte as it was read."""
    revision = revision_of(services, id)
    shown.note([revision.path])
    found = Originals(services.adapters.library.files).of(revision.path)
    if found.content is None:
        raise NothingThere(found.why, hint="The pages still show its text as it was read.")
    name = revision.path.rsplit("/", 1)[-1]
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{escaped(name, safe='')}"}
    return Response(found.content, media_type="application/octet-stream", headers=headers)


def revision_of(services: Services, id: str) -> Revision:
    """One revision. Raises `NothingThere`."""
    for one in services.adapters.library.revisions():
        if one.id == id:
            return one
    raise NothingThere("This issue of a document is not held, or no longer.")


def passage_of(services: Services, id: str) -> tuple[Passage, Revision]:
    """One passage and the revision it stands in. Raises `NothingThere`."""
    passage = services.adapters.library.passages([id]).get(id)
    if passage is None:
        raise NothingThere("This place is not held any more: its document was changed or removed.")
    return passage, revision_of(services, passage.revision)


def _picture(services: Services, revision: Revision, page: int, quote: str) -> Response:
    shown.note([revision.path])
    picture = services.packs.pictures(revision, page, quote)
    headers = {"x-clausewise-shows": picture.shows.value}
    return Response(picture.png, media_type="image/png", headers=headers)
