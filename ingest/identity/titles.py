"""The title of a document: from its title field, its first headings, its margins or its name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.addressed import addresses_program
from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, ReadDocument
from ingest.identity.fields import Statement, frame_rows, head_blocks, is_blank
from ingest.identity.filename import FileName
from ingest.identity.kinds import names_a_kind
from ingest.identity.labels import LABEL_PATTERN, Role, role_of
from ingest.identity.numbers import find_numbers, find_revision, without_revision
from ingest.identity.stamps import is_stamp, stamp_in

_GENERIC_TITLES = """purpose|scope|introduction|contents|table of contents|references
    |revision history|definitions|approval|approvals|general|overview|background
    |responsibilities|procedure|notes
    |change history|document information|distribution list|foreword|summary|abstract|index
    |untitled|draft|obsolete|superseded|document properties|document details|title page
    |amendment record|revision record|document approval|approval and revision history
    |controlled document|quality procedure|standard operating procedure|operating procedure
    |system procedure|quality system procedure|work instruction|quality form|sop|management system
    |quality management system|management system procedure|quality system
    |uncontrolled copy|controlled copy|policy statement|form|checklist"""
_GENERIC = frozenset(title.strip() for title in _GENERIC_TITLES.split("|"))
_NUMBERED = re.compile(
    r"^\s*(?:section\s+)?\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S|^[A-Z]\.\s", re.IGNORECASE
)
_STAMPS = re.compile(
    r"\b(?:DRAFT|OBSOLETE|SUPERSEDED|WITHDRAWN)\b|\((?:draft|obsolete|superseded|withdrawn)\)"
)
_KIND = r"(?:(?:\w+\s+)?(?:procedure|instruction|policy|manual|form)|sop|document)"
_KIND_BEFORE = re.compile(rf"\W*(?:{_KIND}\W*)?(?:(?:no|number)\W*)?", re.IGNORECASE)
_KIND_ALONE = re.compile(rf"^{_KIND}\s+:\s+(?=\S)", re.IGNORECASE)  # its number taken out
_JUNK_PROPERTY = re.compile(
    r"^(?:microsoft \w+ - |untitled|document\d*$|presentation|slide|book\d*$|\s*$)|\.\w{3,4}$"
    r"|^word document$|^title$|^powerpoint",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|s\.?a|b\.?v|corp(?:oration)?|co|company|group"
    r"|holdings|board|agency|authority|administration|ministry|university)\.?$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:un)?controlled\b.*\b(?:print|copy|copies)|when printed|^page \d|^printed|^confidential"
    r"|^©|^copyright|^proprietary",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:\b(?:and|or|of|for|the|to|in|with|a|an|by)|[&,/-])$", re.IGNORECASE)
_LONGEST_TITLE = 140
_FEWEST_LETTERS = 3
_HEAD = 14  # blocks from the top in which a title may stand
_MAIL = "message/"


def title_of(
    read: ReadDocument,
    said: Sequence[Statement],
    name: FileName,
    *,
    number: str,
    listed: str = "",
) -> str:
    """The title, never empty; `listed` is what the master list calls the document."""
    stated = [one for one in said if one.role is Role.TITLE]
    plain = [one.value for one in stated if one.rank == 0]
    if read.media_type.startswith(_MAIL):
        plain = [one.value for one in stated] or [read.properties.get("subject", "")]
    headed = list(title_lines(read))
    candidates = [
        *(clean(value, number) for value in plain),
        *_beside_number(read, number),
        _best(headed, name.words, number),
        *(one.value for one in stated if one.rank),
        *_from_frame(read, number),
        *sorted(_from_margins(read, number), key=names_a_kind, reverse=True),
        *_listed_or_named(read, clean(listed, number), name),
        _property(read, number),
        name.words[:1].upper() + name.words[1:],
    ]
    found = next((each for each in candidates if _is_title(each)), "")
    whole = _property(read, number)
    site = "html" in read.media_type and re.match(r"\s+[-–—|·:]\s", whole[len(found) :])
    if site and whole.startswith(found):
        whole = ""  # the name of the site behind the title of the page
    if found and whole.casefold().count(found.casefold()) == 1 and _is_title(whole):
        found = whole  # the page broke the title in two
    return found[:_LONGEST_TITLE] or name.stem or "Untitled"


def _listed_or_named(read: ReadDocument, listed: str, name: FileName) -> list[str]:
    """What the master list calls the number, unless the file is a log kept on that form."""
    log = any(block.row for page in read.pages for block in page.blocks[-1:])
    return [] if log and len(name.words.split()) > 1 else [listed]


def title_lines(read: ReadDocument) -> Iterator[str]:
    """Lines at the top of the first page that may be its title, in order."""
    blocks = head_blocks(read)[:_HEAD]
    headings = any(b.kind is BlockKind.HEADING and _may_be_title(b.text) for b in blocks)
    lines: list[str] = []
    for block in blocks:
        running = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        if block.table_header or (running and _NUMBERED.match(block.text)):
            break
        if not running:
            continue
        if _ends_the_head(block, headings):
            break
        if block.kind is BlockKind.HEADING or not headings:
            lines += block.text.splitlines()[:4]
    yield from (line for line in _joined(lines) if _short(line))


def _may_be_title(heading: str) -> bool:
    """Whether a heading is more than a section's, a company's name or a stamp."""
    return not (_NUMBERED.match(heading) or _ORGANISATION.search(heading) or is_stamp(heading))


def framed_lines(read: ReadDocument) -> Iterator[str]:
    """Fields at the top of the first page and cells of the table that frames it, in order."""
    for row in frame_rows(read):
        for cell in row.cells:
            yield from cell.text.splitlines()
    for block in head_blocks(read)[:_HEAD]:
        if block.kind is BlockKind.HEADER_FIELD:
            yield from block.text.splitlines()


def own_number(line: str) -> str:
    """The number that a line opens with, after no more than "Procedure"; "" without one."""
    for found in find_numbers(line)[:1]:
        if _KIND_BEFORE.fullmatch(line[: found.start]):
            return found.number
    return ""


def _beside_number(read: ReadDocument, number: str) -> Iterator[str]:
    """`QP-1 Stock control` in a cell, `PROCEDURE QP-1: STOCK CONTROL` in a line."""
    for line in framed_lines(read):
        if number and own_number(line) == number:
            rest = clean(line[line.index(number) + len(number) :], number)
            if _short(rest) and ":" not in rest:
                yield rest


def _from_frame(read: ReadDocument, number: str) -> Iterator[str]:
    """Cells of the table that frames a document, a company's name left out."""
    rows = frame_rows(read)
    if not any(_identifies(cell.text) for row in rows for cell in row.cells):
        return
    for row in rows:
        for cell in row.cells:
            line = clean(cell.text, number)
            if (
                not _identifies(line)
                and _short(line)
                and ":" not in line
                and not _ORGANISATION.search(line)
            ):
                yield line


