"""One case that went wrong as a card: what was asked, what was wanted, what came, and why."""

from collections.abc import Iterable
from html import escape

from assistant.model.replies import Answered, Citation
from evals.cases import Case
from evals.misses import Harm
from evals.running import Asked
from evals.whys import place_of, why

_SHOWN = 4  # citations or near misses
_LONGEST = 400  # characters of an answer or a quote


def case_card(one: Asked, harm: Harm) -> str:
    """The card. Every text of a person or a document is escaped."""
    case = one.case
    kind = "bad" if harm <= Harm.WRONG_PLACE else "warn"
    turns = _items(case.turns, "turns") if case.turns else ""
    reasons = _items(why(one))
    return (
        f'<article class="case"><header><span class="mark {kind}">{harm.words}</span>'
        f"<b>{escape(case.id)}</b><span class=soft>{escape(_about(case))}</span></header>{turns}"
        f'<p class="question">{escape(case.question)}</p>'
        f"<div class=sides><section><h3>Wanted</h3>{_wanted(case)}</section>"
        f"<section><h3>Reply</h3>{_reply(one)}</section></div>"
        f'<section class="why"><h3>Why</h3>{reasons}</section></article>\n'
    )


def _about(case: Case) -> str:
    day = f"as of {case.as_of.isoformat()}" if case.as_of else ""
    whole = f"means: {case.stands_for}" if case.stands_for else ""
    return " · ".join(part for part in (case.kind, case.asked_by, day, whole) if part)


def _wanted(case: Case) -> str:
    if not case.answerable:
        reasons = " or ".join(case.reason) or "any reason"
        return f"<p class=said>Declined ({escape(reasons)})</p>"
    facts = [" or ".join(f"“{one}”" for one in fact) for fact in case.facts]
    places = [str(place) for place in case.places]
    at = f"<p class=soft>at any of</p>{_items(places)}" if places else ""
    return _items(facts) + at


def _reply(one: Asked) -> str:
    outcome = one.reply.outcome
    text = f"<p class=said>{escape(_cut(outcome.text))}</p>"
    if isinstance(outcome, Answered):
        return text + _citations(outcome.citations)
    near = _citations(outcome.near_misses)
    came = f"<p class=soft>What came closest:</p>{near}" if near else ""
    return f"<p><b>Declined</b> ({outcome.reason.value})</p>{text}{came}"


def _citations(citations: tuple[Citation, ...]) -> str:
    parts = [
        f"<p>[{one.tag}] {escape(place_of(one))}</p>"
        f"<blockquote>{escape(_cut(one.quote))}</blockquote>"
        for one in citations[:_SHOWN]
    ]
    rest = len(citations) - _SHOWN
    return "".join(parts) + (f"<p class=soft>and {rest} more</p>" if rest > 0 else "")


def _items(texts: Iterable[str], kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<ul{named}>{''.join(f'<li>{escape(one)}</li>' for one in texts)}</ul>"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
