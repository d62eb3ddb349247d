"""Whether a citation or a passage stands at a place that the gold names."""

import re
from collections.abc import Sequence

from assistant.answering.naming import even
from assistant.model.replies import Answered, Citation, Outcome
from assistant.ports import MappedPassage
from evals.cases import Case, Place

_NUMBER = re.compile(r"\s*((?:[A-Z]\.?)?\d+(?:\.\d+)*)\.?(?:\s+|$)")


def is_at(citation: Citation, place: Place) -> bool:
    """Whether the citation stands in that document, and in that section or row.

    A section matches by its number (6.2 holds 6.2.1) or by its words, a row by its name.
    """
    if not _same_document(citation.path, citation.document, citation.revision, place):
        return False
    if place.row is not None:
        return citation.row is not None and _row(citation.row) == _row(place.row)
    if place.section is None:
        return True
    return _in_section(citation.section, citation.section_title, place.section, below=True)


def belongs_to(one: MappedPassage, place: Place) -> bool:
    """Whether the passage is the section's own text, that of its sub-sections not included.

    The rows of a sheet belong to the section of that name.
    """
    revision, passage = one.revision, one.passage
    if not _same_document(revision.path, revision.number, revision.identity.label, place):
        return False
    section = place.section or ""
    if passage.row and even(passage.row.rpartition("!")[0]) == even(section):
        return True
    return _in_section(passage.section, passage.section_title, section, below=False)


def citation_hit(case: Case, outcome: Outcome) -> float | None:
    """1.0 when some citation stands at a gold place, else 0.0 (declined: 0.0).

    None for a case without gold places: nothing to hit.
    """
    if not case.places:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    return float(any(hits(outcome.citations, case.places)))


def hits(citations: Sequence[Citation], places: Sequence[Place]) -> list[bool]:
    """For each citation, in order, whether it stands at one of the places."""
    return [any(is_at(citation, place) for place in places) for citation in citations]


def _same_document(path: str, document: str, revision: str, place: Place) -> bool:
    if place.path:
        return path == place.path
    if place.revision is not None and even(revision) != even(place.revision):
        return False
    return even(document) == even(place.document)


def _in_section(number: str | None, title: str | None, wanted: str, *, below: bool) -> bool:
    found = _NUMBER.match(wanted)
    asked, words = (found[1], wanted[found.end() :]) if found else ("", wanted)
    printed = _NUMBER.match(title or "")
    here = (number or (printed[1] if printed else "")).strip().rstrip(".")
    if asked and here:
        return here == asked or (below and here.startswith(f"{asked}."))
    return bool(even(words)) and even(title or "") in (even(words), even(wanted))


def _row(row: str) -> str:
    sheet, _, number = row.rpartition("!")
    return f"{even(sheet)}!{number}"