def _identifies(cell: str) -> bool:
    return bool(own_number(cell) or find_revision(cell) or find_dates(cell))


def clean(text: str, number: str) -> str:
    """A title without the document's number, its revision and stamps."""
    text = re.sub(r"[(\[][^)\]]*[)\]]", lambda m: "" if _only_refers(m[0]) else m[0], text)
    text = _STAMPS.sub(" ", without_revision(text))
    pieces = re.split(r"\s+[-–—|]\s+", text)
    text = " - ".join(p for i, p in enumerate(pieces) if not i or not _is_aside(p))
    for found in reversed(find_numbers(text)):
        if found.customary or found.number == number:
            text = text[: found.start] + " " + text[found.end :]
    if number:
        text = re.sub(rf"(?<!\w){re.escape(number)}(?!\w)", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", " ".join(text.replace("*", " ").split()))
    text = _KIND_ALONE.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" -–—:|,;./_#")


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines of which one that breaks off ("Counterfeit and") takes the next with it."""
    joined: list[str] = []
    open_end = False
    for line in (line.strip() for line in lines):
        labelled = role_of(line) is not None or _is_pair(line) or _identifies(line)
        labelled = labelled or bool(stamp_in(line))
        if joined and not labelled and (_OPEN_END.search(joined[-1]) or open_end):
            joined[-1] = f"{joined[-1]} {line}"
            open_end = len(line.split()) <= 3
        else:
            open_end = False
            joined.append(line)
    return joined


def _only_refers(brackets: str) -> bool:
    """Whether brackets hold a document's number or revision."""
    return bool(find_revision(brackets)) or any(n.customary for n in find_numbers(brackets))


def _is_aside(piece: str) -> bool:
    """Whether a part of a heading is a field of the document, not of its title."""
    return bool(find_dates(piece)) or _is_pair(piece)


def _ends_the_head(block: Block, headings: bool) -> bool:
    """Running text after which no title is looked for."""
    return block.kind is BlockKind.PARAGRAPH and len(block.text.split()) > 25 and not headings


def _short(line: str) -> bool:
    words = line.split()
    if line.rstrip().endswith((",", ";")) or (line.rstrip().endswith(".") and len(words) > 5):
        return False
    return 0 < len(words) <= 16 and len(line) < 160


def _best(lines: Iterable[str], hint: str, number: str) -> str:
    """The line that shares most words with the file's name; a company's name comes last."""
    cleaned = [clean(line, number) for line in lines if not _is_pair(line)]
    cleaned = [line for line in cleaned if _is_title(line)]
    wanted = _words(hint)

    def fit(line: str) -> tuple[int, bool, bool]:
        return len(_words(line) & wanted), not _ORGANISATION.search(line), names_a_kind(line)

    return max(cleaned, key=fit, default="")


def _is_pair(line: str) -> bool:
    label, colon, _value = line.partition(":")
    return bool(colon) and role_of(label) is not None


def _is_date_phrase(text: str) -> bool:
    """Whether words only say of what day it is: "dated 9 September 2025"."""
    found = find_dates(text)
    for each in reversed(found):
        text = text[: each.start] + " " + text[each.end :]
    text = re.sub(rf"{LABEL_PATTERN}|\b(?:on|from|as|of)\b", " ", text, flags=re.IGNORECASE)
    return bool(found) and sum(map(str.isalpha, text)) < _FEWEST_LETTERS


def _is_title(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    plain = text.casefold().strip(" .:")
    return (
        letters >= _FEWEST_LETTERS
        and not _is_date_phrase(text)
        and not is_stamp(text)
        and not _FURNITURE.search(text)
        and plain not in _GENERIC
        and not is_blank(text)
        and role_of(text) is None
        and not addresses_program(text)
    )


def _from_margins(read: ReadDocument, number: str) -> Iterator[str]:
    """What a running head says beside the document's number."""
    for page in read.pages[:2]:
        for line in page.furniture:
            for piece in re.split(r"\s{3,}|\s\|\s|\t", line):
                words = len(clean(piece, number).split())
                noise = re.search(r"\bpage\b|:|©|\bcopyright\b", piece, re.IGNORECASE)
                if number and number in line and words >= 2 and not noise:
                    yield clean(piece, number)


def _property(read: ReadDocument, number: str) -> str:
    title = read.properties.get("title", "")
    return "" if _JUNK_PROPERTY.search(title) else clean(title, number)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{3,}", text.casefold())}
