"""What a document says about itself: labels and values from its head and its margins."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise, takewhile

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, ReadDocument
from ingest.identity.closing import closing_lines, control_pairs, says_what_it_is, signed_on
from ingest.identity.imprint import Imprint, imprints
from ingest.identity.labels import BARE_LABELS, LABEL_PATTERN, Role, role_of
from ingest.identity.numbers import as_label, as_number, find_numbers, find_revision
from ingest.identity.stamps import beside_label, without_stamp

_LONGEST_VALUE = 8  # words
_HEAD_LINES = 30  # a header block that starts later is something else
_PLACEHOLDER = re.compile(
    r"^[\W_]*$|<%|\{\{|^\[.*\]$|^<.*>$|^(?:tbd|tba|tbc|n/?a|none|not applicable|x{2,}|null|nil"
    r"|dd[/.-]mm[/.-]yy(?:yy)?|mm[/.-]dd[/.-]yy(?:yy)?|yyyy-mm-dd)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?P<label>{LABEL_PATTERN})\s*(?:\.\s*)?[:#=]\s*", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?P<label>"
    + "|".join(label.replace(" ", r"\.?\s+") for label in BARE_LABELS)
    + r")\.?\s+(?P<value>[A-Z][\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
_LABEL_THEN = re.compile(rf"(?P<label>{LABEL_PATTERN})\s+(?:on\s+|from\s+)?(?=\S)", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:supersed\w+|replac\w+|withdr\w+|cancel\w+|previous\w*|printed)\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\W*(?:pending|awaited|outstanding|not yet(?: approved)?|to be approved"
    r"|(?:awaiting|pending) (?:approval|signature|sign-?\s?off))\W*",
    re.IGNORECASE,
)
_FRAME_ROWS = 6  # a table at the very top with more rows is no header block
_SHORT_LINE = 14  # words
_LONGEST_MARGIN = 40  # words of a line that is cut into parts
_NEXT_FIELD = re.compile(r"\s*[.;,|·•]\s+(?=[A-ZÄÖÜ][^.:;,|·•]{1,30}:(?:\s|$))")
"""Where a value ends because another field begins, known or not: `J. Smith. Next look: May`."""
_PAGE_MARK = re.compile(
    r"(?:^|[\s|·•,;–-]+)(?:page|seite|pagina|página|sheet|blatt|p\.|pg\.?)\s*"
    r"\d{1,4}(?:\s*(?:of|von|de|di|/)\s*\d{1,4})?\s*$",
    re.IGNORECASE,
)
_BESIDE_LABEL = re.compile(
    r"\b(?:rev(?:ision)?|iss(?:ue)?|ver(?:sion)?|index|ausgabe|edition)\.?\s*(?:no\.?)?\s*[\w.]{1,5}"
    r"\s*[,/(–-]\s*(?:of\s|dated\s|vom\s)?\s*",
    re.IGNORECASE,
)
"""What stands between an issue and the date written right behind it: `Issue A, 5 May 2026`."""
_HELD = re.compile(r"\s*(?P<held>held on\s[^.;,]{6,30}(?:,\s\d{4})?)", re.IGNORECASE)
_DATED = re.compile(r"\b(?:dated|date|effective|of)\b", re.IGNORECASE)


class Source(IntEnum):
    """Where a statement stands; the lower, the more it is believed."""

    HEADER = 0
    PAGE = 1
    MARGIN = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says about itself, e.g. its revision is "C"."""

    role: Role
    rank: int  # 0 is said most plainly
    value: str
    source: Source

    @property
    def trust(self) -> tuple[int, int]:
        """Sorts the most trusted first: the plainest label, then the best place."""
        return self.rank, self.source


def statements(read: ReadDocument) -> list[Statement]:
    """Everything the document says about itself, most trusted first, blanks left out."""
    found = [
        *_from_header(read),
        *_from_imprint(read),
        *_from_first_page(read),
        *_from_margins(read),
    ]
    every = _completed(found)
    told = {one.role for one in every}
    every += [one for one in _completed(_from_end(read)) if one.role not in told]
    return sorted(dict.fromkeys(every), key=lambda one: one.trust)


