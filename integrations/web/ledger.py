"""The routes of the clause ledger: mappings, decisions about them, and what changed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.ledger.entries import Act
from integrations import shapes
from integrations.web.asking import AsOfQuery, ClauseQuery, ServicesDep, day, signed
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_BY = "Who decides; not needed by whoever is signed in."


class Decisions(BaseModel):
    """What a person decided about mappings; all are recorded, or none."""

    model_config = ConfigDict(extra="forbid")

    mappings: list[str] = Field(min_length=1, max_length=1000, examples=[["m_51c0"]])
    decision: Act = Field(examples=["confirmed"])
    by: str = Field(default="", max_length=200, description=_BY, examples=["Ann Lee"])
    note: str = Field(default="", max_length=4000)


class Addition(BaseModel):
    """A person says that a place bears on a clause."""

    model_config = ConfigDict(extra="forbid")

    place: str = Field(min_length=1, max_length=200, examples=["QP-84 §6.2"])
    clause: str = Field(min_length=1, max_length=32, examples=["8.4.1"])
    by: str = Field(default="", max_length=200, description=_BY, examples=["Ann Lee"])
    note: str = Field(default="", max_length=4000)


DocumentQuery = Annotated[str | None, Query(description="A document number.")]


@router.get("/mappings")
def mappings(
    services: ServicesDep,
    page: PageDep,
    clause: ClauseQuery = None,
    document: DocumentQuery = None,
    decision: Annotated[str | None, Query(description="proposed, confirmed or rejected")] = None,
    basis: Annotated[str | None, Query(description="Why it was proposed.")] = None,
    suspect: Annotated[bool | None, Query(description="The text changed since.")] = None,
    as_of: AsOfQuery = None,
) -> shapes.Mappings:
    """Every passage with the clauses it bears on, old revisions included."""
    ledger = services.ledger
    wanted = ledger.wanted(
        clause=clause, document=document, decision=decision, basis=basis, suspect=suspect
    )
    found = ledger.mappings(wanted, as_of=day(services, as_of))
    return shapes.Mappings.of(page.cut(found))


@router.post("/mappings/decisions")
def decide(
    request: Request, asked: Decisions, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.Mappings:
    """Confirm, reject or reopen; who was first is a 409 for whoever is second."""
    done = services.ledger.decide(
        asked.mappings,
        asked.decision,
        by=signed(request, asked.by),
        note=asked.note,
        as_of=day(services, as_of),
    )
    return shapes.Mappings.of(done)


@router.post("/mappings")
def add(
    request: Request, asked: Addition, services: ServicesDep, as_of: AsOfQuery = None
) -> shapes.Mappings:
    """Add a mapping that nobody proposed."""
    done = services.ledger.add(
        asked.place,
        asked.clause,
        by=signed(request, asked.by),
        note=asked.note,
        as_of=day(services, as_of),
    )
    return shapes.Mappings.of(done)


@router.get("/mappings/queue")
def queue(services: ServicesDep, page: PageDep, as_of: AsOfQuery = None) -> shapes.Queue:
    """What to confirm next: the proposals that settle the most clauses the soonest.

    Without `limit` the first 20.
    """
    found = services.ledger.queue(as_of=day(services, as_of))
    return shapes.Queue.of(page.cut(found, usual=20))


@router.get("/mappings/{id}/history")
def history(id: str, services: ServicesDep, as_of: AsOfQuery = None) -> shapes.History:
    """Everything that was decided about a mapping, oldest first."""
    return shapes.History.of(services.ledger.history(id, as_of=day(services, as_of)))


@router.get("/changes")
def changes(
    services: ServicesDep,
    page: PageDep,
    since: Annotated[date, Query(description="The day to compare with.")],
    document: DocumentQuery = None,
    as_of: AsOfQuery = None,
) -> shapes.Changes:
    """What became of documents since a day, and what that did to coverage and decisions.

    `limit` and `offset` are of the documents.
    """
    found = services.ledger.changes(since=since, until=day(services, as_of), document=document)
    return page.of(shapes.Changes.of(found), "documents")
