"""Whether an answer holds the facts it must, and whether its quotes are real."""

import re

from assistant.model.replies import Answered, Outcome
from evals.cases import Case

_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", " ": " "})


def even(text: str) -> str:
    """Case, white space, dashes and thousands separators evened out."""
    plain = " ".join(text.translate(_DASHES).casefold().split())
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)


def facts_present(case: Case, outcome: Outcome) -> float | None:
    """Share of the required facts the answer's text holds, 0.0 … 1.0; declined: 0.0.

    None for a case without required facts.
    """
    if not case.facts:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    text = even(outcome.text)
    held = [any(even(wording) in text for wording in fact) for fact in case.facts]
    return sum(held) / len(held)


def reason_right(case: Case, outcome: Outcome) -> float | None:
    """1.0 when a declined question carries an accepted reason; None unless rightly declined."""
    if case.answerable or isinstance(outcome, Answered) or not case.reason:
        return None
    return float(outcome.reason.value in case.reason)
