"""A programme as somebody sees it who may not see every document: nothing of those is told."""

from collections.abc import Collection
from dataclasses import replace

from assistant.model.programmes import Programme

HELD_BACK = "…"


def without(programme: Programme, hidden: Collection[str]) -> Programme:
    """The programme with the numbers of `hidden` documents taken out of every text."""
    if not hidden:
        return programme
    longest_first = sorted((one for one in hidden if one), key=len, reverse=True)

    def plain(text: str) -> str:
        for number in longest_first:
            text = text.replace(number, HELD_BACK)
        return text

    return replace(
        programme,
        notes=tuple(plain(one) for one in programme.notes),
        audits=tuple(replace(one, note=plain(one.note)) for one in programme.audits),
        processes=tuple(
            replace(
                one,
                documents=tuple(each for each in one.documents if each not in hidden),
                reasons=tuple(replace(each, reason=plain(each.reason)) for each in one.reasons),
                last_audit=plain(one.last_audit),
            )
            for one in programme.processes
        ),
        clauses=tuple(replace(one, last_audit=plain(one.last_audit)) for one in programme.clauses),
        auditors=tuple(
            replace(one, competence=plain(one.competence)) for one in programme.auditors
        ),
        own_work=tuple(replace(one, why=plain(one.why)) for one in programme.own_work),
    )
