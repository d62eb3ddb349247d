"""A report as Markdown."""

import re
from collections.abc import Sequence

from assistant.reports.report import Report, Table
from assistant.visible_text import visible


def render(report: Report) -> str:
    """The whole document, ending in a line break."""
    parts = [f"# {inline(report.title)}", *(inline(line) for line in report.lead)]
    for table in report.tables:
        parts += _table(table)
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> list[str]:
    parts = [f"## {inline(table.title)}"]
    if table.lead:
        parts.append(inline(table.lead))
    if table.rows:
        names = [column.name for column in table.columns]
        lines = [names, ["---"] * len(names), *table.rows]
        parts.append("\n".join(_row(line) for line in lines))
    return parts


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(text) for text in texts) + " |"


def _cell(text: str) -> str:
    return inline(text).replace("\n", "<br>")


_MARKS = re.compile(r"[\\`*_\[\]|~!]")


def inline(text: str) -> str:
    """A text of a document as text: no picture, link, table or emphasis is made of it."""
    plain = _MARKS.sub(lambda found: "\\" + found[0], visible(text))
    return plain.replace("&", "&amp;").replace("<", "&lt;")
