"""Replies and hits as JSON, and back: what a run's folder keeps of them.

Written in the shapes that every surface gives; read field by field, so that a field added later
does not make an older run unreadable.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import cast

from assistant.model.replies import Answered, Citation, Declined, Outcome, Reason, Reply, Searched
from integrations import shapes

Json = Mapping[str, object]

_LONGEST = 300  # characters of a hit's text that are kept


def reply_json(reply: Reply) -> object:
    """The reply as every surface gives it."""
    return json.loads(shapes.Reply.of(reply).as_json())


def hit_json(hit: Citation) -> object:
    """A hit of a search, its text cut after 300 characters."""
    return citation_json(replace(hit, quote=hit.quote[:_LONGEST]))


def citation_json(citation: Citation) -> object:
    """A citation as every surface gives it."""
    return json.loads(shapes.Citation.of(citation).as_json())


def reply_of(told: Json) -> Reply:
    """The reply that `reply_json` told. Raises `KeyError` when a field is missing."""
    searched = cast(Json, told["searched"])
    return Reply(
        id=str(told["id"]),
        conversation=str(told["conversation"]),
        question=str(told["question"]),
        understood_as=str(told["understood_as"]),
        outcome=_outcome(told),
        searched=Searched(
            documents=cast(int, searched["documents"]),
            passages=cast(int, searched["passages"]),
            vectors_ready=cast(float, searched["vectors_ready"]),
            as_of=date.fromisoformat(str(searched["as_of"])),
        ),
        took_ms=cast(int, told["took_ms"]),
    )


def citation_of(told: Json) -> Citation:
    """The citation that `citation_json` told. Raises `KeyError` when a field is missing."""
    known = {field.name: told[field.name] for field in fields(Citation) if field.name in told}
    day = told["effective_date"]
    known["effective_date"] = None if day is None else date.fromisoformat(str(day))
    known["clauses"] = _texts(told["clauses"])
    return Citation(**known)  # type: ignore[arg-type]


def citations_of(told: object) -> tuple[Citation, ...]:
    """Several of them, in order."""
    return tuple(citation_of(one) for one in cast(Iterable[Json], told))


def _outcome(told: Json) -> Outcome:
    text, clauses = str(told["answer"]), _texts(told["clauses"])
    warnings = _texts(told["warnings"])
    if told["status"] == "answered":
        found, by = citations_of(told["citations"]), str(told["answered_by"])
        return Answered(text, found, by, clauses=clauses, warnings=warnings)
    near = citations_of(told["near_misses"])
    return Declined(Reason(str(told["reason"])), text, near, clauses=clauses, warnings=warnings)


def _texts(told: object) -> tuple[str, ...]:
    return tuple(map(str, cast(Iterable[object], told)))
