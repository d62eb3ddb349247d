"""What openpyxl's streaming mode passes over: merged cells and formulas never calculated."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNCACHED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]+\d+)"[^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
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
    return SheetPart(merges, tuple(uncached))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
