"""What openpyxl's streaming mode passes over: merged cells, lone formulas, what is hidden."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNCACHED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]+\d+)"[^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_HIDDEN = rb'\s(?:hidden="(?:1|true)"|%b="0(?:\.0*)?")'
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*?" + _HIDDEN % b"ht" + rb')[^>]*?\sr="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*?" + _HIDDEN % b"width" + rb")[^>]*>")
_BOUND = re.compile(rb'\s(min|max)="(\d+)"')
_COLOURED = re.compile(rb"<(?:\w+:)?(?:tablePart|conditionalFormatting)\b")
_COMMENTS = re.compile(r"xl/(?:worksheets/)?(?:comments/)?comments?\d*\.xml$")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
_MOST_COLUMNS = 16_384
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows count from 1, columns from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Facts about one sheet read from its XML."""

    merges: tuple[Merge, ...] = ()
    uncached: tuple[str, ...] = ()  # cells with a formula and no stored result, as "B7"
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    coloured: bool = False  # whether tables or rules colour cells beyond their own format


def sheet_parts(package: bytes) -> dict[str, SheetPart]:
    """Facts by sheet name; a sheet whose part cannot be found is absent."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: _facts(archive.read(path)) for name, path in _paths(archive).items()}


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    book = "xl/workbook.xml"
    rels = "xl/_rels/workbook.xml.rels"
    if book not in names or rels not in names:
        return {}
    targets = {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in ElementTree.fromstring(archive.read(rels))
    }
    found: dict[str, str] = {}
    for sheet in ElementTree.fromstring(archive.read(book)).iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        target = targets.get(sheet.get(_REL, ""), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        if posixpath.normpath(path) in names:
            found[sheet.get("name", "")] = posixpath.normpath(path)
    return found


def _facts(xml: bytes) -> SheetPart:
    merges = tuple(
        Merge(int(top), _column(left), int(bottom), _column(right))
        for left, top, right, bottom in _MERGED.findall(xml)
    )
    has_formulas = b"<f" in xml or b":f" in xml
    uncached = [cell.decode() for cell in _UNCACHED.findall(xml)] if has_formulas else []
    return SheetPart(
        merges,
        tuple(uncached),
        frozenset(int(row) for row in _HIDDEN_ROW.findall(xml)),
        frozenset(_hidden_columns(xml)),
        bool(_COLOURED.search(xml)),
    )


def _hidden_columns(xml: bytes) -> Iterator[int]:
    """Columns from 0; a range to the edge of the sheet is what lies unused beyond the data."""
    for found in _HIDDEN_COLUMN.finditer(xml):
        bounds = {name: int(number) for name, number in _BOUND.findall(found[0])}
        yield from range(bounds.get(b"min", 1) - 1, min(bounds.get(b"max", 0), _MOST_COLUMNS))


def column_name(column: int) -> str:
    """The letters of a column that counts from 0: "A" for 0."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters, column = chr(65 + rest) + letters, column - 1
    return letters


def comments_in(package: bytes) -> int:
    """How many notes and threaded comments hang on cells."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [name for name in archive.namelist() if _COMMENTS.search(name)]
        return sum(len(_COMMENT.findall(archive.read(name))) for name in parts)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
