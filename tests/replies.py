"""Replies made by hand, for the tests of the surfaces that show them."""

from collections.abc import Sequence
from datetime import date

from assistant.model.replies import (
    Answered,
    Citation,
    Declined,
    Outcome,
    Reason,
    Reply,
    Searched,
)

DAY = date(2026, 9, 30)


def citation(tag: int = 1, quote: str = "Records are kept for 10 years") -> Citation:
    return Citation(
        tag=tag,
        document="QP-840",
        revision="C",
        title="Receiving inspection",
        kind="procedure",
        status="in_force",
        effective_date=date(2025, 3, 1),
        section="6.2",
        section_title="Records",
        page=4,
        row=None,
        quote=quote,
        passage="p_1",
        path="procedures/QP-840_C.pdf",
        clauses=("8.6",),
    )


def reply(outcome: Outcome, question: str = "how long do we keep receiving records?") -> Reply:
    return Reply(
        id="r_1",
        conversation="c_1",
        question=question,
        understood_as=question,
        outcome=outcome,
        searched=Searched(documents=41, passages=913, vectors_ready=1.0, as_of=DAY),
        took_ms=41,
    )


def answered(
    text: str = "Records are kept for 10 years [1].", citations: Sequence[Citation] | None = None
) -> Reply:
    found = (citation(),) if citations is None else tuple(citations)
    return reply(
        Answered(text, found, "extract", clauses=("8.6",), warnings=("Form F-12 is gone",))
    )


def declined(reason: Reason = Reason.NOT_IN_EVIDENCE) -> Reply:
    text = "Nothing says so. Searched 41 documents."
    return reply(Declined(reason, text, near_misses=(citation(0),)))
