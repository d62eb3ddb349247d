"""Controlled documents: what a reader gives back, who a document is, and which revision counts.

Everything here is a value. A reader turns bytes into `ReadDocument`; identification turns
that into an `Identity`; the store keeps a `Revision`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of document it is, as the outside contract names them."""

    POLICY = "policy"
    MANUAL = "manual"
    PROCEDURE = "procedure"
    WORK_INSTRUCTION = "work_instruction"
    FORM = "form"
    RECORD = "record"
    EXTERNAL = "external"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


class Status(StrEnum):
    """Where a revision stands in its life."""

    IN_FORCE = "in_force"
    OBSOLETE = "obsolete"
    DRAFT = "draft"
    FUTURE = "future"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    HEADER_FIELD = "header_field"  # page header / header block of a controlled document


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, with the words of its column header."""

    header: str  # "" when the table has no header row
    text: str  # as shown: a date cell reads 2026-03-04


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one page: `page.text[start:end] == text`, always.

    `level` is 1… for a heading whose format declares its rank (Word styles, Markdown, HTML),
    None for a heading the reader only guesses from its look, and None for everything else.
    `row` is set for rows of sheets and delimited files, e.g. `Register!12` (the row number a
    person sees in the spreadsheet, counting from 1).
    `cells` holds the row's cells in column order, empty cells left out; `table_header` is True
    for the row that names the columns.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int | None = None
    row: str | None = None
    cells: tuple[Cell, ...] = ()
    table_header: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page (or one sheet, or the whole of a text file), counting from 1.

    `text` is what is stored and quoted from. Running heads and page numbers are not in it;
    they are kept in `furniture`, because identification reads them.
    A table row is stored as its cells joined with " | ".
    """

    number: int
    text: str
    blocks: tuple[Block, ...]
    name: str = ""  # the sheet's name
    furniture: tuple[str, ...] = ()
    from_ocr: bool = False
    ocr_confidence: float | None = None  # 0.0 … 1.0; None: not known, or not from OCR

    @property
    def has_text(self) -> bool:
        """Whether anything on the page can be searched."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader made of one file.

    `properties` are the file's own metadata (title, author, subject, created …), lower-case
    keys, never trusted above the page. `header_fields` are label/value pairs met in a header
    block, a page header or a table that frames the document ("Document No", "QP-101").
    `attachments` are files inside the file (mail), to be read in their turn.
    `warnings` are sentences for the person who looks after the document.
    """

    pages: tuple[Page, ...]
    media_type: str
    properties: dict[str, str] = field(default_factory=dict)
    header_fields: tuple[tuple[str, str], ...] = ()
    attachments: tuple["SourceFile", ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        """Numbers of the pages that hold no searchable text."""
        return tuple(page.number for page in self.pages if not page.has_text)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as met: its path below the ingested folder (posix, for citations) and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a document is, and how sure we may be.

    `number` is never empty: without a better source it is the file's stem. `label` is the
    revision as written ("C", "03"), "" when none was found. `status` is what the document
    or its folder *states*; what is in force on a day is a query over all revisions.
    `legacy_numbering` says that its clause references follow ISO 9001:2008 / AS9120A.
    """

    number: str
    label: str
    title: str
    kind: Kind
    status: Status
    effective_date: date | None = None
    review_date: date | None = None
    owner: str | None = None
    approver: str | None = None
    legacy_numbering: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One issue of a document as the store holds it."""

    id: str  # "d_…", stable for a path and its bytes
    identity: Identity
    path: str
    content_hash: str  # sha256, hex
    pages: int
    passages: int
    records: int  # rows of logs among the passages
    pages_without_text: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    ocr_confidences: tuple[float | None, ...] = ()  # of `ocr_pages`, in order; None: not known

    @property
    def number(self) -> str:
        """The document's number, e.g. `QP-101`."""
        return self.identity.number
