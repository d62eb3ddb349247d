"""Why a case went wrong, in sentences to act on: what is missing, and where it was lost."""

from collections.abc import Iterator

from assistant.model.replies import Answered, Citation
from evals.metrics.answers import even, reason_right, says
from evals.metrics.places import hits
from evals.running import Asked, reply_citations
from evals.scoring import search_hits


def why(one: Asked) -> list[str]:
    """The reasons, the most telling first; empty when nothing is wrong."""
    parts = (_follow_up, _decision, _facts, _places, _search, _quotes)
    return [sentence for part in parts for sentence in part(one)]


def place_of(citation: Citation) -> str:
    """For people: `QP-840 rev C, section 6.2` or `F-841, row Register!12`."""
    name = (
        f"{citation.document} rev {citation.revision}" if citation.revision else citation.document
    )
    if citation.row:
        return f"{name}, row {citation.row}"
    if citation.section:
        return f"{name}, section {citation.section}"
    return f"{name}, {citation.section_title or f'page {citation.page}'}"


def _follow_up(one: Asked) -> Iterator[str]:
    if not one.case.turns:
        return
    understood = one.reply.understood_as
    lost = [term for term in one.case.understood if not any(says(understood, s) for s in term)]
    if lost:
        terms = ", ".join(term[0] for term in lost)
        yield f"The follow-up was understood as “{understood}”; not carried over: {terms}."
    if one.alone is not None:
        whole = "answered" if isinstance(one.alone.outcome, Answered) else "declined"
        yield f"Asked as a whole question, it is {whole}."


def _decision(one: Asked) -> Iterator[str]:
    case, outcome = one.case, one.reply.outcome
    if case.answerable and not isinstance(outcome, Answered):
        yield f"Declined ({outcome.reason.value}) although the documents answer it."
    elif not case.answerable and isinstance(outcome, Answered):
        near = "The documents treat the topic and do not say this. " if case.near_miss else ""
        yield f"{near}Answered by {outcome.answered_by} where nothing answers it."
    elif not isinstance(outcome, Answered) and reason_right(case, outcome) == 0.0:
        yield f"Declined for {outcome.reason.value}; accepted: {' or '.join(case.reason)}."


def _facts(one: Asked) -> Iterator[str]:
    outcome = one.reply.outcome
    if isinstance(outcome, Answered):
        for fact in one.case.facts:
            if not any(says(outcome.text, spelling) for spelling in fact):
                yield f"The answer does not say {' or '.join(f'“{one}”' for one in fact)}."


def _places(one: Asked) -> Iterator[str]:
    cited = reply_citations(one.reply)
    if cited and one.case.places and not any(hits(cited, one.case.places)):
        yield f"Cited {'; '.join(map(place_of, cited[:3]))}: none of the wanted places."


def _search(one: Asked) -> Iterator[str]:
    found = search_hits(one) if one.case.answerable else None
    if found is None:
        return
    if True in found:
        rank = found.index(True) + 1
        yield f"The search brings a wanted place at rank {rank}: it is lost in choosing the answer."
    else:
        yield "The search brings no wanted place among its first 10 hits: it is lost there."


def _quotes(one: Asked) -> Iterator[str]:
    cited = reply_citations(one.reply)
    for citation, stands in zip(cited, one.quotes, strict=False):
        if not stands:
            words = even(citation.quote)[:80]
            yield f"A quote does not stand on the cited page: “{words}” ({place_of(citation)})."
