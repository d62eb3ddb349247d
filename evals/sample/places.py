"""What stands at a place of the gold sets, read from the sample's source content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

from evals.cases import Place
from evals.sample.blocks import Block, Heading, Items, Paragraph, Table
from evals.sample.source import CONTENT, Document, Log, load_documents, load_logs

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?(?=\s)")


class Contents:
    """The sample's text by place. Letters are known by the stem of their path."""

    def __init__(self) -> None:
        self.documents: tuple[Document, ...] = load_documents()
        self.logs: tuple[Log, ...] = load_logs()
        self.letters: dict[str, str] = {}
        self._letter_paths: dict[str, str] = {}
        for path, text in _letters():
            stem = PurePosixPath(path).stem
            self.letters[stem], self._letter_paths[stem] = text, path

    def text_at(self, place: Place) -> str:
        """The text of the section with its sub-sections, of the row with its column names, or of
        the whole document.

        Raises:
            LookupError: no such document, revision, section or row.
        """
        if place.row is not None:
            return self._row(place)
        if place.document in self.letters:
            return self.letters[place.document]
        document = self._document(place)
        if document is None:
            return _whole_log(self._log(place.document))
        if place.section is None:
            return _document_text(document)
        return section_text(document, place.section)

    def path_of(self, place: Place) -> str:
        """The path of the document that `place` names. Raises LookupError when there is none."""
        if place.document in self.letters:
            return self._letter_paths[place.document]
        document = None if place.row else self._document(place)
        return document.path if document else self._log(place.document).path

    def text_by_path(self) -> dict[str, str]:
        """The text of each document and log by its path."""
        texts = {document.path: _document_text(document) for document in self.documents}
        return texts | {log.path: _whole_log(log) for log in self.logs}

    def everything(self) -> str:
        """All text of the sample that a reader can see."""
        return "\n".join([*self.text_by_path().values(), *self.letters.values()])

    def _document(self, place: Place) -> Document | None:
        found = [d for d in self.documents if d.number == place.document]
        if place.revision is not None:
            found = [d for d in found if d.revision == place.revision]
        if len(found) > 1:
            raise LookupError(f"{place.document} has several revisions: name one")
        if not found and place.revision is not None:
            raise LookupError(f"no revision {place.revision} of {place.document}")
        return found[0] if found else None

    def _log(self, number: str) -> Log:
        for log in self.logs:
            if log.number == number:
                return log
        raise LookupError(f"no document or log {number!r}")

    def _row(self, place: Place) -> str:
        assert place.row is not None
        name, _, number = place.row.rpartition("!")
        for sheet in self._log(place.document).sheets:
            index = int(number) - sheet.first_row
            if sheet.name == name and 0 <= index < len(sheet.rows):
                return "\n".join(
                    f"{c}: {v}" for c, v in zip(sheet.columns, sheet.rows[index], strict=True)
                )
        raise LookupError(f"{place.document} has no row {place.row!r}")


def section_text(document: Document, section: str) -> str:
    """The text of a section and what is below it. Raises LookupError when there is none."""
    taken: list[str] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if not level and _name(block) == section:
                level = block.level
        if level:
            taken.append(_text(block))
    if not taken:
        raise LookupError(f"{document.source} has no section {section!r}")
    return "\n".join(taken)


def _name(heading: Heading) -> str:
    found = _NUMBER.match(heading.text)
    return found[1] if found else heading.text


def _text(block: Block) -> str:
    match block:
        case Heading(_, text) | Paragraph(text):
            return text
        case Items(items, _):
            return "\n".join(items)
        case Table(header, rows):
            return "\n".join(" | ".join(row) for row in (header, *rows))


def _document_text(document: Document) -> str:
    head = [document.title, *(f"{key}: {value}" for key, value in document.header)]
    return "\n".join([*head, *map(_text, document.blocks)])


def _whole_log(log: Log) -> str:
    lines = [line for sheet in log.sheets for line in (sheet.name, *sheet.titles, *sheet.notes)]
    for sheet in log.sheets:
        lines += [" | ".join(row) for row in (sheet.columns, *sheet.rows)]
    return "\n".join(lines)


def _letters() -> Iterator[tuple[str, str]]:
    for path in sorted((CONTENT / "mail").glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield (
            entry["path"],
            f"{entry['subject']}\n{entry['date']}\n{entry['from']}\n{entry['text']}",
        )
