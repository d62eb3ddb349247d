"""Whether two replies say the same: a follow-up beside its whole question, and paraphrases."""

from collections.abc import Sequence
from itertools import combinations

from assistant.model.replies import Answered, Citation, Reply
from evals.cases import Case
from evals.metrics.answers import says


def understood(case: Case, reply: Reply) -> float | None:
    """Share of the needed terms that the understanding of a follow-up has, 0.0 … 1.0.

    None for a case that is no follow-up or names no terms.
    """
    if not case.turns or not case.understood:
        return None
    met = [any(says(reply.understood_as, one) for one in term) for term in case.understood]
    return sum(met) / len(met)


def agreement(first: Reply, second: Reply) -> float:
    """How far two replies agree: 0.0 when one answers and the other declines.

    Both declined: 1.0. Both answered: the places cited by both over those cited by either
    (Jaccard 1901), 1.0 when neither cites any.
    """
    ours, theirs = first.outcome, second.outcome
    if isinstance(ours, Answered) and isinstance(theirs, Answered):
        here, there = _places(ours.citations), _places(theirs.citations)
        return len(here & there) / len(here | there) if here | there else 1.0
    return float(isinstance(ours, Answered) == isinstance(theirs, Answered))


def consistency(replies: Sequence[Reply]) -> float | None:
    """Mean agreement of all pairs of replies to one question in several wordings, 0.0 … 1.0.

    None for fewer than two.
    """
    pairs = [agreement(*pair) for pair in combinations(replies, 2)]
    return sum(pairs) / len(pairs) if pairs else None


def _places(citations: Sequence[Citation]) -> set[tuple[str, str]]:
    return {(one.path, one.row or one.section or one.section_title or "") for one in citations}
