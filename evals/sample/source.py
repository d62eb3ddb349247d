"""What the sample is made of: documents and logs, read from the data files in `content/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals.sample.blocks import Block, parse_blocks, split_cells

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Document:
    """One text document. `header` is shown in its order; `options` go to the renderer."""

    source: str
    path: str
    number: str
    revision: str
    title: str
    header: tuple[tuple[str, str], ...]
    text: str
    options: Mapping[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks."""
        return parse_blocks(self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows stand under `titles` (one line each), a blank line when there are any, and
    the header; `dates` and `numbers` name the columns whose cells are typed."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dates: frozenset[str]
    numbers: frozenset[str]
    notes: tuple[str, ...]
    merge: tuple[str, ...]

    @property
    def first_row(self) -> int:
        """The number of the first row of data, counted from 1."""
        return len(self.titles) + (3 if self.titles else 2)


@dataclass(frozen=True, slots=True)
class Log:
    """A workbook or a delimited file of records."""

    source: str
    path: str
    number: str
    sheets: tuple[Sheet, ...]
    encoding: str
    delimiter: str


def load_documents(folder: Path = CONTENT / "documents") -> tuple[Document, ...]:
    """Every document under `folder`, by file name. One may be another with words replaced."""
    sources = {path.name: _front_matter(path) for path in sorted(folder.glob("*.md"))}
    return tuple(_document(name, sources) for name in sources)


def load_logs(folder: Path = CONTENT / "logs") -> tuple[Log, ...]:
    """Every log under `folder`, by file name."""
    return tuple(_log(path) for path in sorted(folder.glob("*.yaml")))


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), text


def _document(name: str, sources: Mapping[str, tuple[dict[str, Any], str]]) -> Document:
    head, text = sources[name]
    if base := head.get("based_on"):
        text = _replaced(name, sources[base][1], head["replace"])
    return Document(
        source=name,
        path=head["path"],
        number=str(head["number"]),
        revision=str(head["revision"]),
        title=head["title"],
        header=tuple((key, str(value)) for key, value in (head.get("header") or {}).items()),
        text=text,
        options={key: str(value) for key, value in (head.get("options") or {}).items()},
    )


def _replaced(name: str, text: str, replacements: list[list[str]]) -> str:
    """`text` with each pair applied once.

    Raises:
        ValueError: a passage to replace is not in the text, so the two revisions drifted apart.
    """
    for old, new in replacements:
        if old not in text:
            raise ValueError(f"{name}: {old!r} is not in the document it is based on")
        text = text.replace(old, new)
    return text


def _log(path: Path) -> Log:
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Log(
        source=path.name,
        path=entry["path"],
        number=str(entry["number"]),
        sheets=tuple(_sheet(sheet) for sheet in entry["sheets"]),
        encoding=entry.get("encoding", "utf-8"),
        delimiter=entry.get("delimiter", ","),
    )


def _sheet(entry: Mapping[str, Any]) -> Sheet:
    columns = split_cells(entry["columns"])
    rows = tuple(split_cells(line) for line in entry["rows"].strip("\n").splitlines())
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"sheet {entry['name']!r}: {len(row)} cells for {columns}: {row}")
    return Sheet(
        name=entry["name"],
        titles=tuple(entry.get("titles", ())),
        columns=columns,
        rows=rows,
        dates=frozenset(entry.get("dates", ())),
        numbers=frozenset(entry.get("numbers", ())),
        notes=tuple(entry.get("notes", ())),
        merge=tuple(entry.get("merge", ())),
    )
