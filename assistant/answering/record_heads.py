"""What the head of a record names: all that follows tells of that item, order or firm."""

import re
from collections.abc import Sequence

from assistant.model.documents import Kind, Revision
from assistant.model.passages import Passage

_OF_ONE_CASE = frozenset({Kind.RECORD, Kind.EXTERNAL})
_NAMES_IT = re.compile(
    r"^[ \t]*(?:items?|description|part|product|material|equipment|instrument|gauge|tool|"
    r"article|component|goods|model|type|serial(?:\s+(?:no\.?|number))?|customer|supplier|organi[sz]ation|"
    r"company|firm|aircraft|course|trainee|auditee)[ \t]*(?::[ \t]*\|?|\|)[ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERHEAD = 80  # characters of the first line, which names who issued the paper
_HEAD = 3  # passages


def head_of(revision: Revision, passages: Sequence[Passage]) -> str:
    """What a record's letterhead and the fields of its head name, "" for other documents.

    Rows of logs have heads of their own; a log has none.
    """
    if revision.identity.kind not in _OF_ONE_CASE or any(one.row for one in passages):
        return ""
    first = passages[0].text.strip().splitlines()[0][:_LETTERHEAD] if passages else ""
    fields = [found[1] for one in passages[:_HEAD] for found in _NAMES_IT.finditer(one.text)]
    return " \n ".join((first, *fields))
