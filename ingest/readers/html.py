"""HTML. The only importer of Beautiful Soup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PreformattedString, Tag

from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import html_sight, media
from ingest.readers.building import PageBuilder
from ingest.readers.decoding import decode
from ingest.readers.grids import add_grid
from ingest.readers.hygiene import one_line, unseen_in
from ingest.readers.labels import Pair, distinct, is_label, pairs_in_grid, pairs_in_line
from ingest.readers.limits import Limits

_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select"}
_FRAME = {"nav", "footer"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "aside", "blockquote", "pre", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "form",
    "fieldset", "address", "figure", "figcaption", "details", "summary", "hr", "center", "nav",
    "footer", "title", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
}  # fmt: skip
_HEADING = re.compile(r"^h([1-6])$")
_DECLARED = re.compile(rb"charset\s*=|<\?xml[^>]+encoding", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\x00\s*\x00")  # two line breaks part paragraphs
_BIGGEST_SPAN = 50
_HEAD_BLOCKS = 30


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """One page; scripts, styles and hidden elements are left out, `<meta>` become properties."""
    content = source.content
    declared = _DECLARED.search(content[:4096]) and not content.startswith((b"\xff", b"\xfe"))
    decoded = None if declared else decode(content)
    soup = BeautifulSoup(decoded.text if decoded else content, "lxml")
    told = decoded.warnings if decoded else unseen_in(soup.get_text())
    writer = _Writer(PageBuilder(1), soup)
    writer.walk(soup)
    return ReadDocument(
        pages=(writer.builder.build(),),
        media_type=media.HTML,
        properties=_properties(soup),
        header_fields=distinct(writer.pairs),
        warnings=(*told, *writer.warnings()),
    )


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was met in a piece of HTML beside its text."""

    pairs: list[Pair]
    warnings: tuple[str, ...]


def write_fragment(builder: PageBuilder, markup: str) -> Fragment:
    """Add a piece of HTML met inside another format."""
    soup = BeautifulSoup(markup, "lxml")
    writer = _Writer(builder, soup)
    writer.walk(soup)
    return Fragment(writer.pairs, tuple(writer.warnings()))


def plain_text(markup: str) -> str:
    """The words of a piece of HTML that are seen, a block per line."""
    builder = PageBuilder(1)
    write_fragment(builder, markup)
    return builder.build().text


