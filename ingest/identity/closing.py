"""What a document says about itself elsewhere than at its head: a control table, a closing line.

Many houses put number, issue, date and keeper at the end of a paper, or in a foot that became
running text. Only what the head leaves out is taken from there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, ReadDocument
from ingest.identity.labels import LABEL_PATTERN, Role, role_of
from ingest.identity.numbers import find_numbers, find_revision

_LONGEST_TABLE = 12  # rows
_LAST_BLOCKS = 4
_FEWEST_ROLES = 3
_LONGEST_LINE = 40  # words
_OF_DOCUMENT = frozenset(Role) - {Role.OTHER}
_KEPT = frozenset({Role.EFFECTIVE, Role.REVIEW, Role.OWNER, Role.APPROVER})
_LABELLED = re.compile(rf"(?P<label>{LABEL_PATTERN})\s*(?:\.\s*)?[:#=]", re.IGNORECASE)
_DATED = re.compile(rf"(?P<label>{LABEL_PATTERN})\s+(?:on\s+|from\s+)?(?=\S)", re.IGNORECASE)
_SIGNED_AT = re.compile(r"(?:[A-ZÄÖÜ][\w'’-]+ ?){1,3},\s*(?:the\s+|den\s+)?(?=\d|[A-Z])")

Pair = tuple[str, str]


def control_pairs(read: ReadDocument) -> Iterator[Pair]:
    """Labels and values of the tables, wherever they stand, that say what the document is."""
    for page in read.pages:
        for is_row, group in groupby(page.blocks, lambda one: one.kind is BlockKind.TABLE_ROW):
            rows = list(group)
            if is_row and len(rows) <= _LONGEST_TABLE:
                pairs = list(_pairs(rows))
                if _identifies(pairs):
                    yield from pairs


def _pairs(rows: Sequence[Block]) -> Iterator[Pair]:
    """`Label | value | Label | value`, or one row of values below a row of labels."""
    heads = [cell.text for cell in rows[0].cells]
    of_columns = len(heads) >= _FEWEST_ROLES and all(map(role_of, heads))
    if of_columns and len(rows) == 2 and len(rows[1].cells) == len(heads):
        yield from zip(heads, [cell.text for cell in rows[1].cells], strict=True)
        return
    for row in rows:
        cells = [cell.text for cell in row.cells]
        if len(cells) % 2 == 0:
            yield from zip(cells[0::2], cells[1::2], strict=True)


def _identifies(pairs: Sequence[Pair]) -> bool:
    """Whether most pairs are fields of a document, its issue or its date among them."""
    roles = [role[0] for label, value in pairs if value.strip() and (role := role_of(label))]
    own = set(roles) & _OF_DOCUMENT
    issue = own & {Role.REVISION, Role.EFFECTIVE}
    return bool(issue) and len(own) >= _FEWEST_ROLES and len(roles) * 2 > len(pairs)


def closing_lines(read: ReadDocument) -> Iterator[str]:
    """Lines among the last of the document that name three things that identify it."""
    for line in _last_lines(read):
        if says_what_it_is(line):
            yield line


def signed_on(read: ReadDocument) -> str:
    """The date behind a place in a line of its own at the end: `Leeds, 12 May 2026`; "" if none."""
    for line in _last_lines(read):
        placed = _SIGNED_AT.match(line)
        found = find_dates(line[placed.end() :]) if placed else []
        if placed and found and found[0].start == 0:
            rest = line[placed.end() + found[0].end :]
            if not rest.strip(" ."):
                return line[placed.end() :]
    return ""


def says_what_it_is(line: str) -> bool:
    """Whether a line names three of number, issue, dates and persons of a document."""
    if len(line.split()) > _LONGEST_LINE:
        return False
    labelled = {role[0] for m in _LABELLED.finditer(line) if (role := role_of(m["label"]))}
    dated = {
        role[0]
        for match in _DATED.finditer(line)
        if (role := role_of(match["label"])) and _date_at(line[match.end() :])
    }
    own = (labelled | dated) & _OF_DOCUMENT
    if find_numbers(line):
        own |= {Role.NUMBER}
    if find_revision(line):
        own |= {Role.REVISION}
    return len(own) >= _FEWEST_ROLES and Role.REVISION in own and bool(own & _KEPT)


def _date_at(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and found[0].start == 0


def _last_lines(read: ReadDocument) -> Iterator[str]:
    last = next((page.blocks for page in reversed(read.pages) if page.blocks), ())
    for block in last[-_LAST_BLOCKS:]:
        if block.kind is BlockKind.PARAGRAPH:
            yield from block.text.splitlines()
