"""WordprocessingML read element by element: text that is seen, tables, where pages break.

Works on elements with the ElementTree interface, so that python-docx has one importer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.docx_looks import PAPER, Styles, shade
from ingest.readers.docx_numbering import W
from ingest.readers.docx_xml import Element, is_on, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "delInstrText"}
_SKIPPED = _GONE | {W + "pPr", W + "rPr", W + "sdtPr", _MC + "Fallback", W + "commentReference"}
_INSERTED = {W + "ins", W + "moveTo"}

BREAK_RENDERED = "\ue000"  # where Word last laid out a page break
BREAK_EXPLICIT = "\ue001"  # where the writer asked for one


@dataclass(slots=True)
class Seen:
    """What was met while reading that a person should know."""

    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    boxes: list[Element] = field(default_factory=list)  # text boxes to be added after
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind, id of foot- and endnotes
    styles: Styles = field(default_factory=Styles)


def text_of(paragraph: Element, seen: Seen, *, ground: str = PAPER) -> str:
    """Text of a paragraph with page breaks marked; deleted and hidden text is left out.

    `ground` is the colour that lies under the paragraph, `ANY` when that is not known.
    """
    own = shade(paragraph.find(f"{W}pPr/{W}shd"))
    style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
    return "".join(_pieces(paragraph, seen, style, own or ground))


def _pieces(element: Element, seen: Seen, style: str, ground: str) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            seen.deleted = seen.deleted or tag in (W + "del", W + "moveFrom")
        elif tag == W + "r":
            if seen.styles.of_run(child, style).is_hidden(ground):
                seen.hidden = seen.hidden or any(t.text for t in child.iter(W + "t"))
            else:
                yield from _pieces(child, seen, style, ground)
        elif tag == W + "txbxContent":
            seen.boxes.append(child)
        elif tag in _NOTES:
            seen.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag in _LEAVES:
            yield _leaf(child, tag)
        else:
            seen.inserted = seen.inserted or tag in _INSERTED
            yield from _pieces(child, seen, style, ground)


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
    """Texts by row and column, hidden rows left out; merged cells stand once, where they begin."""
    shown = shown_rows(table)
    seen.hidden = seen.hidden or len(shown) < len(rows_of(table))
    return [_row_texts(table, row, seen) for row in shown]


def shown_rows(table: Element) -> list[Element]:
    """Rows of a table that are there and not hidden."""
    return [row for row in rows_of(table) if not is_on(row.find(f"{W}trPr/{W}hidden"))]


def _row_texts(table: Element, row: Element, seen: Seen) -> list[str]:
    skipped = value(row.find(f"{W}trPr/{W}gridBefore"), "0")
    texts = [""] * (min(int(skipped), 60) if skipped.isdigit() else 0)
    for cell in cells_of(row):
        span = value(cell.find(f"{W}tcPr/{W}gridSpan"), "1")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and value(merge, "continue") == "continue"
        texts.append("" if goes_on else cell_text(table, cell, seen))
        texts += [""] * (min(int(span), 60) - 1 if span.isdigit() else 0)
    return texts


def cell_text(table: Element, cell: Element, seen: Seen) -> str:
    """Text of a cell, a line per paragraph, nested tables flattened."""
    ground = seen.styles.ground_of(table, cell)
    lines: list[str] = []
    for block in blocks_of(cell):
        if block.tag == W + "p":
            lines.append(text_of(block, seen, ground=ground))
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
