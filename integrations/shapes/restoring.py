"""Replies read back from the JSON they were kept as, whatever version wrote it.

Fields that came later are taken as empty, those that went since are passed over: a receipt can
be read for ever.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from assistant.model.replies import (
    Answered,
    Choice,
    Citation,
    Declined,
    Outcome,
    Reason,
    Reply,
    Searched,
)

Json = Mapping[str, Any]

_CITATION_FIELDS = tuple(field.name for field in fields(Citation))
_EMPTY: Json = dict.fromkeys(_CITATION_FIELDS, "") | {
    "tag": 0,
    "page": 1,
    "section": None,
    "section_title": None,
    "row": None,
}


def reply_of(body: Json) -> Reply:
    """The reply that `shapes.Reply` wrote as `body`."""
    seen: Json = body.get("searched") or {}
    question = str(body.get("question", ""))
    return Reply(
        id=str(body["id"]),
        conversation=str(body.get("conversation", "")),
        question=question,
        understood_as=str(body.get("understood_as") or question),
        outcome=_outcome(body),
        searched=Searched(
            documents=int(seen.get("documents", 0)),
            passages=int(seen.get("passages", 0)),
            vectors_ready=float(seen.get("vectors_ready", 1.0)),
            as_of=_day(seen.get("as_of")) or date.min,
        ),
        took_ms=int(body.get("took_ms", 0)),
    )


def _outcome(body: Json) -> Outcome:
    text = str(body.get("answer", ""))
    clauses = tuple(body.get("clauses") or ())
    warnings = tuple(body.get("warnings") or ())
    if body.get("status") == "answered":
        cited = _citations(body.get("citations"))
        by = str(body.get("answered_by") or "extract")
        return Answered(text, cited, by if cited else "catalogue", clauses, warnings)
    return Declined(
        _reason(body.get("reason")),
        text,
        near_misses=_citations(body.get("near_misses")),
        clauses=clauses,
        warnings=warnings,
        unclear=bool(body.get("unclear")),
        choices=tuple(Choice(one["label"], one["question"]) for one in body.get("choices") or ()),
    )


def _reason(text: object) -> Reason:
    try:
        return Reason(str(text))
    except ValueError:  # a reason that this version does not know
        return Reason.NO_EVIDENCE


def _citations(found: object) -> tuple[Citation, ...]:
    return tuple(map(citation_of, found)) if isinstance(found, list) else ()


def citation_of(body: Json) -> Citation:
    """The citation that `shapes.Citation` wrote as `body`."""
    known = {name: body.get(name, _EMPTY[name]) for name in _CITATION_FIELDS}
    known["effective_date"] = _day(body.get("effective_date"))
    known["clauses"] = tuple(body.get("clauses") or ())
    return Citation(**known)


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
