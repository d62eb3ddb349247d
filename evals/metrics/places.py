"""Whether a citation or a passage stands at a place that the gold names."""

import re
from collections.abc import Sequence

from assistant.answering.naming import even
from assistant.model.replies import Answered, Citation, Outcome
from evals.cases import Case, Place
from evals.running import Proposed

WANTING_ALL = frozenset({"list", "where"})
"""Kinds of question whose places are all wanted, not any one of them."""

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


def belongs_to(one: Proposed, place: Place) -> bool:
    """Whether the passage is the section's own text, that of its sub-sections not included.

    The rows of a sheet belong to the section of that name.
    """
    if not _same_document(one.path, one.document, one.revision, place):
        return False
    section = place.section or ""
    if one.row and even(one.row.rpartition("!")[0]) == even(section):
        return True
    return _in_section(one.section, one.section_title, section, below=False)


def citation_hit(case: Case, outcome: Outcome) -> float | None:
    """1.0 when some citation stands at a gold place, else 0.0 (declined: 0.0).

    None for a case without gold places: nothing to hit.
    """
    if not case.places:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    return float(any(hits(outcome.citations, case.places)))


def citation_precision(case: Case, outcome: Outcome) -> float | None:
    """Share of the citations of an answer that stand at a gold place, 0.0 … 1.0.

    The gold names the places that answer; others may be right too, so this is a lower bound.
    None for a case without gold places, and when nothing is cited.
    """
    if not case.places or not isinstance(outcome, Answered) or not outcome.citations:
        return None
    found = hits(outcome.citations, case.places)
    return sum(found) / len(found)


def citation_recall(case: Case, outcome: Outcome) -> float | None:
    """Share of the gold places that the answer cites, 0.0 (declined: 0.0) … 1.0.

    None where the places are alternatives: only the kinds `list` and `where` want every one.
    """
    if not case.places or case.kind not in WANTING_ALL:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    met = [any(is_at(one, place) for one in outcome.citations) for place in case.places]
    return sum(met) / len(met)


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
