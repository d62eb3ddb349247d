"""Rows of a PDF page turned into headings, paragraphs, list items and table rows."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.building import PageBuilder
from ingest.readers.grids import NO_HEADER, Header, add_grid
from ingest.readers.pdf_columns import columns
from ingest.readers.pdf_page import Row, Rule
from ingest.readers.pdf_tables import Table, table_at
from ingest.readers.prose import (
    ends_sentence,
    is_bullet,
    is_contents_entry,
    is_item,
    is_numbered,
    join_lines,
    looks_like_heading,
    without_bullet,
)

_LARGER = 1.12  # times the body's size that makes a line a heading
_HEADING_WORDS = 16
_ALIKE = 8.0  # points by which the columns of one table may differ on two pages
_PITCH = 1.3  # times the usual distance between lines that parts paragraphs
_PROSE = 25  # characters of a line that tells how far apart lines are set
_FULL = 0.85  # share of the region's width that a line of running text fills


class PdfWriter:
    """Adds the rows of pages to builders; `outline` gives levels to headings it names."""

    def __init__(self, body_size: float, outline: Mapping[str, int]) -> None:
        self._size = body_size
        self._outline = outline
        self._last: _Ended | None = None

    def write(self, builder: PageBuilder, rows: Sequence[Row], rules: Sequence[Rule]) -> None:
        """Add the rows of one page, column after column; a sentence may run on into the next."""
        open_rows: list[Row] = []
        above, self._last = self._last, None
        for region in columns(rows, rules):
            if open_rows and not _runs_on(open_rows[-1], region[0]):
                self._flush(builder, open_rows)
            self._region(builder, open_rows, region, rules, above if builder.is_blank else None)
        self._flush(builder, open_rows)

    def _region(
        self,
        builder: PageBuilder,
        open_rows: list[Row],
        rows: Sequence[Row],
        rules: Sequence[Rule],
        above: "_Ended | None",
    ) -> None:
        """`above` is the table at the end of the page before, at the top of which this stands."""
        shape = _Shape(rows)
        index = 0
        while index < len(rows):
            table = table_at(rows, index, rules)
            if table:
                self._flush(builder, open_rows)
                goes_on = above and builder.is_blank and above.goes_on(table, rows[index])
                carried = above.header if above and goes_on else NO_HEADER
                self._last = _Ended(table, add_grid(builder, table.grid, carried=carried))
                index += table.length
                continue
            self._last = None
            row = rows[index]
            index += 1
            if is_contents_entry(row.text):
                self._flush(builder, open_rows)
                builder.furniture.append(row.text)
                continue
            if open_rows and row is not rows[0] and shape.parts(open_rows, row):
                self._flush(builder, open_rows)
            open_rows.append(row)

    def _flush(self, builder: PageBuilder, rows: list[Row]) -> None:
        if not rows:
            return
        text = join_lines([row.text for row in rows])
        level = self._outline.get(outline_key(text))
        if level is not None or self._is_heading(rows, text):
            builder.heading(text, level=level)
        elif is_item(text) and not is_numbered(text):
            builder.item(without_bullet(text))
        elif is_item(text):
            builder.item(text)
        else:
            builder.paragraph(text)
        rows.clear()

    def _is_heading(self, rows: Sequence[Row], text: str) -> bool:
        words = text.split()
        if len(rows) > 3 or len(words) > _HEADING_WORDS or is_bullet(text):
            return False
        if not any(map(str.isalpha, text)):
            return False
        if text.rstrip("\"'”’)").endswith((".", ";", ",", ":")) and not is_numbered(text):
            return False
        if rows[0].size >= _LARGER * self._size:
            return True
        if all(row.bold for row in rows) and not text.endswith("."):
            return True
        return len(rows) == 1 and looks_like_heading(text)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A table and the names of its columns; the last thing on its page."""

    table: Table
    header: Header

    def goes_on(self, table: Table, first: Row) -> bool:
        """Whether a table at the top of the next page is the rest of this one."""
        if not self.header.names or len(table.columns) != len(self.table.columns):
            return False
        lefts = zip(table.columns, self.table.columns, strict=True)
        return not first.bold and all(abs(one[0] - other[0]) < _ALIKE for one, other in lefts)


def _runs_on(last: Row, first: Row) -> bool:
    """Whether a sentence goes on at the top of the next column."""
    if abs(last.size - first.size) > 0.12 * last.size or last.bold != first.bold:
        return False
    goes_on = first.text[:1].islower() and not is_item(first.text)
    return goes_on and not ends_sentence(last.text)


class _Shape:
    """How text is set in a region: its margins and the usual distance between lines."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._left = min((row.x0 for row in rows), default=0.0)
        self._right = max((row.x1 for row in rows), default=0.0)
        steps = [
            below.middle - above.middle
            for above, below in itertools.pairwise(rows)
            if 0.7 * above.size < below.middle - above.middle < 2.2 * above.size
            and min(len(above.text), len(below.text)) > _PROSE
        ]
        self._pitch = median(steps) if steps else 0.0

    def parts(self, before: Sequence[Row], row: Row) -> bool:
        """Whether a new block begins with `row`."""
        last = before[-1]
        if last.text.endswith("-") and 0 < row.middle - last.middle < 2 * last.size:
            return False
        size = min(last.size, row.size)
        step = row.middle - last.middle
        if step < 0 or abs(last.size - row.size) > 0.12 * size or last.bold != row.bold:
            # A word in another size or weight within running text parts nothing.
            return not (self._is_full(last) and row.text[:1].islower())
        if step > max(_PITCH * self._pitch, 1.25 * size):
            return True
        if is_item(row.text) or (is_numbered(row.text) and self._may_begin(last, row)):
            return True
        if self._is_full(last):
            indented = row.x0 > self._left + size and last.x0 <= self._left + 0.5 * size
            return indented and ends_sentence(last.text) and not is_item(before[0].text)
        return ends_sentence(last.text) or not row.text[:1].islower()

    def _may_begin(self, last: Row, row: Row) -> bool:
        """A number at the start of a line is a section's only where a sentence has ended."""
        return not self._is_full(last) or ends_sentence(last.text) or looks_like_heading(row.text)

    def _is_full(self, row: Row) -> bool:
        return row.x1 >= self._left + _FULL * (self._right - self._left)


def outline_key(text: str) -> str:
    """A title reduced to what an outline and a page are sure to share."""
    return "".join(character for character in text.casefold() if character.isalnum())