def _completed(found: Iterable[Statement]) -> list[Statement]:
    return [more for one in found if not _is_gap(one) for more in _with_companions(one)]


def _from_end(read: ReadDocument) -> Iterator[Statement]:
    """A control table wherever it stands, a line of control at the end, a place and a date."""
    for label, value in control_pairs(read):
        yield from _statement(label, value, Source.HEADER)
    for line in closing_lines(read):
        yield from _of_imprint(Imprint(line), Source.MARGIN)
        yield from _in_line(line, Source.MARGIN)
        numbers = find_numbers(line)
        if len(numbers) == 1:
            yield Statement(Role.NUMBER, 2, numbers[0].number, Source.MARGIN)
    if day := signed_on(read):
        yield Statement(Role.EFFECTIVE, 3, day, Source.MARGIN)


def is_blank(value: str) -> bool:
    """Whether a value is only a gap to be filled in: "____", "TBD", "[DD/MM/YYYY]"."""
    return bool(_PLACEHOLDER.search(value.strip()))


def _is_gap(one: Statement) -> bool:
    """A dash is a blank anywhere but in a revision field, where it is the first issue."""
    return is_blank(one.value) and not (one.role is Role.REVISION and one.value == "-")


def head_blocks(read: ReadDocument) -> tuple[Block, ...]:
    """The blocks of the first page that has any."""
    return next((page.blocks for page in read.pages if page.blocks), ())


def top_rows(read: ReadDocument) -> tuple[Block, ...]:
    """The rows of a small table at the very top; () when there is none, or a log."""
    rows = list(takewhile(lambda block: block.kind is BlockKind.TABLE_ROW, head_blocks(read)))
    small = len(rows) <= _FRAME_ROWS and not any(row.row for row in rows)
    return tuple(rows) if small else ()


def frame_rows(read: ReadDocument) -> tuple[Block, ...]:
    """The rows of a small table at the very top that has no names for its columns.

    `Company | QP-1 Stock control` over `Issue 2 | Issued 20 January 2026` frames a document.
    """
    rows = top_rows(read)
    return () if any(role_of(cell.text) for cell in (rows[0].cells if rows else ())) else rows


def _from_header(read: ReadDocument) -> Iterator[Statement]:
    for label, value in read.header_fields:
        yield from _statement(label, value, Source.HEADER)
    for block in head_blocks(read):
        if block.kind is BlockKind.HEADER_FIELD:
            yield from _in_line(block.text, Source.HEADER)


def _from_imprint(read: ReadDocument) -> Iterator[Statement]:
    for one in imprints(read):
        yield from _of_imprint(one, Source.HEADER)


def _of_imprint(one: Imprint, source: Source) -> Iterator[Statement]:
    parts = (
        (Role.NUMBER, 2, one.number),
        (Role.REVISION, 1, one.label),
        (Role.EFFECTIVE, 2, one.date),
        (Role.SUPERSEDED_BY, 0, one.superseded),
        (Role.APPROVER, 1, one.approver),
        (Role.OWNER, 1, one.owner),
    )
    for role, rank, value in parts:
        if value:
            yield Statement(role, rank, value, source)


def _from_first_page(read: ReadDocument) -> Iterator[Statement]:
    lines = 0
    table: list[Block] = []
    yield from _in_column(read)
    frame = frame_rows(read)
    for row in frame:
        yield from _in_cells([cell.text for cell in row.cells])
    for block in head_blocks(read):
        if block in frame:
            continue
        if block.kind is BlockKind.TABLE_ROW and not (table and block.table_header):
            table.append(block)
        else:
            yield from _in_table(table)
            table = [block] if block.kind is BlockKind.TABLE_ROW else []
        if block.kind not in (BlockKind.HEADER_FIELD, BlockKind.TABLE_ROW):
            for line in block.text.splitlines():
                yield from _in_line(line, Source.PAGE)
        lines += block.text.count("\n") + 1
        if lines > _HEAD_LINES:
            return
    yield from _in_table(table)


