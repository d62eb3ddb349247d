"""An edition as one organisation uses it: its exclusions, with reasons, and its owners. Pure."""

from dataclasses import replace

from assistant.model.clauses import Applicability, Clause, Edition
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
