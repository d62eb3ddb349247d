"""The sentence that opens the list an item stands in: "The report contains:"."""

import re

from assistant.answering.units import Unit

_ITEM = re.compile(r"\s*(?:[-•*–—▪●◦]|\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)])\s+|\s*[a-z]")
_LEAD_IN = re.compile(r"(?:^|\n|[.!?]\s)([^\n.!?]{3,240}:)\s*(?:\n|$)")


def lead_in(unit: Unit) -> str:
    """What opens the list, without its colon; "" where the unit is no item, or nothing opens it."""
    before = unit.passage.text[: unit.start]
    if not _ITEM.match(unit.text) and not _is_next_line(before):
        return ""
    opened = _LEAD_IN.findall(before)
    return str(opened[-1][:-1]) if opened else ""


def _is_next_line(before: str) -> bool:
    """Whether nothing but lines without a stop stands between it and the colon."""
    after = before.rpartition(":\n")[2] if ":\n" in before else "."
    return not re.search(r"[.!?](?:\s|$)|\n\s*\n\s*\S", after)
