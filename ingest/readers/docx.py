"""Word documents. The only importer of python-docx."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml

from assistant.model.documents import Page, ReadDocument, SourceFile
from ingest.readers import media, ooxml
from ingest.readers.building import PageBuilder
from ingest.readers.docx_looks import ANY, PAPER, Styles, colours_ground, looks_of
from ingest.readers.docx_markup import (
    Seen,
    all_bold,
    blocks_of,
    grid_of,
    header_rows_of,
    shown_rows,
    split_pages,
    text_of,
    without_breaks,
)
from ingest.readers.docx_numbering import Definition, Level, Numbering, W
from ingest.readers.docx_xml import Element, is_on, value
from ingest.readers.grids import add_grid, filled
from ingest.readers.hygiene import one_line, unseen_in
from ingest.readers.labels import Pair, distinct, is_label, pairs_in_grid, pairs_in_line
from ingest.readers.limits import Limits
from ingest.readers.prose import is_contents_entry, is_page_number, without_bullet

_HEADING_NAME = re.compile(
    r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|otsikko|nadpis|заголовок)\s*(\d)$",
    re.IGNORECASE,
)
_CONTENTS_NAME = re.compile(r"^(?:toc|contents|verzeichnis|tm)\s*\d", re.IGNORECASE)
_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "category", "version")
_FIELD_PARAGRAPHS = 30
_LONGEST_HEADING = 14  # words


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """Pages by the breaks Word stored (one page when it stored none).

    Deleted text, hidden text and comments are left out, with a warning; page headers,
    footers and the table of contents are furniture.
    """
    package = ooxml.checked(source.content, limits)
    document = docx.Document(io.BytesIO(package))
    writer = _Writer(document)
    writer.write_body(document.element.body)
    furniture = writer.frame()
    return ReadDocument(
        pages=tuple(_pages(writer.builders, furniture)),
        media_type=media.DOCX,
        properties=_properties(document) if _has_core(package) else {},
        header_fields=distinct(writer.pairs),
        warnings=(
            *_warnings(writer.seen, writer.comments()),
            *unseen_in(ooxml.text_of(package, "word/document.xml")),
        ),
    )


def _pages(builders: list[PageBuilder], furniture: list[str]) -> Iterator[Page]:
    while len(builders) > 1 and builders[-1].is_blank:
        builders.pop()  # a break at the very end begins no page
    for builder in builders:
        yield builder.build(furniture)


def _warnings(seen: Seen, comments: int) -> Iterator[str]:
    if seen.hidden:
        yield "hidden text was left out"
    if seen.deleted or seen.inserted:
        yield "the document holds tracked changes: insertions were read, deletions left out"
    if comments:
        yield f"comments in the margin were not read: {comments}"


def _has_core(package: bytes) -> bool:
    return ooxml.has_part(package, "docProps/core.xml")


def _properties(document: Document) -> dict[str, str]:
    core = document.core_properties
    found = {name: one_line(str(getattr(core, name) or "")) for name in _PROPERTIES}
    for name in ("created", "modified"):
        moment = getattr(core, name)
        found[name] = moment.isoformat(" ") if moment else ""
    return {name: text for name, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    level: int | None  # of a heading, from 1
    num_id: str
    num_level: str


class _Writer:
    def __init__(self, document: Document) -> None:
        self.builders = [PageBuilder(1)]
        self.pairs: list[Pair] = []
        self.seen = Seen()
        self._document = document
        chains = _chains(document)
        self._styles = {key: _style_of(chain) for key, chain in chains.items() if key}
        self.seen.styles = _looks(chains)
        self._ground = PAPER
        self._numbering = Numbering(_definitions(document))
        self._blank = True  # nothing stands yet on the current page
        self._count = 0

    @property
    def _page(self) -> PageBuilder:
        return self.builders[-1]

    def _turn(self, pages: int) -> None:
        for _ in range(pages):
            self.builders.append(PageBuilder(len(self.builders) + 1))

    def write_body(self, body: Element) -> None:
        """Add every paragraph and table."""
        for block in blocks_of(body):
            if block.tag == W + "tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> None:
        self._count += 1
        self.seen.boxes.clear()
        self.seen.notes.clear()
        marked = text_of(paragraph, self.seen, ground=self._ground)
        boxes, notes = list(self.seen.boxes), list(self.seen.notes)
        if is_on(paragraph.find(f"{W}pPr/{W}pageBreakBefore")) and not self._blank:
            self._turn(1)
            self._blank = True
        before, after, self._blank = split_pages(marked, blank=self._blank)
        self._turn(before)
        text = without_breaks(marked)
        if text.strip():
            self._text(paragraph, text)
        for box in boxes:
            self._box(box)
        for kind, number in notes:
            self._note(kind, number)
        self._turn(after)
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None and value(section.find(W + "type"), "nextPage") != "continuous":
            self._turn(0 if self._blank else 1)
            self._blank = True

    def _text(self, paragraph: Element, text: str) -> None:
        style = self._style(paragraph)
        if _CONTENTS_NAME.match(style.name) or is_contents_entry(text):
            self._page.furniture.append(text)
            return
        level = self._outline(paragraph, style)
        number, is_item = self._number(paragraph, style)
        whole = f"{number} {text.strip()}" if number else text
        if level is not None:
            self._page.heading(whole, level=level)
        elif is_item and not (number and all_bold(paragraph)):
            self._page.item(without_bullet(whole))
        elif style.name.lower() == "title":
            self._page.heading(whole, level=1)
        elif _may_head(paragraph, whole):
            self._page.heading(whole)
        else:
            self._body_text(whole)

    def _body_text(self, text: str) -> None:
        pairs = pairs_in_line(one_line(text) if "\t" not in text else text)
        known = [pair for pair in pairs if is_label(pair[0])]
        if known and self._count <= _FIELD_PARAGRAPHS and len(text) <= 160:
            self.pairs += known
        self._page.paragraph(text.replace("\t", " ") if "\n" not in text else text)

    def _style(self, paragraph: Element) -> _Style:
        style_id = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return self._styles.get(style_id, _Style("", None, "", ""))

    def _outline(self, paragraph: Element, style: _Style) -> int | None:
        own = value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if own.isdigit():
            return int(own) + 1 if int(own) < 9 else None
        return style.level

    def _number(self, paragraph: Element, style: _Style) -> tuple[str, bool]:
        """The automatic number, and whether the paragraph is an item of a list."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        num_id = value(own.find(W + "numId")) if own is not None else ""
        num_id = num_id or style.num_id
        if num_id in ("", "0"):
            return "", style.name.lower().startswith("list ")
        level = value(own.find(W + "ilvl")) if own is not None else ""
        level = level or style.num_level
        style_id = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        index = int(level) if level.isdigit() else self._numbering.level_of_style(num_id, style_id)
        return self._numbering.next(num_id, index), True

    def _table(self, table: Element) -> None:
        marked = "".join(text_of(p, self.seen, ground=ANY) for p in table.iter(W + "p"))
        before, after, self._blank = split_pages(marked, blank=self._blank)
        self._turn(before)
        self.seen.boxes.clear()
        self.seen.notes.clear()
        grid = grid_of(table, self.seen)
        boxes, notes = list(self.seen.boxes), list(self.seen.notes)
        if len(grid) == 1 and filled(grid[0]) == 1:
            for cell in (one for row in shown_rows(table) for one in row.iter(W + "tc")):
                self._ground = self.seen.styles.ground_of(table, cell)
                self.write_body(cell)
            self._ground = PAPER
            return
        if len(self.builders) == 1:
            self.pairs += pairs_in_grid(grid)
        add_grid(self._page, grid, header_rows=header_rows_of(table) or None)
        for box in boxes:
            self._box(box)
        for kind, number in notes:
            self._note(kind, number)
        self._turn(after)

    def _box(self, box: Element) -> None:
        for block in blocks_of(box):
            if block.tag == W + "tbl":
                add_grid(self._page, grid_of(block, self.seen))
            else:
                self._page.paragraph(without_breaks(text_of(block, self.seen, ground=ANY)))

    def _note(self, kind: str, number: str) -> None:
        for part in self._parts(RT.FOOTNOTES if kind == "footnote" else RT.ENDNOTES):
            for note in part.iter(W + kind):
                if note.get(W + "id", "") == number:
                    lines = (text_of(p, self.seen) for p in note.iter(W + "p"))
                    self._page.paragraph(without_breaks("\n".join(lines)))

    def frame(self) -> list[str]:
        """Lines of page headers and footers; their label/value pairs are kept as well."""
        lines: list[str] = []
        for kind in (RT.HEADER, RT.FOOTER):
            for part in self._parts(kind):
                lines += [path.get("string", "") for path in part.iter(_WATERMARK)]
                for block in blocks_of(part):
                    if block.tag == W + "tbl":
                        grid = grid_of(block, self.seen)
                        self.pairs += pairs_in_grid(grid)
                        lines += [" | ".join(cell for cell in row if cell) for row in grid]
                        continue
                    self.seen.boxes.clear()
                    text = without_breaks(text_of(block, self.seen))
                    lines += text.split("\n")
                    self.pairs += pairs_in_line(text)
                    for box in list(self.seen.boxes):
                        lines += self._box_lines(box)
        return [line for line in map(one_line, lines) if line]

    def _box_lines(self, box: Element) -> list[str]:
        paragraphs = box.iter(W + "p")
        return [without_breaks(text_of(one, self.seen, ground=ANY)) for one in paragraphs]

    def comments(self) -> int:
        """How many comments stand in the margin; they are not read."""
        return sum(1 for part in self._parts(RT.COMMENTS) for _ in part.iter(W + "comment"))

    def _parts(self, kind: str) -> Iterator[Element]:
        for relation in self._document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                yield parse_xml(relation.target_part.blob)


