"""The routes of clause numbers and editions: the cross-walk, old numbers, the next edition."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.legacy_report import LegacyScope
from assistant.numbering import Numbering
from assistant.standards.faults import UnknownEdition
from integrations import shapes
from integrations.web.asking import AsOfQuery, ServicesDep, day
from integrations.web.paging import PageDep

router = APIRouter(prefix="/api/v1")

_Documents = Annotated[list[str] | None, Query(description="Documents whose numbers are so.")]


@router.get("/crosswalk/{number}")
def crosswalk(number: str, services: ServicesDep) -> shapes.Crosswalk:
    """A number read as an old one and as a current one, on to newer editions."""
    return shapes.Crosswalk.of(services.crosswalk(number))


@router.get("/legacy")
def legacy(
    services: ServicesDep,
    page: PageDep,
    document: Annotated[str | None, Query(description="A document number.")] = None,
    old: _Documents = None,
    current: _Documents = None,
    superseded: Annotated[bool, Query(description="Issues no longer in force as well.")] = False,
    history: Annotated[bool, Query(description="Records and papers of others as well.")] = False,
    as_of: AsOfQuery = None,
) -> shapes.LegacyReport:
    """Documents that still use old clause numbers; `old` and `current` settle whole documents.

    `limit` and `offset` are of the documents.
    """
    chosen = dict.fromkeys(old or (), Numbering.LEGACY)
    chosen |= dict.fromkeys(current or (), Numbering.CURRENT)
    scope = LegacyScope(document, chosen, superseded, history)
    found = services.standards.legacy(as_of=day(services, as_of), scope=scope)
    return page.of(shapes.LegacyReport.of(found), "documents")


@router.get("/transition/{edition}")
def transition(edition: str, services: ServicesDep, as_of: AsOfQuery = None) -> shapes.Transition:
    """The way to an edition of the editions folder, by its id."""
    known = services.adapters.editions.ids()
    if edition not in known:  # a name that a caller sends never opens a file
        raise UnknownEdition(edition, known)
    return shapes.Transition.of(services.standards.transition(edition, as_of=day(services, as_of)))