def _from_margins(read: ReadDocument) -> Iterator[Statement]:
    """Running heads; only what all but the first page may repeat is not asked for."""
    lines = dict.fromkeys(line for page in read.pages[:5] for line in page.furniture)
    for line in lines:
        yield from _in_line(line, Source.MARGIN)


def _in_column(read: ReadDocument) -> Iterator[Statement]:
    """A label alone on its line, its value on the next: what a table in a PDF often becomes."""
    lines: list[str] = []
    for block in head_blocks(read):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            lines += block.text.splitlines()
        else:
            lines.append("")  # a heading or a row is no value of the label above it
        if len(lines) > 2 * _HEAD_LINES:
            break
    for label, value in pairwise(lines):
        if role_of(label) and not role_of(value) and len(value.split()) <= _LONGEST_VALUE:
            yield from _statement(label, value, Source.PAGE)


def _in_table(rows: Sequence[Block]) -> Iterator[Statement]:
    """`Label | value | Label | value`, or one row of values right below a row of labels.

    The columns of any longer table name what its rows hold, not what the document is.
    """
    header = rows[0] if rows and _names_columns(rows[0]) else None
    if header is None:
        for row in rows:
            yield from _in_cells([cell.text for cell in row.cells])
        return
    labels = [cell.text for cell in header.cells]
    names_document = any(role and role[0] is Role.NUMBER for role in map(role_of, labels))
    if len(rows) == 2 and names_document and len(rows[1].cells) == len(labels):
        for label, cell in zip(labels, rows[1].cells, strict=True):
            yield from _statement(label, cell.text, Source.PAGE)


def _names_columns(row: Block) -> bool:
    """Whether a row heads its columns; `Number | QP-1` is the first pair of a header block."""
    roles = [role_of(cell.text) for cell in row.cells]
    if len(roles) == 2 and roles[0] and not roles[1]:
        return False
    return row.table_header or (len(roles) > 1 and all(roles))


def _in_cells(cells: Sequence[str]) -> Iterator[Statement]:
    labels, values = cells[0::2], cells[1::2]
    if len(labels) == len(values) and all(map(role_of, labels)) and not any(map(role_of, values)):
        for label, value in zip(labels, values, strict=True):
            yield from _statement(label, value, Source.PAGE)
    for cell in cells:
        yield from _in_line(cell, Source.PAGE)


def _in_line(line: str, source: Source) -> Iterator[Statement]:
    matches = list(_LABELLED.finditer(line))
    ends = [match.start() for match in matches[1:]] + [len(line)] * bool(matches)
    for match, end in zip(matches, ends, strict=True):
        value = re.split(r"\s{3,}|\s\|\s|\t", line[match.end() : end])[0]
        yield from _statement(match["label"], value, source)
    for match in _BARE.finditer(line, 0, matches[0].start() if matches else len(line)):
        yield from _statement(match["label"], match["value"], source)
    yield from _worded_revision(line[: matches[0].start()] if matches else line, source)
    for part in _parts(line):
        yield from _worded_dates(part, source)


def _parts(line: str) -> list[str]:
    """A short line or one that says what the document is; of another its short parts."""
    if len(line.split()) <= _SHORT_LINE or says_what_it_is(line):
        return [line]
    if found := _HELD.match(line):  # "Held on 9 July 2025 in Coventry. Present: …"
        return [found["held"]]
    if len(line.split()) > _LONGEST_MARGIN:
        return []
    pieces = re.split(r"\s[|·•]\s|\s{3,}|\t+", line)
    return [one for one in pieces if len(pieces) > 1 and len(one.split()) <= _SHORT_LINE]


def _worded_dates(line: str, source: Source) -> Iterator[Statement]:
    """`Issued 20 January 2026`, `in force from 1 May`: a label and its date without a colon."""
    for match in _LABEL_THEN.finditer(line):
        role = role_of(match["label"])
        if role is None or role[0] not in (Role.EFFECTIVE, Role.REVIEW):
            continue
        if _OF_ANOTHER.search(line[: match.start()]):
            return
        found = find_dates(line[match.end() :])
        if found and found[0].start == 0:
            yield Statement(role[0], role[1], line[match.end() :][: found[0].end], source)


