"""Excel workbooks. The only importer of openpyxl."""

import io
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Protocol

import openpyxl
from openpyxl.workbook.workbook import Workbook

from assistant.errors import DocumentTooLarge
from assistant.model.documents import Page, ReadDocument, SourceFile
from ingest.readers import media, ooxml
from ingest.readers.building import PageBuilder
from ingest.readers.hygiene import one_line, unseen_in
from ingest.readers.labels import Pair, distinct
from ingest.readers.limits import Limits
from ingest.readers.sheet_looks import shows_nothing
from ingest.readers.sheet_parts import Merge, SheetPart, column_name, comments_in, sheet_parts
from ingest.readers.sheets import SheetWriter
from ingest.readers.shown import shown
from ingest.readers.side_by_side import SheetRow


class _Streamed(Protocol):
    """What openpyxl's streaming sheets have and its type stubs do not know."""

    title: str

    def reset_dimensions(self) -> None:
        """Forget the size the file declares."""

    def iter_rows(self) -> Iterable[tuple[object, ...]]:
        """Rows of cells."""


_PROPERTIES = ("title", "subject", "creator", "description", "keywords", "category", "version")
_NAMED_CELLS = 5  # cells that a warning names
_LAST_ROW = 1_048_577


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """A page per sheet; a row is `Sheet!12`.

    Hidden sheets and rows are read and their rows labelled `Sheet!12 (hidden)`, because logs
    are filtered; hidden columns and print that shows nothing are left out. Both are warned of.
    """
    package = ooxml.checked(source.content, limits)
    parts = sheet_parts(package)
    book = openpyxl.load_workbook(io.BytesIO(package), read_only=True, data_only=True)
    pages: list[Page] = []
    pairs: list[Pair] = []
    warnings: list[str] = []
    try:
        for number, name in enumerate(book.sheetnames, start=1):
            sheet = book[name]
            part = parts.get(name, SheetPart())
            builder = PageBuilder(number, name)
            if hasattr(sheet, "reset_dimensions"):
                seen = _Seen(part, whole=sheet.sheet_state != "visible")
                pairs += _write_sheet(builder, sheet, seen, limits)
                warnings += seen.warnings(name)
            else:
                warnings.append(f"sheet {name} holds a chart and no cells")
            warnings += _uncached(name, part.uncached)
            pages.append(builder.build())
        properties = _properties(book, package)
    finally:
        book.close()
    warnings += unseen_in(ooxml.text_of(package, "xl/sharedStrings.xml"))
    if comments := comments_in(package):
        warnings.append(f"comments on cells were not read: {comments}")
    return ReadDocument(
        pages=tuple(pages),
        media_type=media.XLSX,
        properties=properties,
        header_fields=distinct(pairs),
        warnings=tuple(warnings),
    )


class _Seen:
    """What of one sheet a person sees; `whole`: the sheet itself is hidden."""

    def __init__(self, part: SheetPart, *, whole: bool) -> None:
        self.part, self.whole = part, whole
        self.rows: Container[int] = range(1, _LAST_ROW) if whole else part.hidden_rows
        self.held_rows = 0
        self.columns: set[int] = set()
        self.cells: list[str] = []
        self._formats: dict[object, bool] = {}

    def text(self, cell: object, row: int, column: int) -> str:
        """What a cell shows; "" for one that nobody sees."""
        text = _shown(cell)
        if text and column in self.part.hidden_columns:
            self.columns.add(column)
            return ""
        if text and self._shows_nothing(cell):
            self.cells.append(f"{column_name(column)}{row}")
            return ""
        return text

    def _shows_nothing(self, cell: object) -> bool:
        style = getattr(cell, "_style_id", 0)
        if style not in self._formats:
            self._formats[style] = bool(style) and shows_nothing(
                cell.font,  # type: ignore[attr-defined]
                cell.fill,  # type: ignore[attr-defined]
                cell.number_format or "",  # type: ignore[attr-defined]
                coloured=self.part.coloured,
            )
        return self._formats[style]

    def warnings(self, name: str) -> Iterator[str]:
        """What was hidden, and what became of it."""
        if self.whole:
            yield f"sheet {name} is hidden; it was read all the same, its rows marked as hidden"
        elif self.held_rows:
            yield f"hidden rows of sheet {name} were read and marked as hidden: {self.held_rows}"
        if self.columns:
            names = ", ".join(column_name(column) for column in sorted(self.columns))
            yield f"hidden columns of sheet {name} were left out: {names}"
        if self.cells:
            yield f"print that nobody sees was left out: {_named(name, self.cells)}"


def _write_sheet(builder: PageBuilder, sheet: _Streamed, seen: _Seen, limits: Limits) -> list[Pair]:
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    merges = seen.part.merges
    for merge in merges:
        if merge.right > merge.left:
            spans[merge.top].append((merge.left, merge.right))
    writer = SheetWriter(builder, builder.name, spans, hidden=seen.rows)
    writer.write(_merged_down(_rows(sheet, seen, limits), merges))
    return writer.pairs


def _rows(sheet: _Streamed, seen: _Seen, limits: Limits) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # the size a file declares is often wrong
    held = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [seen.text(cell, number, column) for column, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        held += bool(texts)
        seen.held_rows += bool(texts) and number in seen.rows
        if held > limits.max_rows:
            raise DocumentTooLarge(f"sheet {sheet.title} has more than {limits.max_rows:,} rows")
        yield SheetRow(number, texts)


def _shown(cell: object) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, str):
        return one_line(value)
    return one_line(shown(value, getattr(cell, "number_format", None) or "General"))


def _merged_down(rows: Iterator[SheetRow], merges: Sequence[Merge]) -> Iterator[SheetRow]:
    """Rows in which a cell merged over several rows stands in each of them."""
    starting: defaultdict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        if merge.bottom > merge.top:
            starting[merge.top].append(merge)
    running: list[tuple[Merge, str]] = []
    for row in rows:
        running = [(merge, text) for merge, text in running if row.number <= merge.bottom]
        for merge, text in running:
            # A wholly merged block (title over two rows) is not repeated on empty rows.
            if any(row.texts):
                row.texts.extend([""] * (merge.left + 1 - len(row.texts)))
                row.texts[merge.left] = row.texts[merge.left] or text
        for merge in starting.get(row.number, ()):
            if merge.left < len(row.texts) and row.texts[merge.left]:
                running.append((merge, row.texts[merge.left]))
        yield row


def _uncached(sheet: str, cells: Sequence[str]) -> list[str]:
    if not cells:
        return []
    named = _named(sheet, cells)
    return [f"no stored result for the formula in {named}; open the file and save it again"]


def _named(sheet: str, cells: Sequence[str]) -> str:
    """The first few cells by name, and how many more there are."""
    named = ", ".join(f"{sheet}!{cell}" for cell in cells[:_NAMED_CELLS])
    more = f" and {len(cells) - _NAMED_CELLS} more" if len(cells) > _NAMED_CELLS else ""
    return named + more


def _properties(book: Workbook, package: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    if not ooxml.has_part(package, "docProps/core.xml"):
        return found
    for name in _PROPERTIES:
        value = getattr(book.properties, name, None)
        if value:
            found["author" if name == "creator" else name] = one_line(str(value))
    for name in ("created", "modified"):
        value = getattr(book.properties, name, None)
        if value and ooxml.has_part(package, "docProps/core.xml", name.encode()):
            found[name] = shown(value)
    return found
