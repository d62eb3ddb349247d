"""Whether a citation points at a place that the gold names."""

import re
from collections.abc import Sequence

from assistant.model.replies import Answered, Citation, Outcome
from evals.cases import Case, Place

_SIGNS = re.compile(r"[^a-z0-9]+")


def even(text: str) -> str:
    """The text without case, blanks and signs."""
    return _SIGNS.sub("", text.casefold())


def is_at(citation: Citation, place: Place) -> bool:
    """Whether the citation stands in that document and section or row.

    A section matches by number (6.2 holds 6.2.1) or by title. A row matches by its name.
    """
    if even(citation.document) != even(place.document):
        return False
    if place.row is not None:
        return citation.row is not None and _row(citation.row) == _row(place.row)
    return place.section is None or in_section(citation, place.section)


def in_section(citation: Citation, section: str) -> bool:
    """Whether the citation's section is `section`, sits below it, or carries that title."""
    number = (citation.section or "").rstrip(".")
    wanted = section.rstrip(".")
    if number and (number == wanted or number.startswith(f"{wanted}.")):
        return True
    title = even(citation.section_title or "")
    return bool(title) and title in (even(wanted), even(re.sub(r"^[\d.]+\s+", "", wanted)))


def citation_hit(case: Case, outcome: Outcome) -> float | None:
    """1.0 when some citation stands at a gold place, else 0.0 (declined: 0.0).

    None for a case without gold places: nothing to hit.
    """
    if not case.places:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    return float(any(is_at(c, place) for c in outcome.citations for place in case.places))


def first_hits(hits: Sequence[Citation], places: Sequence[Place]) -> list[int]:
    """For each hit, best first: 1 when it stands at a gold place not hit before, else 0."""
    left = list(places)
    gains = []
    for hit in hits:
        found = next((place for place in left if is_at(hit, place)), None)
        gains.append(int(found is not None))
        if found is not None:
            left.remove(found)
    return gains


def _row(row: str) -> str:
    sheet, _, number = row.rpartition("!")
    return f"{even(sheet)}!{number}"
