"""What the headings over a passage say about it, whatever clause it is about."""

import re

from assistant.model.documents import Identity, Kind
from assistant.model.passages import Passage

_NUMBER = re.compile(r"^\s*(?:section|chapter|part|§)?\s*\d+(?:\.\d+)*[.):]?\s+", re.IGNORECASE)
_JOIN = r"(?:\s*(?:,|&|/|-|–|and|or)\s*)"
_OF_THIS = r"(?:\s+(?:of|for)\s+(?:the|this)\s+\w+)?"
_SUBJECT = (
    r"(?:(?:table\s+of\s+)?contents|purpose|objective|aims?|intent|scope|applicability|"
    r"field\s+of\s+application|(?:(?:key|specific)\s+)?(?:terms|terminology|definitions?|vocabulary)|"
    r"abbreviations?|acronyms?|glossary|"
    r"(?:(?:normative|regulatory|related|applicable|associated|reference|external|internal|other|"
    r"linked|cited)\s+)*(?:references?|documents?|documentation|standards|procedures)|"
    r"(?:(?:revisions?|change|document|amendments?|version)\s+)+"
    r"(?:history|log|records?|sheet|table|status|index)|"
    r"history(?:\s+of\s+(?:changes|revisions))?|revisions|distribution\s+list|sign-?off\s+sheet|"
    r"(?:document|procedure)\s+approvals?|approval\s+(?:page|sheet|signatures?|record)|signatures)"
)
_FRAME = re.compile(rf"{_SUBJECT}(?:{_JOIN}{_SUBJECT})*{_OF_THIS}", re.IGNORECASE)
_PLAIN_DOCUMENTS = re.compile(r"(?:documents?|documentation|standards|procedures)", re.IGNORECASE)
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
        if not _FRAME.fullmatch(title) or _PLAIN_DOCUMENTS.fullmatch(title):
            continue
        if identity.kind in (Kind.MANUAL, Kind.POLICY) and _SCOPE.search(title):
            continue
        return True
    return False
