"""The revision history of a document: which issue it names last."""

from dataclasses import dataclass

from assistant.in_force import label_key
from assistant.model.documents import Block, ReadDocument
from ingest.identity.labels import Role, role_of
from ingest.identity.numbers import as_label


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of a revision history; "" where it says nothing."""

    label: str = ""
    date_text: str = ""


def latest_in_history(read: ReadDocument) -> Issue:
    """The highest revision in a table that has a column for it and one for its date."""
    issues = [
        issue
        for page in read.pages
        for block in page.blocks
        if block.cells and not block.table_header and (issue := _issue(block)).label
    ]
    return max(issues, key=lambda issue: label_key(issue.label), default=Issue())


def _issue(block: Block) -> Issue:
    columns: dict[Role, str] = {}
    for cell in block.cells:
        known = role_of(cell.header)
        if known:
            columns.setdefault(known[0], cell.text)
    if Role.NUMBER in columns or Role.TITLE in columns or Role.EFFECTIVE not in columns:
        return Issue()  # a list of documents, or rows that only mention revisions
    return Issue(as_label(columns.get(Role.REVISION, "")), columns[Role.EFFECTIVE])