def _worded_revision(line: str, source: Source) -> Iterator[Statement]:
    """`QP-1 Rev C`, `Issue 4 dated 1 March 2020`, in a line that says little else."""
    label = find_revision(line)
    another = _OF_ANOTHER.match(line.lstrip(" \t(*-"))
    if not label or another:
        return
    if len(line.split()) > _SHORT_LINE and not says_what_it_is(line):
        return
    yield Statement(Role.REVISION, 1, label, source)
    if word := beside_label(line):
        yield Statement(Role.STATUS, 1, word, source)
    beside = _BESIDE_LABEL.search(line)
    if beside and (found := find_dates(line[beside.end() :])) and found[0].start == 0:
        yield Statement(Role.EFFECTIVE, 2, line[beside.end() :][: found[0].end], source)
    elif find_dates(line) and (_DATED.search(line) or source is Source.MARGIN):
        yield Statement(Role.EFFECTIVE, 2, line, source)


def _statement(label: str, value: str, source: Source) -> Iterator[Statement]:
    role = role_of(label)
    value = _PAGE_MARK.sub("", _NEXT_FIELD.split(value)[0])
    value = " ".join(value.strip(" \t|:;,*_·•").split())
    if role and role[0] is not Role.OTHER and value:
        yield Statement(role[0], role[1], value, source)


def _with_companions(one: Statement) -> Iterable[Statement]:
    """A field may hold two things: "C / 01 Mar 2025", "QP-1 Rev C", "J. Smith, 1 Mar 2025"."""
    dated = bool(find_dates(one.value))
    match one.role:
        case Role.REVISION:
            return _with_revision(one, dated=dated)
        case Role.NUMBER if one.rank >= 2 and not as_number(one.value):
            return [replace(one, role=Role.TITLE, rank=1)]  # "Procedure: Purchasing"
        case Role.NUMBER:
            label, word = find_revision(one.value), beside_label(one.value)
            labels = [replace(one, role=Role.REVISION, rank=1, value=label)] if label else []
            return [one, *labels, *_beside(one, word)]
        case Role.EFFECTIVE if not dated:
            if one.rank == 3 and _NOT_YET.fullmatch(one.value):
                return [replace(one, role=Role.STATUS, rank=2, value="not yet approved")]
            person = one.rank == 3 and len(one.value.split()) <= 6
            return [replace(one, role=Role.APPROVER, rank=1)] if person else []
        case Role.EFFECTIVE:
            return [one, *_leading_label(one)]
        case Role.APPROVER if _NOT_YET.fullmatch(one.value):
            return [replace(one, role=Role.STATUS, rank=2, value="not yet approved")]
        case Role.APPROVER if dated:
            return [one, replace(one, role=Role.EFFECTIVE, rank=3)]
    return [one]


def _with_revision(one: Statement, *, dated: bool) -> list[Statement]:
    """Label, status word and date of a revision field: "1 DRAFT", "C / 01 Mar 2025"."""
    word = beside_label(f"Rev {one.value}")
    label = as_label(without_stamp(one.value) if word else one.value)
    labels = [replace(one, value=label)] if label else []
    dates = [replace(one, role=Role.EFFECTIVE, rank=2)] if dated else []
    return [*labels, *_beside(one, word), *dates]


def _beside(one: Statement, word: str) -> list[Statement]:
    return [replace(one, role=Role.STATUS, rank=1, value=word)] if word else []


def _leading_label(one: Statement) -> list[Statement]:
    """The label in `Rev/Date: C / 01 Mar 2025`."""
    match = re.match(r"([A-Z]{1,2}|\d{1,2})\s*[/,|–-]\s+\S", one.value)
    return [replace(one, role=Role.REVISION, rank=1, value=match[1])] if match else []
