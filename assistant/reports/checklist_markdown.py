"""A checklist as Markdown: one table to print or to fill in."""

import re

from assistant.audits.drafting import short_place
from assistant.model.audits import Checklist, ChecklistItem
from assistant.model.obligations import LeftOut, WhyLeftOut
from assistant.reports.checklist_blocks import rows_of
from assistant.visible_text import visible

COLUMNS = (
    "No",
    "Core",
    "Clause",
    "Process",
    "Question",
    "Criterion",
    "Look at",
    "Source",
    "Rows to look at",
    "Known gaps",
    "Earlier findings",
    "Evidence seen",
    "Result",
    "Finding",
)
"""The columns of a checklist, in every layout; the last three are the auditor's."""


CORE = "core"


def length_of(checklist: Checklist) -> str:
    """How many questions there are, and which to take when there is no time for all."""
    number, core = len(checklist.items), sum(item.core for item in checklist.items)
    worded = (
        f" Questions worded by {checklist.worded_by}; what is quoted is the documents' own."
        if checklist.worded_by
        else ""
    )
    if core in (0, number):
        return f"{number} question{'' if number == 1 else 's'}.{worded}"
    return (
        f"{number} questions; the {core} marked core come first when there is half a day: known "
        f"gaps and earlier findings, then the weightiest of each section.{worded}"
    )


def render(checklist: Checklist) -> str:
    """The whole document, ending in a line break."""
    scope = ", ".join(str(number) for number in checklist.scope)
    lines = [
        f"# Internal audit checklist (draft): {visible(checklist.title) or scope}",
        "",
        f"Edition {checklist.edition}, clauses {scope}, documents in force on "
        f"{checklist.as_of.isoformat()}. {length_of(checklist)}",
        "",
        "Criteria are the standard in our own words and the organisation's own text. "
        "Evidence, result and finding are for the auditor to fill.",
        "",
        _row(COLUMNS),
        _row(["---"] * len(COLUMNS)),
        *(_row(cells(item)) for item in checklist.items),
        *_left_out(checklist),
    ]
    return "\n".join(lines) + "\n"


def _left_out(checklist: Checklist) -> list[str]:
    """What of the procedures in scope is no question, so that a person can object."""
    if not checklist.left_out:
        return []
    head = ["", f"## Left out ({len(checklist.left_out)})", "", _row(LEFT_OUT_COLUMNS)]
    rows = [_row(left_out_cells(one)) for one in checklist.left_out]
    return [*head, _row(["---"] * len(LEFT_OUT_COLUMNS)), *rows]


LEFT_OUT_COLUMNS = ("Place", "Words", "Why it is no question")
"""The columns of the list of sentences left out, in every layout."""

_WHY = {
    WhyLeftOut.NO_SENTENCE: "a heading, a label or a scrap of a list",
    WhyLeftOut.ABOUT_ITSELF: "says what the document is for or how it is built",
    WhyLeftOut.DEFINITION: "defines a term",
    WhyLeftOut.POINTS_ELSEWHERE: "only names where something stands",
    WhyLeftOut.BACKGROUND: "tells what was, or why",
    WhyLeftOut.NOT_BINDING: "stands in a paper that is no procedure, beside procedures that are",
    WhyLeftOut.TO_A_PROGRAM: "speaks to software, not to people",
}


def left_out_cells(one: LeftOut) -> tuple[str, ...]:
    """The texts of a sentence left out, in the order of `LEFT_OUT_COLUMNS`."""
    return (short_place(one.citation), one.citation.quote, _WHY[one.why])


def cells(item: ChecklistItem) -> tuple[str, ...]:
    """The texts of one item, in the order of `COLUMNS`."""
    return (
        str(item.no),
        CORE if item.core else "",
        str(item.clause),
        item.process,
        item.question,
        item.criterion,
        item.look_at,
        "; ".join(short_place(source) for source in item.sources),
        rows_of(item),
        "\n".join(item.gap_messages),
        "\n".join(item.earlier_findings),
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
