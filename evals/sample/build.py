"""Builds the sample company's folder: the same bytes on each run.

python -m evals.sample.build DIR
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from evals.sample.hostile import hostile_files
from evals.sample.mail import mail_files
from evals.sample.render_docx import render_docx
from evals.sample.render_pdf import render_pdf
from evals.sample.render_scan import render_scan
from evals.sample.render_text import render_csv, render_html, render_markdown, render_plain
from evals.sample.render_xlsx import render_xlsx
from evals.sample.source import Document, Log, load_documents, load_logs

_DOCUMENTS: dict[str, Callable[[Document], bytes]] = {
    ".docx": render_docx,
    ".pdf": render_pdf,
    ".md": render_markdown,
    ".txt": render_plain,
    ".html": render_html,
}
_LOGS: dict[str, Callable[[Log], bytes]] = {".xlsx": render_xlsx, ".csv": render_csv}


def build_sample(target: Path) -> list[Path]:
    """Writes the sample below `target` and gives the files' paths, sorted.

    Raises:
        ValueError: the content names one path twice or a file type nobody renders.
    """
    written: list[Path] = []
    for name, content in _files():
        path = target / name
        if path in written:
            raise ValueError(f"two pieces of content are written to {name!r}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return sorted(written)


def _files() -> Iterator[tuple[str, bytes]]:
    made: dict[str, bytes] = {}
    for document in load_documents():
        made[document.path] = _rendered(document)
    for log in load_logs():
        made[log.path] = _LOGS[PurePosixPath(log.path).suffix](log)
    yield from made.items()
    yield from mail_files(made)
    yield from hostile_files(made)


def _rendered(document: Document) -> bytes:
    if document.options.get("scan"):
        return render_scan(document)
    suffix = PurePosixPath(document.path).suffix
    if suffix not in _DOCUMENTS:
        raise ValueError(f"{document.source}: nothing renders {suffix!r}")
    return _DOCUMENTS[suffix](document)


if __name__ == "__main__":
    for built in build_sample(Path(sys.argv[1])):
        print(built)