def _properties(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    if soup.title and one_line(soup.title.get_text()):
        found["title"] = one_line(soup.title.get_text())
    for meta in soup.find_all("meta"):
        name, content = meta.get("name"), meta.get("content")
        if isinstance(name, str) and isinstance(content, str) and content.strip():
            found.setdefault(name.lower(), one_line(content))
    return found


class _Writer:
    def __init__(self, builder: PageBuilder, soup: BeautifulSoup) -> None:
        self.builder = builder
        self.pairs: list[Pair] = []
        self._hidden = False
        self._pictures = 0
        comments = soup.find_all(string=lambda text: isinstance(text, Comment))
        self._remarks = len([one for one in comments if html_sight.is_remark(str(one))])
        sheet = "\n".join(style.get_text() for style in soup.find_all("style"))
        self._grounds = html_sight.colours_ground(sheet)
        self._concealed = {
            id(tag)
            for selector in html_sight.concealing_selectors(sheet)
            for tag in soup.select(selector)
        }
        self._blocks = 0

    def warnings(self) -> Iterator[str]:
        """What was left out."""
        if self._hidden:
            yield "hidden text was left out"
        if self._pictures:
            yield f"hidden descriptions of pictures were left out: {self._pictures}"
        if self._remarks:
            yield f"comments in the source were left out: {self._remarks}"

    def walk(self, tag: Tag) -> None:
        """Add the blocks below `tag`; text between blocks becomes paragraphs."""
        loose: list[str] = []
        for child in tag.children:
            if isinstance(child, Tag):
                if self._is_unseen(child):
                    continue
                if child.name in _BLOCKS or child.find(_BLOCKS):
                    self._paragraph(loose)
                    self._block(child)
                    continue
                loose.append(self._inline(child))
            elif isinstance(child, NavigableString) and not _is_markup(child):
                loose.append(str(child))
        self._paragraph(loose)

    def _block(self, tag: Tag) -> None:
        heading = _HEADING.match(tag.name)
        if heading:
            self.builder.heading(self._inline(tag), level=int(heading[1]))
        elif tag.name in _FRAME:
            text = tag.get_text("\n")
            self.builder.furniture += [line for line in text.split("\n") if line.strip()]
        elif tag.name == "table":
            self._table(tag)
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name == "pre":
            self.builder.paragraph(tag.get_text())
        elif tag.name == "title":
            return
        else:
            self.walk(tag)

    def _paragraph(self, loose: list[str]) -> None:
        text = "".join(loose)
        loose.clear()
        for part in _EMPTY_LINE.split(text):
            self._lines([line for line in map(one_line, part.split("\x00")) if line])

    def _lines(self, lines: list[str]) -> None:
        if not lines:
            return
        self._blocks += 1
        if self._blocks <= _HEAD_BLOCKS:
            for line in lines:
                known = [pair for pair in pairs_in_line(line) if is_label(pair[0])]
                self.pairs += known if len(line) <= 160 else []
        self.builder.paragraph("\n".join(lines))

    def _inline(self, tag: Tag) -> str:
        """Text of inline markup; a `<br>` is marked by NUL, other white space by spaces."""
        if tag.name == "br":
            return "\x00"
        if tag.name == "img":
            return self._alternative(tag)
        parts = []
        for child in tag.children:
            if isinstance(child, Tag):
                parts.append("" if self._is_unseen(child) else self._inline(child))
            elif isinstance(child, NavigableString) and not _is_markup(child):
                parts.append(str(child).replace("\x00", ""))
        inner = "".join(parts)
        return f"\x00{inner}\x00" if tag.name in _BLOCKS else inner

    def _alternative(self, picture: Tag) -> str:
        """A word or two that stand for a sign; a longer description is not on the page."""
        alt = picture.get("alt")
        if not isinstance(alt, str) or len(alt.split()) <= html_sight.LONGEST_ALT:
            return f" {alt} " if isinstance(alt, str) else ""
        self._pictures += 1
        return ""

    def _list(self, tag: Tag) -> None:
        start = tag.get("start")
        number = int(start) if isinstance(start, str) and start.lstrip("-").isdigit() else 1
        for child in tag.find_all(["li", "ul", "ol"], recursive=False):
            if child.name != "li":
                self._list(child)
                continue
            nested = [inner.extract() for inner in child.find_all(["ul", "ol", "table"]) if inner]
            text = self._text(child)
            if text:
                self.builder.item(f"{number}. {text}" if tag.name == "ol" else text)
                number += 1
            for inner in nested:
                self._block(inner)

    def _text(self, tag: Tag) -> str:
        return one_line(self._inline(tag).replace("\x00", " "))

    def _table(self, table: Tag) -> None:
        caption = table.find("caption")
        if isinstance(caption, Tag):
            self.builder.paragraph(self._text(caption))
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        if len(rows) == 1 or any(row.find("table") for row in rows):
            if len(rows) == 1 and not rows[0].find("th"):
                self.walk_cells(rows)
                return
            if any(row.find("table") for row in rows):
                self.walk_cells(rows)
                return
        grid = list(self._grid(rows))
        if self._blocks <= _HEAD_BLOCKS:
            self.pairs += pairs_in_grid(grid[:12])
        add_grid(self.builder, grid, header_rows=_header_rows(rows) or None)

    def walk_cells(self, rows: Sequence[Tag]) -> None:
        """A table used for layout: its cells one after the other."""
        for row in rows:
            for cell in row.find_all(["td", "th"], recursive=False):
                self.walk(cell)

    def _grid(self, rows: Sequence[Tag]) -> Iterator[list[str]]:
        """Texts by column; a cell over several rows stands in each, over several columns once."""
        held: dict[int, tuple[int, str]] = {}  # column -> rows left, text
        for row in rows:
            texts: list[str] = []
            for cell in row.find_all(["td", "th"], recursive=False):
                _fill(texts, held)
                text, column = self._text(cell), len(texts)
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                texts += [text, *[""] * (wide - 1)]
                if high > 1:
                    for offset in range(wide):
                        held[column + offset] = (high - 1, text if offset == 0 else "")
            _fill(texts, held)
            yield texts

    def _is_unseen(self, tag: Tag) -> bool:
        if tag.name in _UNSEEN:
            return True
        style = str(tag.get("style") or "")
        if tag.name == "font" and tag.get("color"):
            style += f";color:{tag.get('color')}"
        concealed = (
            tag.has_attr("hidden")
            or id(tag) in self._concealed
            or html_sight.is_concealed(style)
            or (html_sight.is_white(style) and not self._has_ground(tag))
        )
        self._hidden = self._hidden or (concealed and bool(tag.get_text().strip()))
        return concealed

    def _has_ground(self, tag: Tag) -> bool:
        """Whether anything may lie under an element but white paper."""
        return self._grounds or any(
            one.has_attr("bgcolor")
            or one.has_attr("background")
            or html_sight.colours_ground(str(one.get("style") or ""))
            for one in (tag, *tag.parents)
        )


def _fill(texts: list[str], held: dict[int, tuple[int, str]]) -> None:
    while len(texts) in held:
        column = len(texts)
        left, text = held.pop(column)
        texts.append(text)
        if left > 1:
            held[column] = (left - 1, text)


def _span(cell: Tag, name: str) -> int:
    value = cell.get(name)
    return min(int(value), _BIGGEST_SPAN) if isinstance(value, str) and value.isdigit() else 1


def _header_rows(rows: Sequence[Tag]) -> int:
    count = 0
    for row in rows:
        cells = row.find_all(["td", "th"], recursive=False)
        in_head = row.parent is not None and row.parent.name == "thead"
        if not (in_head or (len(cells) > 1 and all(cell.name == "th" for cell in cells))):
            break
        count += 1
    return count if count < len(rows) else 0


def _is_markup(text: NavigableString) -> bool:
    return isinstance(text, Comment | PreformattedString)
