"""What the headings over a passage say about it, whatever clause it is about."""

import re

from assistant.model.documents import Identity, Kind
from assistant.model.passages import Passage

_NUMBER = re.compile(r"^\s*(?:section|chapter|part|§)?\s*\d+(?:\.\d+)*[.):]?\s+", re.IGNORECASE)
_FRAME = re.compile(
    r"(?:(?:and|or|of|the|this|to|for|document|procedure|policy|instruction|manual|&|/|,|-)\s*|"
    r"(?:purpose|objectives?|aims?|intent|scope|applicability|application|field\s+of\s+application|"
    r"definitions?|terms?|terminology|abbreviations?|acronyms?|glossary|references?|"
    r"(?:normative|regulatory|related|applicable|associated|reference|referenced|external|internal)"
    r"|documents?|documentation|standards?|"
    r"revisions?|change|amendments?|version|history|log|record|"
    r"table\s+of\s+contents|contents|distribution|list|sign-?off|signatures?|approvals?|"
    r"linked|see\s+also)\s*)+",
    re.IGNORECASE,
)
_FRAME_WORD = re.compile(
    r"\b(?:purpose|objectives?|aims?|intent|scope|applicability|application|definitions?|terms|"
    r"terminology|abbreviations?|acronyms?|glossary|references?|related|applicable|associated|history|"
    r"contents|distribution|signatures?|approvals?|sign-?off|amendments?|revisions?)\b",
    re.IGNORECASE,
)
_SCOPE = re.compile(r"\b(?:scope|application|applicability|exclusions?)\b", re.IGNORECASE)


def bare_title(heading: str) -> str:
    """A heading without its number and decoration."""
    return _NUMBER.sub("", heading).strip(" \t_*#:.–—-")


def headings(passage: Passage) -> tuple[str, ...]:
    """Titles over the passage, innermost first, without numbers."""
    path = passage.heading_path or ((passage.section_title,) if passage.section_title else ())
    if passage.section_title and path[-1:] != (passage.section_title,):
        path = (*path, passage.section_title)
    return tuple(title for title in map(bare_title, reversed(path)) if title)


def is_frame(passage: Passage, identity: Identity) -> bool:
    """Whether the passage only frames its document: purpose, scope, definitions, history …

    The scope of a manual is the exception: it is the scope of the quality system.
    """
    for title in headings(passage):
        if not (_FRAME_WORD.search(title) and _FRAME.fullmatch(title)):
            continue
        if identity.kind in (Kind.MANUAL, Kind.POLICY) and _SCOPE.search(title):
            continue
        return True
    return False
