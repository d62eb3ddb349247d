"""Issues that are held no more: their words outlive them, so that a change can be shown."""

from dataclasses import dataclass
from datetime import date

from assistant.model.documents import Kind, Revision
from assistant.model.mappings import Mapping
from assistant.model.passages import Passage

REMEMBERED = frozenset(
    {Kind.POLICY, Kind.MANUAL, Kind.PROCEDURE, Kind.WORK_INSTRUCTION, Kind.FORM, Kind.OTHER}
)
"""Kinds whose past issues are kept: controlled documents. A log is saved over every day, and what
it said stands in it still."""


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An issue as it was when its file was saved over or removed, and the day of that."""

    revision: Revision
    passages: tuple[Passage, ...]  # in reading order
    mappings: tuple[Mapping, ...]
    until: date
