"""An audit as it was made, as JSON for the database and back, whatever version wrote it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.model.audit_runs import Audit, AuditItem, AuditPlan
from assistant.model.audits import ChecklistItem, Sample
from assistant.model.clauses import ClauseNumber
from assistant.model.obligations import LeftOut, WhyLeftOut
from assistant.people.clearance import Clearance
from integrations.shapes.audits import ChecklistItem as ItemShape
from integrations.shapes.replies import Citation as CitationShape
from integrations.shapes.restoring import citation_of

Json = Mapping[str, Any]


def audit_json(audit: Audit, made_under: Clearance) -> str:
    """All that an audit holds, and what its maker could see, as JSON."""
    plan = audit.plan
    body = {
        "title": plan.title,
        "lead": plan.lead,
        "auditors": plan.auditors,
        "auditees": plan.auditees,
        "planned_from": _written(plan.planned_from),
        "planned_until": _written(plan.planned_until),
        "process": audit.process,
        "scope": [str(number) for number in audit.scope],
        "criteria": audit.criteria,
        "edition": audit.edition,
        "as_of": audit.as_of.isoformat(),
        "seed": audit.seed,
        "made_by": audit.made_by,
        "made_at": audit.made_at,
        "made_under": made_under.as_lists(),
        "items": [
            {"id": one.id} | ItemShape.of(one.draft).model_dump(mode="json") for one in audit.items
        ],
        "left_out": [
            {"source": CitationShape.of(one.citation).model_dump(mode="json"), "why": one.why}
            for one in audit.left_out
        ],
    }
    return json.dumps(body)


def audit_of(id: str, content: str) -> Audit:
    """The audit that `audit_json` wrote."""
    body: Json = json.loads(content)
    return Audit(
        id=id,
        plan=AuditPlan(
            title=body["title"],
            lead=body["lead"],
            auditors=tuple(body["auditors"]),
            auditees=tuple(body["auditees"]),
            planned_from=_day(body["planned_from"]),
            planned_until=_day(body["planned_until"]),
        ),
        process=body["process"],
        scope=tuple(ClauseNumber.parse(one) for one in body["scope"]),
        criteria=tuple(body["criteria"]),
        edition=body["edition"],
        as_of=date.fromisoformat(body["as_of"]),
        seed=body["seed"],
        items=tuple(AuditItem(one["id"], checklist_item_of(one)) for one in body["items"]),
        left_out=tuple(
            LeftOut(citation_of(one["source"]), WhyLeftOut(one["why"])) for one in body["left_out"]
        ),
        made_by=body["made_by"],
        made_at=body["made_at"],
    )


def clearance_of(content: str) -> Clearance:
    """What the maker of an audit could see; everything before that was noted."""
    body: Json = json.loads(content)
    return Clearance.from_lists(body.get("made_under", []))


def checklist_item_of(body: Json) -> ChecklistItem:
    """The item that `shapes.ChecklistItem` wrote as `body`."""
    drawn: Json | None = body["sample"]
    return ChecklistItem(
        no=body["no"],
        clause=ClauseNumber.parse(body["clause"]),
        process=body["process"],
        question=body["question"],
        criterion=body["criterion"],
        look_at=body["look_at"],
        sources=tuple(map(citation_of, body["sources"])),
        sample=Sample(**(dict(drawn) | {"rows": tuple(drawn["rows"])})) if drawn else None,
        known_gaps=tuple(body["known_gaps"]),
        gap_messages=tuple(body["gap_messages"]),
        earlier_findings=tuple(body["earlier_findings"]),
        same_rows_as=body["same_rows_as"],
        core=bool(body.get("core", False)),  # absent in audits made before it was
    )


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
