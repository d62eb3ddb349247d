"""Every case of the red team."""

from evals.redteam.cases import identity, office, pages, shown, talk, text, visible
from evals.redteam.poison import Poison

CASES: tuple[Poison, ...] = (
    *pages.CASES,
    *office.CASES,
    *text.CASES,
    *visible.CASES,
    *identity.CASES,
    *shown.CASES,
    *talk.CASES,
)
"""In the order of a report; ids are unique."""
