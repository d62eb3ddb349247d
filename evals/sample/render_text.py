"""Documents as Markdown, plain text and web pages; logs as delimited files."""

from __future__ import annotations

import csv
from html import escape
from io import StringIO
from textwrap import wrap

from evals.sample.blocks import Block, Heading, Items, Paragraph, Table
from evals.sample.source import Document, Log


def render_markdown(document: Document) -> bytes:
    """The document as Markdown, its header block as a table or, with `lines`, as bold labels."""
    if document.options.get("header_style") == "lines":
        head = "\n".join(f"**{key}:** {value}  " for key, value in document.header)
    else:
        pairs = "\n".join(f"| {key} | {value} |" for key, value in document.header)
        head = f"| Field | Value |\n| --- | --- |\n{pairs}"
    return f"# {document.title}\n\n{head}\n\n{document.text.strip()}\n".encode()


def render_plain(document: Document) -> bytes:
    """The document as plain text, 88 characters wide, with Windows line ends."""
    head = [f"{key:<16}: {value}" for key, value in document.header]
    parts = [document.title.upper(), "=" * len(document.title), *head, ""]
    for block in document.blocks:
        parts += [*_plain(block), ""]
    return "\r\n".join(parts).encode("utf-8")


def render_html(document: Document) -> bytes:
    """The document as a web page with navigation and a script, as an intranet would serve it."""
    head = "".join(
        f"<tr><th>{escape(key)}</th><td>{escape(value)}</td></tr>" for key, value in document.header
    )
    body = "\n".join(_html(block) for block in document.blocks)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(document.title)}</title>"
        "<script>window.visited = true;</script></head>\n<body>"
        "<nav><a href='/'>Intranet home</a> <a href='/qms'>QMS library</a></nav>\n"
        f"<h1>{escape(document.title)}</h1>\n<table class='doc-header'>{head}</table>\n{body}\n"
        "<footer>Printed copies are for reference only</footer></body></html>\n"
    ).encode()


def render_csv(log: Log) -> bytes:
    """The first sheet as a delimited file in the log's own delimiter and encoding."""
    (sheet,) = log.sheets
    target = StringIO()
    writer = csv.writer(target, delimiter=log.delimiter, lineterminator="\r\n")
    writer.writerows([sheet.columns, *sheet.rows])
    return target.getvalue().encode(log.encoding)


def _plain(block: Block) -> list[str]:
    match block:
        case Heading(level, text):
            return [text.upper() if level == 1 else text, ("=" if level == 1 else "-") * len(text)]
        case Paragraph(text):
            return wrap(text, 88)
        case Items(items, ordered):
            marks = [f"{n}. " if ordered else "* " for n in range(1, len(items) + 1)]
            return [
                line
                for mark, item in zip(marks, items, strict=True)
                for line in wrap(mark + item, 88, subsequent_indent="   ")
            ]
        case Table(header, rows):
            widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
            return [
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                for row in (header, *rows)
            ]


def _html(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Items(items, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{escape(item)}</li>" for item in items) + f"</{tag}>"
        case Table(header, rows):
            body = "".join(_html_row(row, "td") for row in rows)
            return f"<table>{_html_row(header, 'th')}{body}</table>"


def _html_row(cells: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
