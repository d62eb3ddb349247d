"""What became of every file of an ingest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from assistant.model.documents import Kind, Revision, Status
from assistant.model.files import KnownFile, Refusal


class Outcome(StrEnum):
    """What an ingest did with one file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file; `document`, `revision` … are None for a file that holds no document.

    `revision` is the label as written, "" when none was found. Pages count from 1.
    """

    path: str
    outcome: Outcome
    document: str | None = None
    revision: str | None = None
    title: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    effective_date: date | None = None
    pages: int = 0
    passages: int = 0
    records: int = 0
    pages_without_text: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    duplicate_of: str | None = None
    error: Refusal | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome, revision: Revision) -> "FileOutcome":
        """The outcome of a file that is (or was) a document."""
        identity = revision.identity
        return cls(
            path=revision.path,
            outcome=outcome,
            document=identity.number,
            revision=identity.label,
            title=identity.title,
            kind=identity.kind,
            status=identity.status,
            effective_date=identity.effective_date,
            pages=revision.pages,
            passages=revision.passages,
            records=revision.records,
            pages_without_text=revision.pages_without_text,
            ocr_pages=revision.ocr_pages,
            warnings=identity.warnings,
        )

    @classmethod
    def refused(cls, file: KnownFile) -> "FileOutcome":
        """The outcome of a refused file."""
        return cls(file.path, Outcome.REFUSED, error=file.refusal, duplicate_of=file.duplicate_of)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did. `ignored` are files in folders that are never documents."""

    files: tuple[FileOutcome, ...]
    ignored: tuple[str, ...] = ()
    took_ms: int = 0

    @property
    def added(self) -> int:
        """Files that became documents."""
        return self._count(Outcome.ADDED)

    @property
    def replaced(self) -> int:
        """Documents made anew from changed files."""
        return self._count(Outcome.REPLACED)

    @property
    def unchanged(self) -> int:
        """Files whose bytes were known."""
        return self._count(Outcome.UNCHANGED)

    @property
    def removed(self) -> int:
        """Documents whose files are gone."""
        return self._count(Outcome.REMOVED)

    @property
    def refused(self) -> int:
        """Files that hold no document, each with its reason."""
        return self._count(Outcome.REFUSED)

    def _count(self, outcome: Outcome) -> int:
        return sum(1 for file in self.files if file.outcome is outcome)


class Progress(Protocol):
    """Told how far an ingest is."""

    def started(self, total: int) -> None:
        """`total` files were found; attachments come on top as they are met."""

    def advanced(self, path: str, outcome: Outcome) -> None:
        """One more file has its outcome."""


class Silent:
    """A `Progress` nobody looks at."""

    def started(self, total: int) -> None:
        """Nothing."""

    def advanced(self, path: str, outcome: Outcome) -> None:
        """Nothing."""


class Results:
    """Collects outcomes as they come; the latest of a path counts."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._files: dict[str, FileOutcome] = {}
        self._warnings: defaultdict[str, list[str]] = defaultdict(list)

    def report(self, file: FileOutcome) -> None:
        """Note one outcome and tell how far the ingest is."""
        self._files[file.path] = file
        self._progress.advanced(file.path, file.outcome)

    def amend(self, revision: Revision) -> None:
        """A document added or replaced in this run was identified anew."""
        self._files[revision.path] = FileOutcome.of(self._files[revision.path].outcome, revision)

    def mark_replaced(self, revision: Revision) -> None:
        """A document was changed although its file is the same."""
        self._files[revision.path] = FileOutcome.of(Outcome.REPLACED, revision)

    def warn(self, path: str, sentence: str) -> None:
        """Say something about what became of a file that was reported."""
        self._warnings[path].append(sentence)

    def is_news(self, path: str) -> bool:
        """Whether the file of this path was added or replaced in this run."""
        known = self._files.get(path)
        return known is not None and known.outcome in (Outcome.ADDED, Outcome.REPLACED)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def ingested(self, ignored: Sequence[str], took_ms: int) -> Ingested:
        """Everything reported, by path."""
        files = tuple(self._warned(self._files[path]) for path in sorted(self._files))
        return replace(Ingested(files), ignored=tuple(ignored), took_ms=took_ms)

    def _warned(self, file: FileOutcome) -> FileOutcome:
        told = self._warnings.get(file.path, [])
        return replace(file, warnings=(*told, *file.warnings)) if told else file
