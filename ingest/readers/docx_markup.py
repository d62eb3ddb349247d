"""WordprocessingML read element by element: text, what is hidden, tables, where pages break.

Works on elements with the ElementTree interface, so that python-docx has one importer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self

from ingest.readers.docx_numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "delInstrText"}
_SKIPPED = _GONE | {W + "pPr", W + "rPr", W + "sdtPr", _MC + "Fallback", W + "commentReference"}
_INSERTED = {W + "ins", W + "moveTo"}
_TINY = 4  # half points; smaller print is meant not to be read
_OFF = {"0", "false", "off", "none"}

BREAK_RENDERED = "\ue000"  # where Word last laid out a page break
BREAK_EXPLICIT = "\ue001"  # where the writer asked for one


class Element(Protocol):
    """The part of an XML element that is used here."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[Self]: ...

    def get(self, key: str, default: str = ...) -> str:
        """Value of an attribute."""

    def find(self, path: str) -> Self | None:
        """First element at `path`."""

    def findall(self, path: str) -> list[Self]:
        """All elements at `path`."""

    def iter(self, *tags: str) -> Iterator[Self]:
        """Elements of these tags at any depth."""


@dataclass(slots=True)
class Seen:
    """What was met while reading that a person should know."""

    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    boxes: list[Element] = field(default_factory=list)  # text boxes to be added after
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind, id of foot- and endnotes


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element; `default` when there is no such element or attribute."""
    return default if element is None else element.get(W + "val", default)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:b` or `w:vanish` is there and not switched off."""
    return element is not None and value(element, "1").lower() not in _OFF


def text_of(paragraph: Element, seen: Seen, *, shaded: bool = False) -> str:
    """Text of a paragraph with page breaks marked; deleted and hidden text is left out.

    `shaded` says that the paragraph stands on a dark ground, where white text is visible.
    """
    shading = paragraph.find(f"{W}pPr/{W}shd")
    return "".join(_pieces(paragraph, seen, shaded or _is_dark(shading)))


def _pieces(element: Element, seen: Seen, shaded: bool) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            seen.deleted = seen.deleted or tag in (W + "del", W + "moveFrom")
        elif tag == W + "r":
            if _is_hidden(child, shaded):
                seen.hidden = seen.hidden or any(t.text for t in child.iter(W + "t"))
            else:
                yield from _pieces(child, seen, shaded)
        elif tag == W + "txbxContent":
            seen.boxes.append(child)
        elif tag in _NOTES:
            seen.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag in _LEAVES:
            yield _leaf(child, tag)
        else:
            seen.inserted = seen.inserted or tag in _INSERTED
            yield from _pieces(child, seen, shaded)


def _leaf(element: Element, tag: str) -> str:
    if tag == W + "br":
        return BREAK_EXPLICIT if element.get(W + "type", "") == "page" else "\n"
    if tag == W + "sym":
        return _symbol(element)
    return _SIGNS.get(tag) or element.text or ""


_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "lastRenderedPageBreak": BREAK_RENDERED,
}


_LEAVES = {*_SIGNS, W + "t", _MATH + "t", W + "br", W + "sym"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0xFFFE else ""


def _is_hidden(run: Element, shaded: bool) -> bool:
    look = run.find(W + "rPr")
    if look is None:
        return False
    if is_on(look.find(W + "vanish")) or is_on(look.find(W + "webHidden")):
        return True
    size = value(look.find(W + "sz"))
    if size.isdigit() and int(size) <= _TINY:
        return True
    white = value(look.find(W + "color")).upper() == "FFFFFF"
    marked = value(look.find(W + "highlight")) not in ("", "none", "white")
    return white and not (shaded or marked or _is_dark(look.find(W + "shd")))


def _is_dark(shading: Element | None) -> bool:
    if shading is None:
        return False
    themed = bool(shading.get(W + "themeFill", ""))
    return themed or shading.get(W + "fill", "auto").lower() not in ("auto", "ffffff")


def blocks_of(body: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those inside content controls included."""
    for child in body:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from blocks_of(child)


def rows_of(table: Element) -> list[Element]:
    """Rows of a table that no tracked change has deleted."""
    return [row for row in _below(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None]


def cells_of(row: Element) -> list[Element]:
    """Cells of a row."""
    return list(_below(row, W + "tc"))


def _below(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _below(child, tag)


def grid_of(table: Element, seen: Seen) -> list[list[str]]:
    """Texts by row and column; merged cells stand once, where they begin."""
    return [_row_texts(row, seen) for row in rows_of(table)]


def _row_texts(row: Element, seen: Seen) -> list[str]:
    skipped = value(row.find(f"{W}trPr/{W}gridBefore"), "0")
    texts = [""] * (min(int(skipped), 60) if skipped.isdigit() else 0)
    for cell in cells_of(row):
        span = value(cell.find(f"{W}tcPr/{W}gridSpan"), "1")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and value(merge, "continue") == "continue"
        texts.append("" if goes_on else cell_text(cell, seen))
        texts += [""] * (min(int(span), 60) - 1 if span.isdigit() else 0)
    return texts


def cell_text(cell: Element, seen: Seen) -> str:
    """Text of a cell, a line per paragraph, nested tables flattened."""
    lines: list[str] = []
    for block in blocks_of(cell):
        if block.tag == W + "p":
            # A table style may lay a dark ground under white text, so white counts as seen.
            lines.append(text_of(block, seen, shaded=True))
        else:
            lines += ["\t".join(row) for row in grid_of(block, seen)]
    return "\n".join(line for line in map(without_breaks, lines) if line.strip())


def header_rows_of(table: Element) -> int:
    """How many rows at the top are declared to repeat as header."""
    count = 0
    for row in rows_of(table):
        if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
            break
        count += 1
    return count


def without_breaks(text: str) -> str:
    """`text` without the marks of page breaks."""
    return text.replace(BREAK_RENDERED, "").replace(BREAK_EXPLICIT, "")


def split_pages(text: str, *, blank: bool) -> tuple[int, int, bool]:
    """Pages that begin before the text and within or after it, and whether the last is blank.

    `blank` says that nothing stands yet on the page. A rendered break on a page that an
    explicit one has just begun is the same break, met again.
    """
    before = after = 0
    started = False
    for character in text:
        if character == BREAK_EXPLICIT or (character == BREAK_RENDERED and not blank):
            before, after = (before, after + 1) if started else (before + 1, after)
            blank = True
        elif not character.isspace() and character != BREAK_RENDERED:
            blank, started = False, True
    return before, after, blank


def all_bold(paragraph: Element) -> bool:
    """Whether every run with text is bold by its own formatting."""
    runs: Sequence[Element] = [
        run
        for run in paragraph.iter(W + "r")
        if any((t.text or "").strip() for t in run.iter(W + "t"))
    ]
    return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)
