"""A checklist in seven columns, for paper: what belongs together stands in one cell."""

from assistant.audits.drafting import short_place
from assistant.model.audits import ChecklistItem

BLOCK_COLUMNS = (
    "No",
    "Clause",
    "Question and criterion",
    "Look at",
    "Evidence seen",
    "Result",
    "Finding",
)
"""The columns on paper; the last three are the auditor's."""


def block(item: ChecklistItem) -> tuple[str, ...]:
    """The texts of one item, in the order of `BLOCK_COLUMNS`."""
    return (
        f"{item.no}\n●" if item.core else str(item.no),
        "\n".join(filter(None, [str(item.clause), item.process])),
        "\n".join([_question(item), item.criterion]),
        "\n".join(_look_at(item)),
        item.evidence_seen,
        item.result,
        item.finding,
    )


def _question(item: ChecklistItem) -> str:
    """The question without the words that stand in the criterion below it."""
    said = item.question
    for source in item.sources:
        said = said.replace(f" “{source.quote}”", "")
    return said


def rows_of(item: ChecklistItem) -> str:
    """The rows to look at, a line each; where an item above has them, its number."""
    if item.same_rows_as:
        return f"the rows of no. {item.same_rows_as}"
    return "\n".join([item.sample.why, *item.sample.rows]) if item.sample else ""


def _look_at(item: ChecklistItem) -> list[str]:
    lines = [item.look_at] if item.look_at else []
    if item.sample:
        lines.append(rows_of(item).replace(".\n", ". ").replace("\n", "; "))
    lines += [f"Known gap: {one}" for one in item.gap_messages]
    lines += [f"Earlier finding: {one}" for one in item.earlier_findings]
    # A criterion of the catalogue alone has no place; one of a procedure names it there.
    return lines or [short_place(source) for source in item.sources]