_ON = ("1", "true", "on")
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"


def _may_head(paragraph: Element, text: str) -> bool:
    words = text.split()
    if not all_bold(paragraph) or len(words) > _LONGEST_HEADING or is_page_number(text):
        return False
    return not text.rstrip().endswith((".", ";", ",", ":")) and not pairs_in_line(text)


def _chains(document: Document) -> dict[str, list[Element]]:
    """Each style's element and those it is based on, by its id; "" is the usual paragraph's."""
    elements = {style.get(W + "styleId", ""): style for style in document.styles.element}
    chains: dict[str, list[Element]] = {}
    for style_id, element in elements.items():
        chain: list[Element] = []
        at: Element | None = element
        while at is not None and at not in chain:
            chain.append(at)
            at = elements.get(value(at.find(W + "basedOn")))
        chains[style_id] = chain
        if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") in _ON:
            chains[""] = chain
    return chains


def _style_of(chain: list[Element]) -> _Style:
    return _Style(
        name=value(chain[0].find(W + "name")),
        level=_heading_level(chain),
        num_id=_first(chain, f"{W}pPr/{W}numPr/{W}numId"),
        num_level=_first(chain, f"{W}pPr/{W}numPr/{W}ilvl"),
    )


def _looks(chains: dict[str, list[Element]]) -> Styles:
    tables = {key for key, chain in chains.items() if chain[0].get(W + "type") == "table"}
    return Styles(
        looks_of({key: chain for key, chain in chains.items() if key not in tables}),
        frozenset(key for key in tables if colours_ground(chains[key])),
    )


