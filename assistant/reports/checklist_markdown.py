"""A checklist as Markdown: one table to print or to fill in."""

import re

from assistant.checklists import short_place
from assistant.model.audits import Checklist, ChecklistItem
from assistant.visible_text import visible

COLUMNS = (
    "No",
    "Clause",
    "Process",
    "Question",
    "Criterion",
    "Look at",
    "Source",
    "Known gaps",
    "Evidence seen",
    "Result",
    "Finding",
)
"""The columns of a checklist, in every layout; the last three are the auditor's."""


def render(checklist: Checklist) -> str:
    """The whole document, ending in a line break."""
    scope = ", ".join(str(number) for number in checklist.scope)
    lines = [
        "# Internal audit checklist (draft)",
        "",
        f"Edition {checklist.edition}, clauses {scope}, documents in force on "
        f"{checklist.as_of.isoformat()}.",
        "",
        "Criteria are the standard in our own words and the organisation's own text. "
        "Evidence, result and finding are for the auditor to fill.",
        "",
        _row(COLUMNS),
        _row(["---"] * len(COLUMNS)),
        *(_row(cells(item)) for item in checklist.items),
    ]
    return "\n".join(lines) + "\n"


def cells(item: ChecklistItem) -> tuple[str, ...]:
    """The texts of one item, in the order of `COLUMNS`."""
    return (
        str(item.no),
        str(item.clause),
        item.process,
        item.question,
        item.criterion,
        item.look_at,
        "; ".join(short_place(source) for source in item.sources),
        "\n".join(item.gap_messages),
        item.evidence_seen,
        item.result,
        item.finding,
    )


def _row(texts: "tuple[str, ...] | list[str]") -> str:
    return "| " + " | ".join(_escaped(text) for text in texts) + " |"


_MARKS = re.compile(r"[\\`*_\[\]|~!]")


def _escaped(text: str) -> str:
    """Text of a document as text: no picture, link, table or emphasis is made of it."""
    plain = _MARKS.sub(lambda found: "\\" + found[0], visible(text))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
