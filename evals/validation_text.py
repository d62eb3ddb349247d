"""The validation file as Markdown and as one page of HTML that needs nothing else."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from evals.validation import TITLE, Chapter, Table

_SIGNING_ROOM = " " * 12


def markdown(chapters: Sequence[Chapter]) -> str:
    """All chapters."""
    parts = [f"# {TITLE}"]
    for chapter in chapters:
        parts += [f"## {chapter.title}", *map(_plain, chapter.paragraphs)]
        if chapter.table is not None:
            parts.append(_rows(chapter.table))
    return "\n\n".join(parts) + "\n"


def page(chapters: Sequence[Chapter]) -> str:
    """All chapters, light or dark, printable. Every text is escaped."""
    style = files("evals").joinpath("report.css").read_text(encoding="utf-8")
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f"<title>{TITLE}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<h1>{TITLE}</h1>",
    ]
    for chapter in chapters:
        parts.append(f"<h2>{escape(chapter.title)}</h2>")
        parts += [f"<p>{escape(one)}</p>" for one in chapter.paragraphs]
        if chapter.table is not None:
            parts.append(_html_table(chapter.table))
    return "\n".join([*parts, "</body>\n</html>\n"])


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in table.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell) or _SIGNING_ROOM}</td>' for cell in row)}</tr>"
        for row in table.rows
    )
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div class=scroll>{whole}</div>"


def _rows(table: Table) -> str:
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|") or _SIGNING_ROOM


def _plain(text: str) -> str:
    """On one line and with nothing that Markdown would take for markup of HTML."""
    return " ".join(text.split()).replace("<", "&lt;")