def _heading_level(chain: list[Element]) -> int | None:
    for element in chain:
        match = _HEADING_NAME.match(value(element.find(W + "name")).strip())
        if match:
            return int(match[1])
        outline = value(element.find(f"{W}pPr/{W}outlineLvl"))
        if outline.isdigit():
            return int(outline) + 1 if int(outline) < 9 else None
    return None


def _first(chain: list[Element], path: str) -> str:
    return next((found for element in chain if (found := value(element.find(path)))), "")


def _definitions(document: Document) -> dict[str, Definition]:
    part = next(
        (
            parse_xml(relation.target_part.blob)
            for relation in document.part.rels.values()
            if relation.reltype == RT.NUMBERING and not relation.is_external
        ),
        None,
    )
    if part is None:
        return {}
    abstract = {
        element.get(W + "abstractNumId", ""): _levels(element)
        for element in part.findall(W + "abstractNum")
    }
    found: dict[str, Definition] = {}
    for num in part.findall(W + "num"):
        key = value(num.find(W + "abstractNumId"))
        levels = list(abstract.get(key, ()))
        starts: dict[int, int] = {}
        for override in num.findall(W + "lvlOverride"):
            index = _integer(override.get(W + "ilvl", ""), 0)
            start = value(override.find(W + "startOverride"))
            if start.isdigit():
                starts[index] = int(start)
            own = override.find(W + "lvl")
            if own is not None and 0 <= index < len(levels):
                levels[index] = _level(own)
        found[num.get(W + "numId", "")] = Definition(key, tuple(levels), starts)
    return found


def _levels(abstract: Element) -> tuple[Level, ...]:
    return tuple(_level(level) for level in abstract.findall(W + "lvl"))


def _level(element: Element) -> Level:
    return Level(
        format=value(element.find(W + "numFmt"), "decimal"),
        text=value(element.find(W + "lvlText")),
        start=_integer(value(element.find(W + "start")), 1),
        style=value(element.find(W + "pStyle")),
        legal=is_on(element.find(W + "isLgl")),
    )


def _integer(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isdigit() else default
