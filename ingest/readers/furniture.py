"""Running heads, feet and page numbers: what repeats at the edges of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf_page import PdfPage, Row
from ingest.readers.prose import is_page_number

_TOP, _BOTTOM = 0.20, 0.85  # of the page's height
_ROWS = 8  # rows from each edge that may belong to it
_SHARE = 0.25  # of the pages; odd and even pages often have heads of their own
_OUTER = 0.1
_PAGE = re.compile(r"\bpage\s*:?\s*\d+(?:\s*(?:of|/)\s*\d+)?|\b\d+\s*of\s*\d+")
_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"^\W*(?:\d{1,4}|[ivxl]{1,6})\W*$", re.IGNORECASE)
_STEP = 6.0  # points by which the height of a running head may differ


def split(pages: Sequence[tuple[PdfPage, list[Row]]]) -> list[tuple[list[Row], list[Row]]]:
    """For each page its rows of text and its rows of furniture."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, rows in pages:
        keys = {key for row in _edges(page, rows) for key in _keys(page, row)}
        seen.update(keys)
    needed = max(2, _SHARE * len(pages))
    return [_split_page(page, rows, seen, needed) for page, rows in pages]


def _split_page(
    page: PdfPage, rows: list[Row], seen: Counter[tuple[str, int]], needed: float
) -> tuple[list[Row], list[Row]]:
    edges = {id(row) for row in _edges(page, rows)}
    names = _names_of_columns(page, rows, seen, needed)
    kept: list[Row] = []
    furniture: list[Row] = []
    for row in rows:
        at_edge = id(row) in edges
        repeated = at_edge and _is_repeated(page, row, seen, needed) and id(row) not in names
        alone = row in (rows[0], rows[-1]) and at_edge
        counted = any(is_page_number(segment.text) for segment in row.segments)
        numbered = (
            counted or is_page_number(row.text) or (alone and bool(_LONE_NUMBER.match(row.text)))
        )
        (furniture if repeated or (at_edge and numbered) else kept).append(row)
    return kept, furniture


def _is_repeated(page: PdfPage, row: Row, seen: Counter[tuple[str, int]], needed: float) -> bool:
    return any(seen[key] >= needed for key in _keys(page, row))


def _names_of_columns(
    page: PdfPage, rows: list[Row], seen: Counter[tuple[str, int]], needed: float
) -> set[int]:
    """Rows at the top that stand over cells: a table's header, printed anew on every page."""
    above: list[Row] = []
    for row in rows[: _ROWS + 1]:
        if not _is_repeated(page, row, seen, needed):
            heads = [head for head in above if _stands_over(head, row)]
            return {id(head) for head in above[above.index(heads[0]) :]} if heads else set()
        above = [*above, row]
    return set()


def _stands_over(head: Row, row: Row) -> bool:
    """Whether most cells of a row below begin where the cells of `head` do."""
    if min(len(head.segments), len(row.segments)) < 3 or row.top - head.bottom > 3 * row.size:
        return False
    lefts = [segment.x0 for segment in head.segments]
    alike = sum(any(abs(s.x0 - left) < _STEP for left in lefts) for s in row.segments)
    return alike >= 0.7 * len(row.segments)


def _edges(page: PdfPage, rows: list[Row]) -> list[Row]:
    above = [row for row in rows[:_ROWS] if row.bottom <= _TOP * page.height]
    below = [row for row in rows[-_ROWS:] if row.top >= _BOTTOM * page.height]
    return [*above, *below]


def _keys(page: PdfPage, row: Row) -> list[tuple[str, int]]:
    """The row's words at its height and the one next to it.

    Digits are masked close to the edge; deeper in, where the forms of a bundle differ by
    nothing but their numbers, only those of "page 3 of 12".
    """
    outer = row.bottom <= _OUTER * page.height or row.top >= (1 - _OUTER) * page.height
    masked = (_DIGITS if outer else _PAGE).sub("#", row.text.lower())
    step = int(row.middle // _STEP)
    return [(masked, step), (masked, step + 1)]
