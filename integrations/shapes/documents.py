"""What an ingest did, and what is held."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import Field

from assistant.holdings import Holding
from ingest import outcomes
from integrations.shapes.base import Fault, Shape


class File(Shape):
    """What became of one file of an ingest."""

    path: str = Field(examples=["procedures/QP-101_C.pdf"])
    outcome: Literal["added", "replaced", "unchanged", "removed", "refused"]
    document: str | None = Field(examples=["QP-101"])
    revision: str | None = Field(examples=["C"])
    title: str | None = Field(examples=["Receiving inspection"])
    kind: str | None = Field(examples=["procedure"])
    status: str | None = Field(examples=["in_force"])
    effective_date: date | None = Field(examples=["2025-03-01"])
    pages: int = Field(examples=[6])
    passages: int = Field(examples=[31])
    records: int = Field(examples=[0])
    pages_without_text: list[int] = Field(examples=[[]])
    ocr_pages: list[int] = Field(examples=[[]])
    duplicate_of: str | None = Field(examples=[None])
    error: Fault | None
    warnings: list[str] = Field(default=[], examples=[[]])

    @classmethod
    def of(cls, file: outcomes.FileOutcome) -> Self:
        """The shape of what became of one file."""
        return cls(
            path=file.path,
            outcome=file.outcome.value,
            document=file.document,
            revision=file.revision,
            title=file.title,
            kind=file.kind and file.kind.value,
            status=file.status and file.status.value,
            effective_date=file.effective_date,
            pages=file.pages,
            passages=file.passages,
            records=file.records,
            pages_without_text=list(file.pages_without_text),
            ocr_pages=list(file.ocr_pages),
            duplicate_of=file.duplicate_of,
            error=None
            if file.error is None
            else Fault(code=file.error.code, message=file.error.message, hint=file.error.hint),
            warnings=list(file.warnings),
        )


class Ingested(Shape):
    """What became of every file of an ingest."""

    added: int = Field(examples=[40])
    replaced: int = Field(examples=[1])
    unchanged: int = Field(examples=[0])
    removed: int = Field(examples=[0])
    refused: int = Field(examples=[3])
    took_ms: int = Field(examples=[8123])
    files: list[File]
    ignored: list[str] = Field(
        default=[], description="Hidden files and leftovers of programs, never documents."
    )

    @classmethod
    def of(cls, report: outcomes.Ingested) -> Self:
        """The shape of what an ingest did."""
        return cls(
            added=report.added,
            replaced=report.replaced,
            unchanged=report.unchanged,
            removed=report.removed,
            refused=report.refused,
            took_ms=report.took_ms,
            files=[File.of(file) for file in report.files],
            ignored=list(report.ignored),
        )


class Document(Shape):
    """One revision of a controlled document."""

    document: str
    revision: str
    title: str
    kind: str
    status: str
    effective_date: date | None
    review_date: date | None
    owner: str | None
    path: str
    pages: int
    passages: int
    records: int
    pages_without_text: list[int] = Field(default=[], examples=[[]])
    ocr_pages: list[int] = Field(default=[], examples=[[]])
    warnings: list[str]

    @classmethod
    def of(cls, holding: Holding) -> Self:
        """The shape of a revision, with its status on the day that was asked for."""
        revision, identity = holding.revision, holding.revision.identity
        return cls(
            document=identity.number,
            revision=identity.label,
            title=identity.title,
            kind=identity.kind.value,
            status=holding.status.value,
            effective_date=identity.effective_date,
            review_date=identity.review_date,
            owner=identity.owner,
            path=revision.path,
            pages=revision.pages,
            passages=revision.passages,
            records=revision.records,
            pages_without_text=list(revision.pages_without_text),
            ocr_pages=list(revision.ocr_pages),
            warnings=list(holding.warnings),
        )


class Documents(Shape):
    """`documents --json`."""

    documents: list[Document]

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> Self:
        """The shape of a list of revisions."""
        return cls(documents=[Document.of(one) for one in holdings])


class Rebuilt(Shape):
    """`index rebuild --json`: what was made anew."""

    passages: int
    vectors: int
    took_ms: int
