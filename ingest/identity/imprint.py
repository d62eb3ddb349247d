"""The line under a title that names the issue: `QP-1 | Issue 3 | 4 May 2026 | Owner: Stores`.

Its parts carry no labels, or only some; that several of them stand together in one short line at
the top is what tells them from numbers and dates met in passing.
"""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.dates import find_dates
from assistant.model.documents import Block, BlockKind, ReadDocument
from ingest.identity.labels import Role, role_of
from ingest.identity.numbers import find_numbers, find_revision, without_revision

_HEAD = 6  # blocks from the top in which it may stand
_LONGEST_PART = 10  # words
_PARTS = re.compile(r"\s*[|;·•]\s*|\s+[–—/]\s+|\t+|\s{3,}|\n")
_COMMAS = re.compile(r",\s+(?!\d{4}\b)|\.\s+(?=[A-ZÄÖÜ][\w ]{2,30}:)")
_ANOTHER = re.compile(r"\W*(?:supersed|replac|withdr|cancel|previous|former)", re.IGNORECASE)
_OUT = re.compile(r"\W*(?:superseded|replaced by|withdrawn|obsolete|cancell?ed)\b", re.IGNORECASE)
_DATED = re.compile(r"\W*(?:dated|of|date)?\W*", re.IGNORECASE)
_CHANGED = re.compile(
    r"\W*(?:last\s)?(?:changed|edited|modified|updated|revised)\s(?:on\s)?", re.IGNORECASE
)
_NAME = re.compile(r"(?:[A-ZÄÖÜ][\w.'’-]*)(?: [A-ZÄÖÜ][\w.'’-]*){0,4}(?:, [\w ]{3,40})?")
_KIND_WORD = re.compile(r"\W*(?:[A-Za-z]+\W+){0,2}$")  # "Form F-12", "Reference QP-1"


class Imprint:
    """The parts of one such line; "" where it does not say."""

    __slots__ = ("approver", "date", "label", "number", "owner", "superseded")

    def __init__(self, line: str) -> None:
        self.number = self.label = self.date = self.superseded = ""
        self.approver = self.owner = ""
        parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
        if len(parts) == 1:
            parts = [part.strip() for part in _COMMAS.split(line) if part.strip()]
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
        self.number = self.number or _whole_number(without_revision(part))
        self.label = self.label or _whole_revision(part)
        self.approver = self.approver or _person_after(Role.APPROVER, part)
        self.owner = self.owner or _person_after(Role.OWNER, part)
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
    label, colon, _ = part.partition(":")
    if colon and (role_of(label) or (Role.OTHER, 0))[0] is not Role.NUMBER:
        return ""  # "Heat: T-44109" is the number of something else
    found = find_numbers(part)
    alone = len(found) == 1 and not part[found[0].end :].strip(" .,()")
    return found[0].number if alone and _KIND_WORD.fullmatch(part[: found[0].start]) else ""


def _whole_revision(part: str) -> str:
    """The label of a part that says little else: `Issue 3`, `DRAFT of Rev C`."""
    label = find_revision(part)
    rest = without_revision(part)
    alone = len(rest.split()) <= 2 or _whole_number(rest)
    return label if label and alone else ""


def _whole_date(part: str) -> str:
    found = find_dates(part)
    if len(found) != 1:
        return ""
    before, after = part[: found[0].start], part[found[0].end :].strip(" .,()")
    if _CHANGED.fullmatch(before) and re.fullmatch(r"(?:by\s.{3,40})?", after):
        return part[found[0].start : found[0].end]
    return part if _DATED.fullmatch(before) and not after else ""


def _person_after(role: Role, part: str) -> str:
    """Whom a part without a colon names: `approved by J. Smith`, `Keeper J. Smith`."""
    for words in (2, 1):
        label, value = part.split()[:words], part.split()[words:]
        known = role_of(" ".join(label))
        if known and known[0] is role and known[1] == 0 and _NAME.fullmatch(" ".join(value)):
            return " ".join(value)
    return ""
