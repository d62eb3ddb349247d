"""A report as Markdown."""

from collections.abc import Sequence

from assistant.reports.report import Report, Table


def render(report: Report) -> str:
    """The whole document, ending in a line break."""
    parts = [f"# {_inline(report.title)}", *(_inline(line) for line in report.lead)]
    for table in report.tables:
        parts += _table(table)
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> list[str]:
    parts = [f"## {_inline(table.title)}"]
    if table.lead:
        parts.append(_inline(table.lead))
    if table.rows:
        names = [column.name for column in table.columns]
        lines = [names, ["---"] * len(names), *table.rows]
        parts.append("\n".join(_row(line) for line in lines))
    return parts


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(text) for text in texts) + " |"


def _cell(text: str) -> str:
    return _inline(text).replace("|", "\\|").replace("\n", "<br>")


def _inline(text: str) -> str:
    """The text without what Markdown would take for a mark of its own."""
    return text.replace("\\", "\\\\").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
