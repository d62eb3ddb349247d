"""Replies and hits as JSON, and back: what a run's folder keeps of them.

Written in the shapes that every surface gives, and read back like the receipts, so that a field
added later does not make an older run unreadable.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from assistant.model.replies import Citation, Reply
from integrations import shapes
from integrations.shapes.restoring import citation_of

Json = Mapping[str, object]

_LONGEST = 300  # characters of a hit's text that are kept


def reply_json(reply: Reply) -> object:
    """The reply as every surface gives it."""
    return json.loads(shapes.Reply.of(reply).as_json())


def hit_json(hit: Citation) -> object:
    """A hit of a search, its text cut after 300 characters."""
    shape = shapes.Citation.of(replace(hit, quote=hit.quote[:_LONGEST]))
    return json.loads(shape.as_json())


def citations_of(told: object) -> tuple[Citation, ...]:
    """Citations that `hit_json` told, in order."""
    return tuple(citation_of(one) for one in cast(Iterable[Json], told))
