"""An edition as one organisation uses it: its exclusions, with reasons, and its owners. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.model.clauses import Applicability, Clause, ClauseNumber, Edition
from assistant.model.organisation import Organisation


def tailored(edition: Edition, organisation: Organisation) -> Edition:
    """The edition with the organisation's applicability and owners in its clauses.

    What is said of a clause holds for all below it; the nearest owner above counts. A number
    kept without a requirement stays what it is.
    """
    if not organisation.not_applicable and not organisation.owners:
        return edition
    return replace(
        edition, clauses=tuple(_tailored(clause, organisation) for clause in edition.clauses)
    )


BY_CUSTOM = "by custom of distributors; the organisation gives no reason of its own"
"""What is said of a clause that the edition itself has as not applicable."""


def why_not(clause: Clause) -> str:
    """Why a clause does not apply: the organisation's words, else `BY_CUSTOM`; "" if it does."""
    if clause.applicability is not Applicability.NOT_APPLICABLE:
        return ""
    return clause.justification or BY_CUSTOM


def why_not_lines(clauses: Iterable[Clause]) -> list[str]:
    """`8.3 and below not applicable: …`, each reason once, for the clauses that it is said of."""
    numbers: dict[str, list[ClauseNumber]] = {}
    for one in clauses:
        if reason := why_not(one):
            numbers.setdefault(reason, []).append(one.number)
    return [f"{_told(each)} not applicable: {reason}" for reason, each in numbers.items()]


def _told(numbers: Sequence[ClauseNumber]) -> str:
    tops = [one for one in numbers if not any(up in numbers for up in one.ancestors())]
    below = {top: any(top in one.ancestors() for one in numbers) for top in tops}
    return ", ".join(f"{top} and below" if below[top] else str(top) for top in tops)


def _tailored(clause: Clause, organisation: Organisation) -> Clause:
    reasons = [
        one.reason for one in organisation.not_applicable if one.clause.contains(clause.number)
    ]
    owners = [one for one in organisation.owners if one.clause.contains(clause.number)]
    nearest = max(owners, key=lambda one: one.clause.depth, default=None)
    excluded = bool(reasons) and clause.applicability is not Applicability.NOT_USED
    return replace(
        clause,
        owner=nearest.owner if nearest else "",
        justification=reasons[0] if excluded else "",
        applicability=Applicability.NOT_APPLICABLE if excluded else clause.applicability,
    )
