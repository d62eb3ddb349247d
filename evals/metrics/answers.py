"""Whether an answer says its facts, names its clauses, and declines for the right reason."""

import re
import unicodedata

from assistant.model.replies import Answered, Outcome
from evals.cases import Case

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'"})
_TAG = re.compile(r"\[\d+\]")


def even(text: str) -> str:
    """Case, white space, dashes and thousands separators evened out."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(plain.split()))


def says(text: str, spelling: str) -> bool:
    """Whether `text` has `spelling`, evened out, from the start of a word or number on.

    A number that ends the spelling ends in the text as well. So `Tuesday` is in "Tuesdays", and
    `13` is neither in "130" nor in "13.5".
    """
    wanted = even(spelling)
    end = r"(?![.,]?\d)" if wanted[-1:].isdigit() else ""
    start = r"(?<!\w)(?<!\d[.,])" if wanted[:1].isalnum() else ""
    return bool(re.search(start + re.escape(wanted) + end, even(text)))


def facts_said(case: Case, outcome: Outcome) -> float | None:
    """Share of the required facts that the answer says, 0.0 … 1.0; declined: 0.0.

    Tags such as [1] are not read: they would pass for numbers. None for a case without facts.
    """
    if not case.facts:
        return None
    if not isinstance(outcome, Answered):
        return 0.0
    text = _TAG.sub("", outcome.text)
    met = [any(says(text, spelling) for spelling in fact) for fact in case.facts]
    return sum(met) / len(met)


def all_facts_said(case: Case, outcome: Outcome) -> float | None:
    """1.0 when every required fact is said, else 0.0; None for a case without facts."""
    share = facts_said(case, outcome)
    return None if share is None else float(share == 1.0)


def clauses_named(case: Case, outcome: Outcome) -> float | None:
    """Share of the wanted clauses among the reply's, 0.0 … 1.0; None for a case that wants none."""
    if not case.clauses:
        return None
    named = outcome.clauses if isinstance(outcome, Answered) else ()
    return len(set(case.clauses) & set(named)) / len(set(case.clauses))


def reason_right(case: Case, outcome: Outcome) -> float | None:
    """1.0 when a declined question carries an accepted reason; None unless rightly declined."""
    if case.answerable or isinstance(outcome, Answered) or not case.reason:
        return None
    return float(outcome.reason.value in case.reason)
