"""Markdown: headings with levels, lists, pipe tables, front matter, code, embedded HTML."""

import re
from collections.abc import Callable, Sequence
from html import unescape

from assistant.model.documents import ReadDocument, SourceFile
from ingest.readers import html, media
from ingest.readers.building import PageBuilder
from ingest.readers.decoding import decode
from ingest.readers.grids import add_grid
from ingest.readers.html_sight import LONGEST_ALT, is_concealed, is_remark, is_white
from ingest.readers.hygiene import clean, one_line
from ingest.readers.labels import Pair, distinct, pairs_in_grid, pairs_in_line
from ingest.readers.limits import Limits
from ingest.readers.prose import join_lines

_ATX = re.compile(r"^ {0,3}(#{1,6})\s*(\S.*?)?\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|(\d{1,9}[.)]|[a-zA-Z][.)]|#\.))\s+(\S.*)$")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_DELIMITER_ROW = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)\s*$")
_BREAK = re.compile(r"^ {0,3}(?:[-*_]\s*){3,}$")
_PIPE = re.compile(r"(?<!\\)\|")
_HTML_TABLE = re.compile(r"^\s*<table\b", re.IGNORECASE)
_FIGURE = re.compile(r"^\s*(?:\[?!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])(?:\]\([^)]*\))?\s*)+$")
_ALT = re.compile(r"!\[([^\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*\S+")  # where a link goes
_NOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:\s*")
_CODE = re.compile(r"(`+)[^`]+\1")
_INLINE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\[\^[^\]\s]+\]"), ""),
    (re.compile(r"!\[([^\[\]]{0,800})\]\([^)]{0,800}\)"), lambda found: _sign(found[1])),
    (re.compile(r"\[\[[^\[\]|]{0,800}\|([^\[\]]{0,800})\]\]"), r"\1"),
    (re.compile(r"!?\[\[([^\[\]]{0,800})\]\]"), r"\1"),
    (re.compile(r"\[([^\[\]]{0,800})\]\((?:[^()\s]|\([^)]{0,800}\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,800})\]\[[^\[\]]{0,800}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]{1,800})>"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,800})?/?>"), ""),
    (re.compile(r"(?<![\\*])\*{1,3}(?=\S)(.{1,800}?)(?<=\S)\*{1,3}"), r"\1"),
    (re.compile(r"(?<![\\\w])_{1,3}(?=\S)(.{1,800}?)(?<=\S)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"~~(.{1,800}?)~~"), r"\1"),
    (re.compile(r"`+([^`]{1,800})`+"), r"\1"),
    (re.compile(r"\s*\{[#.][^{}]*\}\s*$"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
_REMARK = re.compile(r"^ {0,3}\[[^\]]+\]:\s*(?:#|<>)\s+[\"'(](.*)")  # a link used as comment
_STYLED = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]{0,800})>([^<>]{0,4000})</\1\s*>", re.IGNORECASE
)
_STYLE = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])(?!\s*=\s*[\"']?false)", re.IGNORECASE)
_HEAD_LINES = 40
_LONGEST_INLINE = 20_000  # characters; beyond it the markup is left as it stands


def read(source: SourceFile, limits: Limits) -> ReadDocument:
    """One page; markup is taken off, ordinals of lists stay; front matter is kept apart."""
    decoded = decode(source.content)
    text, remarks = _without_comments(clean(decoded.text))
    text, hidden = _without_hidden(text)
    matter, body = _front_matter(text)
    writer = _Writer(PageBuilder(1))
    writer.write(body.split("\n"))
    pictures = sum(bool(alt) and not _sign(alt) for alt in _ALT.findall(body))
    remarks += sum(is_remark(one) for one in writer.remarks)
    left_out = (
        ("hidden text was left out", hidden),
        ("hidden descriptions of pictures were left out", pictures),
        ("hidden comments in the source were left out", remarks),
    )
    told = (f"{what}: {count}" for what, count in left_out if count)
    return ReadDocument(
        pages=(writer.builder.build(),),
        media_type=media.MARKDOWN,
        properties={name.lower(): value for name, value in matter},
        header_fields=distinct([*matter, *writer.pairs]),
        warnings=(*decoded.warnings, *told, *writer.warnings),
    )


def _without_comments(text: str) -> tuple[str, int]:
    """The text without what stands between `<!--` and `-->`, and how many said something.

    One never closed stays.
    """
    kept: list[str] = []
    at = remarks = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        remarks += is_remark(text[start + 4 : end])
        at = end + 3
    return "".join([*kept, text[at:]]), remarks


def _without_hidden(text: str) -> tuple[str, int]:
    """The text without HTML elements that nobody sees, and how many there were."""
    count = 0

    def shown(found: re.Match[str]) -> str:
        nonlocal count
        style = _STYLE.search(found[2])
        looks = (style[1] or style[2] or "") if style else ""
        if is_concealed(looks) or is_white(looks) or _HIDDEN.search(_STYLE.sub("", found[2])):
            count += 1
            return " "
        return found[0]

    return (_STYLED.sub(shown, text), count) if "style" in text or "hidden" in text else (text, 0)


def _sign(alt: str) -> str:
    """The alternative text of a picture when it stands for a sign; longer ones nobody sees."""
    return alt if len(alt.split()) <= LONGEST_ALT else ""


def plain(text: str) -> str:
    """`text` without inline markup."""
    if len(text) > _LONGEST_INLINE:
        return text
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return clean(unescape(text)) if "&" in text else text


def _front_matter(text: str) -> tuple[list[Pair], str]:
    """Simple `key: value` lines between two `---` at the very top; the rest of the text."""
    lines = text.lstrip("\n").split("\n")
    if lines[0].strip() != "---":
        return [], text
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)
    if not end:
        return [], text
    pairs: list[Pair] = []
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        value = one_line(value).strip("\"'")
        if colon and value and not key.startswith((" ", "\t", "#", "-")):
            pairs.append((key.strip(), value.strip("[]").replace('"', "")))
        elif line.lstrip().startswith("- ") and pairs and not value:
            continue
    return pairs, "\n".join(lines[end + 1 :])


