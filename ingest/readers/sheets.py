"""Sheets and delimited files: tables among titles, notes and label/value rows.

A sheet falls into regions, runs of rows without a blank one between them. A region may open
with titles (one cell) and label/value rows, then names its columns, then holds data. A region
without a header of its own continues the table above it: people leave blank lines in logs.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ingest.readers.building import PageBuilder
from ingest.readers.grids import NO_HEADER, Header, filled, header_of, is_value, may_be_header
from ingest.readers.labels import Pair, is_label, pairs_in_cells
from ingest.readers.side_by_side import SheetRow, side_by_side

_HEADER_WITHIN = 15  # rows of a region in which its header is looked for
_LOOK_BELOW = 30
_TOTAL = re.compile(
    r"^(?:(?:grand|overall|sub)[ -]?)?"
    r"(?:totals?|sums?|summe|gesamt(?:summe)?|totale|somme|suma)\s*:?$",
    re.IGNORECASE,
)


Spans = Mapping[int, Sequence[tuple[int, int]]]  # row -> columns (from 0) merged into one cell


class SheetWriter:
    """Adds the rows of one sheet to a page and collects its label/value pairs."""

    def __init__(
        self,
        builder: PageBuilder,
        name: str,
        spans: Spans | None = None,
        *,
        hidden: Container[int] = (),
    ) -> None:
        """`hidden` are the rows that nobody sees; their labels say so."""
        self._hidden = hidden
        self._builder = builder
        self._name = name
        self._spans = spans or {}
        self._header = NO_HEADER
        self.pairs: list[Pair] = []

    def write(self, rows: Iterable[SheetRow]) -> None:
        """Add every row, region by region."""
        for region in _regions(rows):
            tables = side_by_side(region)
            for table in tables:
                if len(tables) > 1:
                    self._header = NO_HEADER
                self._write_region(table)

    def _write_region(self, region: Sequence[SheetRow]) -> None:
        if self._continues(region):
            self._write_data(region)
            return
        at = self._find_header(region)
        if at is None:
            self._header = NO_HEADER
            self._write_loose(region)
            return
        self._write_loose(region[:at])
        grid = [row.texts for row in region[at : at + _LOOK_BELOW]]
        spread = self._spread(region[at])
        if len(grid) > 1 and self._is_group(region[at], grid[1]):
            self._header = header_of([spread, *grid[1:]], joined=True)
        else:
            self._header = header_of(grid)
        for row in region[at : at + self._header.rows]:
            self._write_row(row, NO_HEADER, named=True)
        self._write_data(region[at + self._header.rows :])

    def _write_loose(self, rows: Sequence[SheetRow]) -> None:
        """Titles, notes and label/value rows."""
        for row in rows:
            self.pairs += pairs_in_cells(row.texts)
            if filled(row.texts) == 1:
                text = next(text for text in row.texts if text.strip())
                self._builder.paragraph(text, row=self._label(row))
            else:
                self._write_row(row, NO_HEADER)

    def _write_data(self, rows: Sequence[SheetRow]) -> None:
        names = [name for name in self._header.names if name]
        for row in rows:
            first = next(filter(None, row.texts), "")
            repeated = bool(names) and first == names[0] and list(filter(None, row.texts)) == names
            if repeated and self._header.rows == 1:
                self._write_row(row, NO_HEADER, named=True)
            elif len(names) > 3 and filled(row.texts) == 1 and self._is_note(row):
                text = next(text for text in row.texts if text.strip())
                self._builder.paragraph(text, row=self._label(row))
            elif _is_total(first, row.texts):
                text = " | ".join(text for text in row.texts if text.strip())
                self._builder.paragraph(text, row=self._label(row))
            else:
                self._write_row(row, self._header)

    def _is_note(self, row: SheetRow) -> bool:
        """A lone long text in the first column under a wide table is a remark, not a record."""
        first = row.texts[0]
        return bool(first) and (len(first) > 40 or len(first.split()) > 5)

    def _write_row(self, row: SheetRow, header: Header, *, named: bool = False) -> None:
        cells = (NO_HEADER if named else header).cells(row.texts)
        self._builder.clean_row(cells, row=self._label(row), table_header=named)

    def _label(self, row: SheetRow) -> str:
        mark = " (hidden)" if row.number in self._hidden else ""
        return f"{self._name}!{row.number}{mark}"

    def _continues(self, region: Sequence[SheetRow]) -> bool:
        """Whether a region belongs to the table above it, a blank row notwithstanding."""
        if not self._header.rows:
            return False
        first = region[0].texts
        if filled(first) < 2 or filled(first) > filled(self._header.names):
            return False
        texts = [text for text in first if text.strip()]
        below = _columns(first) & _columns(self._header.names)
        if 2 * len(below) <= len(texts):
            return False  # it stands beside the table
        if any(is_value(text) for text in texts):
            return True
        labels = sum(map(is_label, texts))
        same = _columns(first) == _columns(self._header.names)
        return same and labels < len(texts) / 2

    def _spread(self, row: SheetRow) -> list[str]:
        """Texts of a row with cells merged across columns repeated in each of them."""
        texts = list(row.texts)
        for left, right in self._spans.get(row.number, ()):
            texts.extend([""] * (right + 1 - len(texts)))
            texts[left : right + 1] = [texts[left]] * (right + 1 - left)
        return texts

    def _is_group(self, row: SheetRow, below: Sequence[str]) -> bool:
        """Whether a merged cell of the row stands over several names of the row below."""
        spans = self._spans.get(row.number, ())
        return any(filled(below[left : right + 1]) > 1 for left, right in spans)

    def _find_header(self, region: Sequence[SheetRow]) -> int | None:
        for at in range(min(len(region) - 1, _HEADER_WITHIN)):
            below = [row.texts for row in region[at + 1 : at + 1 + _LOOK_BELOW]]
            if may_be_header(region[at].texts, below, width=filled(self._spread(region[at]))):
                return at
            if filled(region[at].texts) > 1 and not pairs_in_cells(region[at].texts):
                widest = max(filled(row) for row in below)
                if filled(region[at].texts) >= widest > 2:
                    return None  # data begins before any header
        return None


def _is_total(first: str, texts: Sequence[str]) -> bool:
    """Whether a row adds up the ones above it: no record of its own."""
    if not _TOTAL.match(first):
        return False
    return all(is_value(text) for text in texts if text.strip() and text != first)


def _columns(texts: Sequence[str]) -> set[int]:
    return {index for index, text in enumerate(texts) if text.strip()}


def _regions(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    region: list[SheetRow] = []
    for row in rows:
        if filled(row.texts):
            region.append(row)
        elif region:
            yield region
            region = []
    if region:
        yield region
