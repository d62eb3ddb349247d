"""The line under a title that names the issue: `QP-1 | Issue 3 | 4 May 2026 | Owner: Stores`.

Its parts carry no labels, or only some; that several of them stand together in one short line at
the top is what tells them from numbers and dates met in passing.
"""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, ReadDocument
from ingest.identity.numbers import find_numbers, find_revision, without_revision

_HEAD = 6  # blocks from the top in which it may stand
_LONGEST_PART = 10  # words
_PARTS = re.compile(r"\s*[|;·•]\s*|\s+[–—]\s+|\t+|\s{3,}|\n")
_ANOTHER = re.compile(r"\W*(?:supersed|replac|withdr|cancel|previous|former)", re.IGNORECASE)
_OUT = re.compile(r"\W*(?:superseded|replaced by|withdrawn|obsolete|cancell?ed)\b", re.IGNORECASE)
_DATED = re.compile(r"\W*(?:dated|of|date)?\W*", re.IGNORECASE)
_KIND_WORD = re.compile(r"\W*(?:[A-Za-z]+\W+){0,2}$")  # "Form F-12", "Reference QP-1"


class Imprint:
    """The parts of one such line; "" where it does not say."""

    __slots__ = ("date", "label", "number", "superseded")

    def __init__(self, line: str) -> None:
        self.number = self.label = self.date = self.superseded = ""
        parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
        if len(parts) < 2 or any(len(part.split()) > _LONGEST_PART for part in parts):
            return
        for part in parts:
            self._take(part)

    @property
    def found(self) -> bool:
        """Whether the line names an issue: two of number, revision and date."""
        return sum(map(bool, (self.number, self.label, self.date))) > 1

    def _take(self, part: str) -> None:
        if _ANOTHER.match(part):
            self.superseded = self.superseded or (part if _OUT.match(part) else "")
            return
        self.number = self.number or _whole_number(part)
        self.label = self.label or _whole_revision(part)
        self.date = self.date or _whole_date(part)


def imprints(read: ReadDocument) -> Iterator[Imprint]:
    """The lines at the top of the first page that name the issue."""
    first = next((page.blocks for page in read.pages if page.blocks), ())
    for block in islice(first, _HEAD):
        for line in _lines(block):
            if (one := Imprint(line)).found:
                yield one


def _lines(block: Block) -> list[str]:
    if block.kind is BlockKind.TABLE_ROW:
        return [] if block.row or block.table_header else [" | ".join(c.text for c in block.cells)]
    return [*block.text.splitlines(), " | ".join(block.text.splitlines())]


def _whole_number(part: str) -> str:
    """The number that a part is, a word of its kind before it allowed."""
    found = find_numbers(part)
    alone = len(found) == 1 and not part[found[0].end :].strip(" .,()")
    return found[0].number if alone and _KIND_WORD.fullmatch(part[: found[0].start]) else ""


def _whole_revision(part: str) -> str:
    """The label of a part that says little else: `Issue 3`, `DRAFT of Rev C`."""
    label = find_revision(part)
    return label if label and len(without_revision(part).split()) <= 2 else ""


def _whole_date(part: str) -> str:
    found = find_dates(part)
    if len(found) != 1 or not _DATED.fullmatch(part[: found[0].start]):
        return ""
    return part if not part[found[0].end :].strip(" .,()") else ""
