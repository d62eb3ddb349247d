"""A citation as cells of a table, every field of it."""

from assistant.model.replies import Citation
from assistant.reports.report import Column

_WIDTHS = {"Document": 12, "Revision": 8, "Title": 20, "Kind": 11, "Status": 9, "Effective": 11}
_WIDTHS |= {"Section": 9, "Section title": 18, "Page": 6, "Row": 14, "Words": 60}
_WIDTHS |= {"Passage": 14, "File": 24, "About": 10}

CITED = tuple(Column(name, width) for name, width in _WIDTHS.items())
"""The columns of a citation."""


def cited(source: Citation) -> tuple[str, ...]:
    """The texts of a citation, in the order of `CITED`."""
    return (
        source.document,
        source.revision,
        source.title,
        source.kind,
        source.status,
        source.effective_date.isoformat() if source.effective_date else "",
        source.section or "",
        source.section_title or "",
        str(source.page),
        source.row or "",
        source.quote,
        source.passage,
        source.path,
        ", ".join(str(number) for number in source.clauses),
    )
