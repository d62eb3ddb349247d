"""Receipts: a reply together with all that it rested on, kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.model.replies import Reply


@dataclass(frozen=True, slots=True)
class SearchedRevision:
    """A revision that was in force, and so was searched, when a question was answered."""

    document: str
    revision: str
    effective_date: date | None
    content_hash: str  # of the file it was read from


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage that a person or a model was shown for a reply, with its words of that day."""

    passage: str  # "p_…"
    document: str
    revision: str
    section: str | None
    page: int  # from 1
    row: str | None
    fingerprint: str
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One reply and what it rested on.

    `understood_by` says who made the stand-alone question: "asker", "rules", "choice" or
    "model:<name>". `draft` is the record of a language model's work as JSON values, None where no
    model drafted. `asked_at` is RFC 3339. Receipts older than a field hold its empty value.
    """

    reply: Reply
    asked_at: str
    edition: str = ""
    program: str = ""
    understood_by: str = ""
    documents: tuple[SearchedRevision, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    draft: Mapping[str, object] | None = None
    understanding_ms: int = 0
    answering_ms: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all was kept; False for a reply from before receipts were."""
        return bool(self.program)
