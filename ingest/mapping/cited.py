"""Clauses that a passage, or a heading over it, cites by number."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.model.clauses import Edition
from assistant.model.documents import Identity
from assistant.model.mappings import Basis
from assistant.model.passages import Passage
from assistant.references import ClauseReference, clause_references, standards_named
from ingest.mapping.found import Found
from ingest.mapping.numbering import DocumentNumbering
from ingest.mapping.sections import is_frame

_IN_PASSING = re.compile(
    r"(?:\bsee(?:\s+also)?|\bcf\.?|\brefer(?:s|red)?\s+to|\bas\s+(?:defined|described)\s+(?:in|by)|"
    r"\bdefined\s+in|\balso|\bother\s+than|\bexcept|\bunlike)"
    r"[\s(\[]*(?:the\s+)?(?:requirements?\s+of\s+)?(?:sub-?clauses?|clauses?|cl\.|§)?[\s:]*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"^[^.;]{0,40}\b(?:not\s+applicable|n/a|does\s+not\s+apply|excluded|not\s+used)\b", re.I
)
_NUMBERS_ONLY = re.compile(r"[\d.,;/&\s\-–()a-z]*\d[\d.,;/&\s\-–()a-z]*")
_CLAUSE_COLUMN = re.compile(
    r"\b(?:clauses?|cl\.|para(?:graph)?\.?|requirements?|req\.?|element|standard|as\s?91\d0|iso\s?9001)\b",
    re.IGNORECASE,
)

# Confidences, read off hand-labelled documents and rounded: docs/adr/0030.
_IN_HEADING = 0.95
_IN_TEXT = 0.9
_LOOSE_IN_TEXT = 0.72  # "(8.4.1)", "para 8.4.1": the number may belong to something else
_LOOSE_SHORT = 0.55  # "(8.4)"
_PASSING = 0.6
_IN_FRAME = 0.65  # purpose, references: what the document is about, not what this passage says
_PER_LEVEL = 0.12  # lost with each heading level between the citation and the passage
_CROWD = 5  # a passage that cites more clauses than this is a list of them
_IN_CROWD = 0.7


class Citations:
    """Reads cited numbers the way one document means them."""

    def __init__(self, passages: Sequence[Passage], identity: Identity, edition: Edition) -> None:
        self._passages, self._identity, self._edition = passages, identity, edition
        self._headings: dict[str, list[ClauseReference]] = {}

    @cached_property
    def _numbering(self) -> DocumentNumbering:
        return DocumentNumbering.of(self._passages, self._identity, self._edition)

    @cached_property
    def _own_sections(self) -> frozenset[str]:
        return frozenset(passage.section for passage in self._passages if passage.section)

    def find(self, passage: Passage) -> Iterator[Found]:
        """Clauses cited in the passage and in its headings, the nearest mention the surest."""
        yield from self._in_text(passage)
        path = passage.heading_path or ((passage.section_title or ""),)
        for distance, heading in enumerate(reversed(path)):
            for reference in self._of_heading(heading):
                sure = _IN_HEADING - _PER_LEVEL * distance
                yield from self._as_found(reference, sure, f"cited in the heading “{heading}”")

    def _in_text(self, passage: Passage) -> Iterator[Found]:
        references = [*clause_references(passage.text), *_in_clause_columns(passage)]
        if not references:
            return
        frame = is_frame(passage, self._identity)
        crowd = len({reference.number for reference in references}) > _CROWD
        for reference in references:
            sure = self._sureness(reference, passage.text)
            sure = min(sure, _IN_FRAME) if frame else sure
            written = passage.text[max(0, reference.start - 20) : reference.end].split("\n")[-1]
            reason = f"cites “{written.strip()}”"
            yield from self._as_found(reference, sure * (_IN_CROWD if crowd else 1), reason)

    def _sureness(self, reference: ClauseReference, text: str) -> float:
        before, after = text[: reference.start][-60:], text[reference.end :][:60]
        if not reference.explicit and str(reference.number) in self._own_sections:
            return 0.0  # "(see 5.3)": a section of this very document
        if _IN_PASSING.search(before) or _DENIED.match(after):
            return _PASSING if reference.explicit else _PASSING - 0.1
        if reference.explicit:
            return _IN_TEXT
        return _LOOSE_IN_TEXT if reference.number.depth > 2 else _LOOSE_SHORT

    def _of_heading(self, heading: str) -> list[ClauseReference]:
        if heading not in self._headings:
            self._headings[heading] = clause_references(heading)
        return self._headings[heading]

    def _as_found(self, reference: ClauseReference, sure: float, reason: str) -> Iterator[Found]:
        if sure <= 0 or reference.number.depth < 2:
            return
        for meant in self._numbering.meanings(reference):
            basis = Basis.LEGACY_NUMBER if meant.legacy else Basis.CITED_NUMBER
            why = f"{reason}, an old number of {meant.clause}" if meant.legacy else reason
            yield Found(meant.clause, basis, sure * meant.share, why, by_number=True)


def _in_clause_columns(passage: Passage) -> Iterator[ClauseReference]:
    """Bare numbers under a column "Clause"; their offsets are those of the whole passage's cell."""
    for header, text in passage.cells:
        if not (_CLAUSE_COLUMN.search(header) and _NUMBERS_ONLY.fullmatch(text.strip())):
            continue
        start = max(0, passage.text.find(text))
        for found in clause_references(f"clause {text.strip()}"):
            yield ClauseReference(found.number, start, start + len(text), _named_in(header), True)


def _named_in(header: str) -> str:
    return next(iter(standards_named(header)), "")
