"""An audit of the programme as an audit to be made: its process, clauses, auditor and month."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.audits.starting import Order
from assistant.audits.trail import stage_called
from assistant.errors import NothingThere
from assistant.model.organisation import Organisation
from assistant.model.programmes import PlannedAudit, Programme


def planned_audit(id: str, programmes: Iterable[Programme]) -> PlannedAudit:
    """The audit of that id in the programmes, the one saved last first. Raises `NothingThere`."""
    for programme in programmes:
        for one in programme.audits:
            if one.id.casefold() == id.strip().casefold():
                return one
    raise NothingThere(
        f"No programme holds an audit {id!r}.", hint="`clausewise programme show` lists them."
    )


def ordered(order: Order, planned: PlannedAudit) -> Order:
    """The order with what the programme says wherever nothing else was said.

    Its id stays that of the programme, so that the programme knows when it was carried out.
    """
    days = order.planned_from or order.planned_until
    return replace(
        order,
        id=planned.id,
        lead=order.lead.strip() or planned.auditor,
        title=order.title.strip() or planned.process,
        planned_from=order.planned_from if days else planned.month.first,
        planned_until=order.planned_until if days else planned.month.last,
    )


def process_of(planned: PlannedAudit, organisation: Organisation) -> str | None:
    """The process of that name to draft a checklist of; None where its clauses must do."""
    own = {one.name.casefold() for one in organisation.processes}
    known = planned.process.casefold() in own or stage_called(planned.process) is not None
    return planned.process if known else None
