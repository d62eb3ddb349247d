"""The routes that look things up: a search, one document, one passage, rows of records."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from assistant.errors import NothingThere
from assistant.ledger.listing import clauses_of
from integrations import shapes
from integrations.shapes.browsing import DocumentIssues, Passage
from integrations.shapes.records import Record, Records, RecordTable
from integrations.web.asking import AsOfQuery, ServicesDep, day
from integrations.web.documents import passage_of
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

LONGEST_QUERY = 2000

_Words = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="Words, or a number such as 8.4.1.",
        examples=["shelf life"],
    ),
]
_Hits = Annotated[int, Query(ge=1, le=1000, description="How many passages.", examples=[10])]
_Sort = Annotated[
    str | None, Query(max_length=64, description="A sort of record.", examples=["calibration"])
]


@router.get("/search")
def search(
    services: ServicesDep, q: _Words, limit: _Hits = 10, as_of: AsOfQuery = None
) -> shapes.Results:
    """Passages, best first, as the answers see them."""
    found = services.search(q, limit=limit, as_of=day(services, as_of))
    return shapes.Results(results=[shapes.Result.of("1", q, found)])


@router.get("/documents/{number}")
def document(
    number: Annotated[str, Path(max_length=200, examples=["QP-101"])],
    services: ServicesDep,
    as_of: AsOfQuery = None,
) -> DocumentIssues:
    """One document with every revision that is held of it."""
    wanted = number.strip().casefold()
    held = [
        one
        for one in services.documents(as_of=day(services, as_of))
        if one.revision.number.casefold() == wanted
    ]
    if not held:
        raise NothingThere("No document of this number is held.", hint="GET /api/v1/documents.")
    return DocumentIssues.of(held[0].revision.number, held)


@router.get("/passages/{id}")
def passage(id: str, services: ServicesDep) -> Passage:
    """A passage with its words, its place and the clauses it is mapped to."""
    found, revision = passage_of(services, id)
    parts = services.adapters
    clauses = clauses_of(parts.library, parts.edition, [id])
    return Passage.of(found, revision, clauses.get(id, ()))


@router.get("/records")
def records(
    services: ServicesDep, page: PageDep, type: _Sort = None, as_of: AsOfQuery = None
) -> Records:
    """The tables of records and how they were understood; with a `type` also its rows."""
    today = day(services, as_of)
    book = services.records(as_of=today)
    rows = book.of(type) if type else ()
    tables = [one for one in book.tables if type is None or one.type == type]
    return Records(
        as_of=today,
        tables=[RecordTable.of(one, book) for one in tables],
        records=[Record.of(one, book) for one in page.cut(rows)],
    )
