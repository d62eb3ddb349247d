"""Tables that stand side by side on one sheet, parted by blank columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.grids import filled


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as a person sees it: its number from 1, one text per column, each on one line."""

    number: int
    texts: list[str]


def side_by_side(region: Sequence[SheetRow]) -> list[list[SheetRow]]:
    """The tables of a region from left to right; one when nothing but its layout parts them.

    Blank columns part two tables when these begin in different rows or name their columns alike.
    A narrow column left free within a log does not.
    """
    groups = _groups(region)
    if len(groups) < 2:
        return [list(region)]
    parts = [_part(region, group) for group in groups]
    heads = [next(row for row in part if filled(row.texts) > 1) for part in parts]
    names = [[text for text in head.texts if text.strip()] for head in heads]
    apart = len({head.number for head in heads}) > 1 and all(len(part) > 2 for part in parts)
    alike = all(name == names[0] for name in names)
    return parts if apart or alike else [list(region)]


def _groups(region: Sequence[SheetRow]) -> list[tuple[int, int]]:
    """Spans of neighbouring columns that hold something; a lone column goes with the one before."""
    used: set[int] = set()
    for row in region:
        used.update(column for column, text in enumerate(row.texts) if text)
    spans: list[tuple[int, int]] = []
    for column in sorted(used):
        if spans and column == spans[-1][1]:
            spans[-1] = (spans[-1][0], column + 1)
        else:
            spans.append((column, column + 1))
    wide: list[tuple[int, int]] = []
    for start, end in spans:
        held = [row.texts[start:end] for row in region]
        if wide and not any(filled(texts) > 1 for texts in held):
            wide[-1] = (wide[-1][0], end)
        else:
            wide.append((start, end))
    first = [row.texts[wide[0][0] : wide[0][1]] for row in region] if wide else []
    if len(wide) > 1 and not any(filled(texts) > 1 for texts in first):
        wide[:2] = [(wide[0][0], wide[1][1])]
    return wide


def _part(region: Sequence[SheetRow], span: tuple[int, int]) -> list[SheetRow]:
    """The rows as they are within the columns of the span, at their places on the sheet."""
    start, end = span
    rows = [SheetRow(row.number, [""] * start + row.texts[start:end]) for row in region]
    return [row for row in rows if filled(row.texts)]
