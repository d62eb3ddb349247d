"""The routes of conversations: one's own, and one of them with its replies."""

from fastapi import APIRouter, Request

from assistant.errors import NothingThere
from integrations import shapes
from integrations.database.conversations import SqlConversations
from integrations.shapes.browsing import Conversation, Conversations, Talk
from integrations.web.asking import ServicesDep, viewer_of
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1/conversations")

_MOST_REPLIES = 100_000


@router.get("")
def conversations(request: Request, services: ServicesDep, page: PageDep) -> Conversations:
    """One's own conversations, the one that went on last first; without accounts everybody's."""
    book = SqlConversations(services.adapters.database)
    person = viewer_of(request).person or None
    page.told(book.count(person))
    found = book.listed(person, offset=page.offset, limit=page.limit)
    return Conversations(
        conversations=[
            Talk(
                id=one.id,
                first_question=one.first_question,
                replies=one.replies,
                began=one.began,
                latest=one.latest,
            )
            for one in found
        ]
    )


@router.get("/{id}")
def conversation(id: str, request: Request, services: ServicesDep, page: PageDep) -> Conversation:
    """A conversation of one's own with its replies, the oldest first."""
    book = SqlConversations(services.adapters.database)
    person = viewer_of(request).person or None
    if not book.has(id, person):
        raise NothingThere(f"There is no conversation {id!r}.", hint="GET /api/v1/conversations.")
    found = services.asking.conversation(id, limit=_MOST_REPLIES)
    askers = book.askers(id)
    own = [one for one in found if person is None or askers.get(one.id) == person]
    return Conversation(id=id, replies=[shapes.Reply.of(one) for one in page.cut(own)])