class _Writer:
    def __init__(self, builder: PageBuilder) -> None:
        self.builder = builder
        self.pairs: list[Pair] = []
        self.remarks: list[str] = []
        self.warnings: list[str] = []
        self._open: list[str] = []
        self._item: str | None = None  # the ordinal of the open list item, "" for a bullet
        self._at = 0
        self._headings = 0

    def write(self, lines: Sequence[str]) -> None:
        while self._at < len(lines):
            used = self._fence(lines) or self._table(lines)
            if used:
                self._at += used
                continue
            self._line(lines[self._at])
            self._at += 1
        self._flush()

    def _line(self, line: str) -> None:
        line = re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
        atx, item, setext = _ATX.match(line), _ITEM.match(line), _SETEXT.match(line)
        if not line.strip():
            self._flush()
        elif atx:
            self._flush()
            self._heading(atx[2] or "", len(atx[1]))
        elif setext and len(self._open) == 1 and self._item is None:
            title = self._open.pop()
            self._heading(title, 1 if setext[1][0] == "=" else 2)
        elif _BREAK.match(line) or setext:
            self._flush()
        elif item:
            self._flush()
            self._item = item[2] or ""
            self._open = [item[3]]
        elif _FIGURE.match(line) or _DEFINITION.match(line):
            self._flush()
            self.builder.furniture += [alt for alt in _ALT.findall(line) if _sign(alt)]
            self.remarks += [found[1] for found in [_REMARK.match(line)] if found]
        elif _NOTE.match(line):
            self._flush()
            self._open = [_NOTE.sub("", line)]
        elif self._field(line):
            return
        else:
            self._open.append(line)

    def _heading(self, title: str, level: int) -> None:
        self._headings += 1
        self.builder.heading(plain(title), level=level)

    def _field(self, line: str) -> bool:
        """A "Label: value" line in the head of the document, each on a line of its own."""
        if self._at > _HEAD_LINES or self._headings > 2 or self._item is not None:
            return False
        text = one_line(plain(line))
        pairs = pairs_in_line(text) if len(text) <= 160 else []
        if not pairs or not text.startswith(pairs[0][0]) or len(pairs[0][0].split()) > 4:
            return False
        self._flush()
        self.pairs += pairs
        self.builder.fields(text)
        return True

    def _flush(self) -> None:
        if self._open:
            text = plain(join_lines(self._open))
            if self._item is None:
                self.builder.paragraph(text)
            else:
                self.builder.item(f"{self._item} {text}".strip())
        self._open, self._item = [], None

    def _fence(self, lines: Sequence[str]) -> int:
        opening = _FENCE.match(lines[self._at])
        if not opening:
            return 0
        self._flush()
        end = self._at + 1
        while end < len(lines) and not lines[end].lstrip().startswith(opening[1]):
            end += 1
        self.builder.paragraph("\n".join(lines[self._at + 1 : end]))
        return end + 1 - self._at

    def _table(self, lines: Sequence[str]) -> int:
        if _HTML_TABLE.match(lines[self._at]):
            return self._html(lines)
        below = lines[self._at + 1] if self._at + 1 < len(lines) else ""
        is_table = "|" in lines[self._at] and "|" in below and _DELIMITER_ROW.match(below)
        if not is_table:
            return 0
        self._flush()
        end = self._at + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        header = _split(lines[self._at])
        rows = [_split(line, len(header)) for line in lines[self._at + 2 : end]]
        grid = [header, *rows]
        if self._headings <= 2 and self._at <= _HEAD_LINES:
            self.pairs += pairs_in_grid(grid)
        add_grid(self.builder, grid, header_rows=1 if any(header) and rows else None)
        return end - self._at

    def _html(self, lines: Sequence[str]) -> int:
        self._flush()
        end, depth = self._at, 0
        while end < len(lines):
            low = lines[end].lower()
            depth += low.count("<table") - low.count("</table")
            end += 1
            if depth <= 0:
                break
        fragment = html.write_fragment(self.builder, "\n".join(lines[self._at : end]))
        self.warnings += fragment.warnings
        if self._headings <= 2 and self._at <= _HEAD_LINES:
            self.pairs += fragment.pairs
        return end - self._at


def _split(line: str, width: int = 0) -> list[str]:
    """Cells of a row; where there are more than `width`, pipes within code part nothing."""
    cells = _cells(line)
    if width and len(cells) > width:
        cells = _cells(_CODE.sub(lambda match: match[0].replace("|", r"\|"), line))
    return [one_line(plain(cell)) for cell in cells]


def _cells(line: str) -> list[str]:
    cells = _PIPE.split(line.strip().removeprefix("|"))
    if cells and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells.pop()
    return cells
