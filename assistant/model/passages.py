"""Passages: the unit of search and citation."""

from dataclasses import dataclass
from hashlib import sha256


def fingerprint(text: str) -> str:
    """Sha256 (hex) of the text with white space and case evened out: same words, same print."""
    return sha256(" ".join(text.split()).casefold().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one page of one revision: `page.text[start:end] == text`, always.

    `section` is the printed number of the section it stands in ("6.2"), `section_title` that
    section's heading, `heading_path` all headings above it, outermost first, its own last.
    `row` names a log row ("Register!12"); `cells` are its (column header, text) pairs.
    `context` is what a reader of the page knows and the bare text does not say (title of the
    document, heading path, column headers): searched and embedded with the text, never quoted.
    """

    id: str  # "p_…"
    revision: str  # Revision.id
    ordinal: int  # position in the revision, from 0
    page: int  # from 1
    start: int
    end: int
    text: str
    section: str | None = None
    section_title: str | None = None
    heading_path: tuple[str, ...] = ()
    row: str | None = None
    cells: tuple[tuple[str, str], ...] = ()
    context: str = ""

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the text: a person's confirmation belongs to it, not to the page."""
        return fingerprint(self.text)

    @property
    def searchable(self) -> str:
        """What words and vectors are made of."""
        return f"{self.context}\n{self.text}" if self.context else self.text
