"""Earlier questions, and the receipt of a reply: what it rested on, and whether it still does."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from integrations import shapes
from integrations.bootstrap import Services
from integrations.database.conversations import SqlConversations
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.pages.rendering import page

router = APIRouter()
_MOST = 50  # conversations on one page


@router.get("/replies")
def conversations(
    request: Request, services: ServicesDep, at: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """One's own conversations, the one that went on last first; without accounts everybody's."""
    book = SqlConversations(services.adapters.database)
    person = viewer_of(request).person or None
    total = book.count(person)
    values = {
        "talks": book.listed(person, offset=(at - 1) * _MOST, limit=_MOST),
        "total": total,
        "at": at,
        "pages": max(1, -(-total // _MOST)),
        "everybodys": person is None,
    }
    return page(request, "replies.html", values)


@router.get("/replies/{id}/receipt")
def receipt(request: Request, id: str, services: ServicesDep) -> Response:
    """What was searched, shown and checked for a reply."""
    return _receipt(request, services, id, None)


@router.post("/replies/{id}/replay")
def replay(request: Request, id: str, services: ServicesDep) -> Response:
    """The same question under the same day, and what is different now. Nothing is kept."""
    return _receipt(request, services, id, shapes.Replay.of(services.asking.replay(id)))


def _receipt(
    request: Request, services: Services, id: str, again: shapes.Replay | None
) -> Response:
    kept = shapes.Receipt.of(services.asking.receipt(id))
    return page(request, "receipt.html", {"receipt": kept, "again": again})
